"""Adding tallies up: what a learner's or a class's sittings come to together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from quizzes.items.types import JUDGEMENTS
from quizzes.scoring.discernment import Counts
from quizzes.tallies.codes import CODES, OUTCOMES, counts_of
from quizzes.tallies.codes import POINTS as CODE_POINTS

ASKED, RIGHT = 5, 6
"""Places in a cell after the five outcomes: comparisons, and those of them that were right."""
CELL = 7
JUDGE = "judge"

N, SCORED, POINTS = range(3)
"""Places in what is known of an item type: answers, those that could be marked, the sum of their points."""


@dataclass(frozen=True, slots=True)
class About:
    """What an item is about: the technique of its pair, and the cues that give it away."""

    technique: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A sitting's answers in short.

    items, codes, took: of each judgement its item, its code (`quizzes.tallies.codes`) and its milliseconds or None.
    marks: [item, item type, points or None, milliseconds or None] of every other answer, by the marks that count; and of
    a judgement that was marked otherwise than by its code alone, as where evidence counts, too. There without its time.
    last_at: of the last answer, where it was read from the answers.
    """

    items: Sequence[int] = ()
    codes: Sequence[int] = ()
    took: Sequence[int | None] = ()
    marks: Sequence[Sequence[Any]] = ()
    last_at: datetime | None = None

    @property
    def kept(self) -> list[Sequence[Any]]:
        """To be written down."""
        return [self.items, self.codes, self.took, self.marks]

    def points(self, without: Collection[int] = ()) -> float:
        """Its points by the marks that count: what the best of several attempts goes by."""
        alone = Sum()
        alone.add(self, {}, without)
        return sum(row[POINTS] for row in alone.types.values())


@dataclass(slots=True)
class Sum:
    """Sittings added up. All of it is whole numbers but points.

    stops: judgements by code. techniques, cues: per slug a cell: the five outcomes, comparisons asked and right. A clip
    with three cues counts in three. types: per item type answers, marked ones, points. milliseconds: over `timed` answers.
    """

    sittings: int = 0
    stops: list[int] = field(default_factory=lambda: [0] * CODES)
    techniques: dict[str, list[int]] = field(default_factory=dict)
    cues: dict[str, list[int]] = field(default_factory=dict)
    types: dict[str, list[float]] = field(default_factory=dict)
    milliseconds: int = 0
    timed: int = 0
    _cells: dict[int, list[list[int]]] = field(default_factory=dict, repr=False, compare=False)

    def add(self, folded: Folded, about: Mapping[int, About], without: Collection[int] = ()) -> None:
        """Add one sitting. about: of every item in it that has a pair. without: items that do not count here."""
        self.sittings += 1
        stops, cells = self.stops, self._cells
        judged, points = 0, 0.0
        for item, code, took in zip(folded.items, folded.codes, folded.took, strict=True):
            if without and item in without:
                continue
            judged += 1
            points += CODE_POINTS[code]
            stops[code] += 1
            if took is not None:
                self.milliseconds += took
                self.timed += 1
            outcome = OUTCOMES[code]
            for cell in cells[item] if item in cells else self._cells_of(item, about):
                cell[outcome] += 1
        if judged:
            self._typed(JUDGE, judged, judged, points)
        if folded.marks:
            self._add_marks(folded, about, without)

    def _add_marks(self, folded: Folded, about: Mapping[int, About], without: Collection[int]) -> None:
        codes = dict(zip(folded.items, folded.codes, strict=True))
        for item, kind, points, took in folded.marks:
            if without and item in without:
                continue
            if kind in JUDGEMENTS:  # it was counted as a judgement by its code already
                self._typed(JUDGE, -1, -1, -CODE_POINTS[codes[item]])
            self._typed(kind, 1, points is not None, points or 0.0)
            if took is not None:
                self.milliseconds += took
                self.timed += 1
            if kind == "compare" and points is not None:
                for cell in self._cells_of(item, about):
                    cell[ASKED] += 1
                    cell[RIGHT] += points >= 1

    def _typed(self, kind: str, number: int, scored: int, points: float) -> None:
        row = self.types.get(kind)
        if row is None:
            row = self.types[kind] = [0, 0, 0.0]
        row[N] += number
        row[SCORED] += scored
        row[POINTS] += points
        if not row[N]:
            del self.types[kind]

    def _cells_of(self, item: int, about: Mapping[int, About]) -> list[list[int]]:
        """The cells in which an item counts: of its technique and of its cues."""
        known = about.get(item)
        found: list[list[int]] = []
        if known is not None:
            found.append(_cell(self.techniques, known.technique))
            found += [_cell(self.cues, cue) for cue in known.cues]
        self._cells[item] = found
        return found

    def __iadd__(self, other: Sum) -> Sum:
        self.sittings += other.sittings
        self.stops = [a + b for a, b in zip(self.stops, other.stops, strict=True)]
        _merge(self.techniques, other.techniques)
        _merge(self.cues, other.cues)
        _merge(self.types, other.types)
        self.milliseconds += other.milliseconds
        self.timed += other.timed
        self._cells.clear()
        return self

    @property
    def counts(self) -> Counts:
        """All judgements, by outcome."""
        return counts_of(self.stops)

    @property
    def answers(self) -> int:
        """How many answers of whatever type."""
        return int(sum(row[N] for row in self.types.values()))


def _cell(cells: dict[str, list[int]], slug: str) -> list[int]:
    found = cells.get(slug)
    if found is None:
        found = cells[slug] = [0] * CELL
    return found


_Number = TypeVar("_Number", int, float)


def _merge(mine: dict[str, list[_Number]], theirs: Mapping[str, Sequence[_Number]]) -> None:
    for slug, cell in theirs.items():
        known = mine.get(slug)
        mine[slug] = list(cell) if known is None else [a + b for a, b in zip(known, cell, strict=True)]


def cell_counts(cell: Sequence[int]) -> Counts:
    """The judgements of a cell."""
    return Counts(*cell[:ASKED])
