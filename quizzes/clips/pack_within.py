"""Where in a file of a pack the clip itself is; what lies outside says what the clip is, and is cut away."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from quizzes.clips.catalogue_reading import Table

Within: TypeAlias = tuple[float, ...]
"""A box (left, top, right, bottom in whole pixels) of a picture or film, from and until (seconds) of a sound."""


def read_within(table: Table, medium: str) -> Within:
    """Read `within` of a file; empty where all of the file is the clip. Raises `CatalogueError`."""
    value = table.get("within", None)
    if value is None:
        return ()
    if medium == "sound":
        plain = (
            isinstance(value, list) and len(value) == 2 and all(type(each) in (int, float) for each in value)
        )
        if not plain or not 0 <= value[0] < value[1] < float("inf"):
            raise table.wrong("within", f"must be [from, until] in seconds, not {value!r}")
        return tuple(float(each) for each in value)
    return read_box(table, "within", value)


def read_box(table: Table, key: str, value: Any) -> tuple[int, ...]:
    """Read a box in whole pixels. Raises `CatalogueError`."""
    whole = isinstance(value, list) and len(value) == 4 and all(type(each) is int for each in value)
    if not whole or not (0 <= value[0] < value[2] and 0 <= value[1] < value[3]):
        raise table.wrong(key, f"must be [left, top, right, bottom] in whole pixels, not {value!r}")
    return tuple(value)


def box_of(within: Iterable[float]) -> tuple[int, int, int, int] | None:
    """Return the box of a picture or film for cutting it out; None where there is nothing to cut away."""
    left, top, right, bottom = (int(side) for side in within) if (within := tuple(within)) else (0, 0, 0, 0)
    return (left, top, right, bottom) if within else None


def says_within(entry: Any) -> bool:
    """Whether an entry as it stands in a manifest cuts something away, of its file or of its original's."""
    original = entry.get("original")
    return "within" in entry or (isinstance(original, dict) and "within" in original)
