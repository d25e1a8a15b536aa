"""What a list would do to a school: the school as it stands, and the fate of every row."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a row; the order is that of the page."""

    NEW = "new"
    JOINS = "joins"
    MOVED = "moved"
    BACK = "back"
    CHANGED = "changed"
    LEAVES = "leaves"
    CLASH = "clash"
    ERROR = "error"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil's place in a class. `is_there`: the pupil has not left it, and the class is not over."""

    pk: int
    user: int
    classroom: int
    name: str
    is_there: bool
    in_archive: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A school as it stands. `reach`: the classes that may be changed; `scope`: the one class of the list, if it is for one.

    `classes` are those that are not over, `over` the others; both name their classes. `ids` gives a pupil for a number
    of the school's own lists.
    """

    classes: dict[int, str]
    over: dict[int, str]
    places: tuple[Place, ...]
    ids: dict[str, int]
    reach: frozenset[int]
    scope: int | None = None

    def name_of(self, classroom: int) -> str:
        return self.classes.get(classroom) or self.over.get(classroom, "")


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one row, or of one pupil who is not on the list (then `line` is 0).

    `place` is the place that is changed, `classroom` the class the row is about (None for one that is made), `leaving`
    the place a pupil who moves leaves. `old_name` and `links` say what changes: the spelling, and the number that is
    kept from now on. `reason` is the code of why a row is not done, `other` the line it clashes with. `person` tells
    apart the new pupils of a list.
    """

    fate: Fate
    line: int
    name: str
    title: str = ""
    sourced_id: str = ""
    user: int | None = None
    person: str = ""
    classroom: int | None = None
    place: int | None = None
    leaving: int | None = None
    old_title: str = ""
    old_name: str = ""
    links: bool = False
    reason: str = ""
    other: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it, in the order of the list, with those who would leave at the end."""

    steps: tuple[Step, ...]
    new_classes: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def changes(self) -> int:
        """How many steps do something."""
        return sum(self.counts[fate] for fate in Fate if fate not in (Fate.SAME, Fate.CLASH, Fate.ERROR))

    @property
    def digest(self) -> str:
        """64 hexadecimal characters: two plans that do the same have the same."""
        whole = hashlib.sha256(repr(self.new_classes).encode())
        for step in self.steps:
            whole.update(repr(step).encode("utf-8", "backslashreplace"))
        return whole.hexdigest()
