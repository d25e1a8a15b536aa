"""Reading one table of the catalogue key by key, with errors that name the file, the entry and the key."""

import math
import re
from collections.abc import Collection, Mapping
from typing import Any

from quizzes.clips.catalogue_words import CUES

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REQUIRED: Any = object()


class CatalogueError(ValueError):
    """A sentence for the author of a catalogue file, naming the file, the entry and the key."""


class Table:
    """Takes values out of a TOML table by key; `done()` refuses keys that nobody asked for.

    `where` names the file and the entry. Every method raises `CatalogueError`.
    """

    def __init__(self, values: Any, where: str, prefix: str = "") -> None:
        self.where, self._prefix = where, prefix
        if not isinstance(values, Mapping):
            raise self.wrong("", f"must be a table, not {values!r}")
        self._values: Mapping[str, Any] = values
        self._asked: set[str] = set()

    def wrong(self, key: str, problem: str) -> CatalogueError:
        """Return the error that says what is wrong with `key`."""
        place = f"{self._prefix}{key}".strip(".")
        return CatalogueError(f"{self.where}: `{place}` {problem}." if place else f"{self.where}: {problem}.")

    def get(self, key: str, default: Any = _REQUIRED) -> Any:
        """Return the value as it stands."""
        self._asked.add(key)
        if key in self._values:
            return self._values[key]
        if default is _REQUIRED:
            raise self.wrong(key, "is missing")
        return default

    def has(self, key: str) -> bool:
        """Say whether the file gives `key` at all."""
        return key in self._values

    def text(self, key: str, default: str = _REQUIRED, *, empty: bool = False) -> str:
        """Return a text without space around it; empty only where that is allowed."""
        value = self.get(key, default)
        if not isinstance(value, str) or value != value.strip() or not (value or empty or value == default):
            raise self.wrong(key, f"must be a text without space around it, not {value!r}")
        return value

    def slug(self, key: str, default: str = _REQUIRED) -> str:
        """Return a name in lower case with hyphens."""
        value = self.text(key, default)
        if not _SLUG.fullmatch(value):
            raise self.wrong(key, f"must be a name in lower case with hyphens, not {value!r}")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str = _REQUIRED) -> str:
        """Return one of `allowed`."""
        value = self.get(key, default)
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong(key, f"must be one of {', '.join(sorted(allowed))}, not {value!r}")
        return value

    def matching(self, key: str, pattern: str, meaning: str) -> str:
        """Return a text that matches `pattern` as a whole; `meaning` says in words what that is."""
        value = self.get(key)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise self.wrong(key, f"must be {meaning}, not {value!r}")
        return value

    def whole(self, key: str, default: int = _REQUIRED, *, low: int, high: int) -> int:
        """Return a whole number between `low` and `high`, both included."""
        value = self.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(key, f"must be a whole number from {low} to {high}, not {value!r}")
        return value

    def number(self, key: str, default: Any = _REQUIRED) -> Any:
        """Return a number that is not negative, or the default."""
        value = self.get(key, default)
        if value is default and default is not _REQUIRED:
            return value
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < math.inf:
            raise self.wrong(key, f"must be a number from 0, not {value!r}")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; an absent key is an empty list."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.wrong(key, f"must be a list of texts, not {value!r}")
        return tuple(value)

    def table(self, key: str, default: Any = _REQUIRED) -> "Table":
        """Return the table under `key`, whose errors name the whole way to a key."""
        return Table(self.get(key, default), self.where, f"{self._prefix}{key}.")

    def done(self) -> None:
        """Refuse keys that nobody asked for: most often a misspelt one."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong(key, f"is not known here; known are {', '.join(sorted(self._asked))}")


def read_cues(table: Table) -> tuple[str, ...]:
    """Take the cues of an entry out of its table; raises `CatalogueError` for one that nobody knows."""
    cues = table.texts("cues")
    for cue in cues:
        if cue not in CUES:
            raise table.wrong("cues", f"names {cue}, which is not a known cue")
    return cues
