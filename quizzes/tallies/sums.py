"""Adding tallies up: what a learner's or a class's sittings come to together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from quizzes.scoring.discernment import Counts
from quizzes.tallies.codes import CODES, OUTCOMES, counts_of

ASKED, RIGHT = 5, 6
"""Places in a cell after the five outcomes: comparisons, and those of them that were right."""
CELL = 7

N, SCORED, POINTS = range(3)
"""Places in what is known of an item type: answers, those that could be marked, the sum of their points."""


@dataclass(frozen=True, slots=True)
class About:
    """What an item is about: the technique of its pair, and the cues that give it away."""

    technique: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A sitting's answers in short, as `SittingTally` keeps them."""

    answers: Sequence[Sequence[Any]] = ()
    last_at: datetime | None = None

    def points(self, without: Collection[int] = ()) -> float:
        """Its points by the marks that count: what the best of several attempts goes by."""
        return sum(float(row[3]) for row in self.answers if row[3] is not None and row[0] not in without)


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
    last_at: datetime | None = None

    def add(self, folded: Folded, about: Mapping[int, About], without: Collection[int] = ()) -> None:
        """Add one sitting. about: of every item in it that has a pair. without: items that do not count here."""
        self.sittings += 1
        for item, kind, code, points, took in folded.answers:
            if without and item in without:
                continue
            row = self.types.get(kind)
            if row is None:
                row = self.types[kind] = [0, 0, 0.0]
            row[N] += 1
            if points is not None:
                row[SCORED] += 1
                row[POINTS] += points
            if took is not None:
                self.milliseconds += took
                self.timed += 1
            if code is not None:
                self.stops[code] += 1
            known = about.get(item)
            if known is None:
                continue
            if code is not None:
                self._count(known, OUTCOMES[code])
            elif kind == "compare" and points is not None:
                self._count(known, ASKED)
                if points >= 1:
                    self._count(known, RIGHT)
        if folded.last_at is not None and (self.last_at is None or folded.last_at > self.last_at):
            self.last_at = folded.last_at

    def _count(self, known: About, place: int) -> None:
        cell = self.techniques.get(known.technique)
        if cell is None:
            cell = self.techniques[known.technique] = [0] * CELL
        cell[place] += 1
        for cue in known.cues:
            cell = self.cues.get(cue)
            if cell is None:
                cell = self.cues[cue] = [0] * CELL
            cell[place] += 1

    def __iadd__(self, other: Sum) -> Sum:
        self.sittings += other.sittings
        self.stops = [a + b for a, b in zip(self.stops, other.stops, strict=True)]
        _merge(self.techniques, other.techniques)
        _merge(self.cues, other.cues)
        _merge(self.types, other.types)
        self.milliseconds += other.milliseconds
        self.timed += other.timed
        if other.last_at is not None and (self.last_at is None or other.last_at > self.last_at):
            self.last_at = other.last_at
        return self

    @property
    def counts(self) -> Counts:
        """All judgements, by outcome."""
        return counts_of(self.stops)

    @property
    def answers(self) -> int:
        """How many answers of whatever type."""
        return int(sum(row[N] for row in self.types.values()))


_Number = TypeVar("_Number", int, float)


def _merge(mine: dict[str, list[_Number]], theirs: Mapping[str, Sequence[_Number]]) -> None:
    for slug, cell in theirs.items():
        known = mine.get(slug)
        mine[slug] = list(cell) if known is None else [a + b for a, b in zip(known, cell, strict=True)]


def cell_counts(cell: Sequence[int]) -> Counts:
    """The judgements of a cell."""
    return Counts(*cell[:ASKED])
