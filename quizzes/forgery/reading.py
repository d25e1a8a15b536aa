"""Reading a recipe's parameters one by one, so that a wrong or misspelt one is met by a sentence."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.forgery.recipe import ParamError

_REQUIRED: Any = object()


class Reader:
    """Takes named values out of `params`; `done()` then refuses what nobody asked for.

    Every method raises `ParamError` naming the parameter and what was expected of it.
    """

    def __init__(self, params: Mapping[str, Any]) -> None:
        if not isinstance(params, Mapping):
            raise ParamError("params", f"must be a table of names and values, not {params!r}")
        self._params = params
        self._asked: set[str] = set()

    def has(self, name: str) -> bool:
        """Say whether the recipe gives `name` at all."""
        return name in self._params

    def raw(self, name: str, default: Any = _REQUIRED) -> Any:
        """Return the value as it stands, for a parameter with its own parser (a selection)."""
        self._asked.add(name)
        if name in self._params:
            return self._params[name]
        if default is _REQUIRED:
            raise ParamError(name, "is missing")
        return default

    def number(
        self, name: str, default: float = _REQUIRED, *, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """Return a finite number between `low` and `high`, both included."""
        value = self.raw(name, default)
        if not is_number(value):
            raise ParamError(name, f"must be a number, not {value!r}")
        if not low <= value <= high:
            raise ParamError(name, f"must lie between {low:g} and {high:g}, not be {value:g}")
        return float(value)

    def whole(self, name: str, default: int = _REQUIRED, *, low: int, high: int) -> int:
        """Return a whole number between `low` and `high`, both included."""
        value = self.number(name, default, low=low, high=high)
        if value != int(value):
            raise ParamError(name, f"must be a whole number, not {value:g}")
        return int(value)

    def numbers(self, name: str, count: int, default: Sequence[float] = _REQUIRED) -> tuple[float, ...]:
        """Return exactly `count` finite numbers, such as a point (2) or a box (4)."""
        return as_numbers(name, self.raw(name, default), count)

    def text(self, name: str, default: str = _REQUIRED) -> str:
        """Return a piece of text that is not empty."""
        value = self.raw(name, default)
        if not isinstance(value, str) or not value:
            raise ParamError(name, f"must be a text, not {value!r}")
        return value

    def choice(self, name: str, allowed: Sequence[str], default: str = _REQUIRED) -> str:
        """Return one of `allowed`."""
        value = self.raw(name, default)
        if value not in allowed:
            raise ParamError(name, f"must be one of {', '.join(allowed)}, not {value!r}")
        return str(value)

    def yes(self, name: str, default: bool = _REQUIRED) -> bool:
        """Return true or false."""
        value = self.raw(name, default)
        if not isinstance(value, bool):
            raise ParamError(name, f"must be true or false, not {value!r}")
        return value

    def tables(self, name: str) -> list[Mapping[str, Any]]:
        """Return a list of at least one table, such as the copies of a copy-move."""
        value = self.raw(name)
        if not isinstance(value, list) or not value or not all(isinstance(each, Mapping) for each in value):
            raise ParamError(name, "must be a list of at least one table")
        return value

    def done(self) -> None:
        """Refuse parameters that were never asked for: most often a misspelt name."""
        for name in self._params:
            if name not in self._asked:
                known = ", ".join(sorted(self._asked))
                raise ParamError(name, f"is not known here; known are {known}")


def is_number(value: object) -> bool:
    """Say whether `value` is a finite number; true and false are not numbers."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def as_numbers(name: str, value: Any, count: int) -> tuple[float, ...]:
    """Return `value` as `count` finite numbers or raise `ParamError` naming `name`."""
    if (
        not isinstance(value, Sequence)
        or isinstance(value, str)
        or len(value) != count
        or not all(is_number(each) for each in value)
    ):
        raise ParamError(name, f"must be {count} numbers, not {value!r}")
    return tuple(float(each) for each in value)
