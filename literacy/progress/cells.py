"""One cell of the heat map: how often right of how many, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quizzes.scoring.discernment import MINIMUM
from quizzes.scoring.share import share

CHANCE = 0.5


class Level(StrEnum):
    """What a cell says. Only what chance would hardly do gets a full colour."""

    NONE = "none"
    """Not met."""
    FEW = "few"
    """Met fewer than four times: no colour, whatever the answers were."""
    OPEN = "open"
    """The interval holds one half: it may be guessing, or may not."""
    SEES = "sees"
    """Right more often than guessing would be."""
    MISSES = "misses"
    """Wrong more often than guessing would be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """right of judged clips, real and manipulated ones. low, high: whole percents between which the share may lie."""

    slug: str
    right: int
    judged: int
    level: Level
    low: int = 0
    high: int = 100

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.judged) if self.judged else 0

    @property
    def said(self) -> bool:
        """Whether there is enough for a share."""
        return self.judged >= MINIMUM


def cell_of(slug: str, counts: Sequence[int] | None) -> Cell:
    """The cell of five outcomes, as `quizzes.tallies.sums` has them. "I would check first" is left out.

    Right is a manipulated clip called so and a real one trusted: halves are dealt evenly, so whoever calls everything
    manipulated comes out at a half and not at the top.
    """
    if counts is None:
        return Cell(slug, 0, 0, Level.NONE)
    hits, misses, alarms, trusted = counts[:4]
    return _cell(slug, hits + trusted, hits + misses + alarms + trusted)


@lru_cache(maxsize=1 << 12)
def _cell(slug: str, right: int, judged: int) -> Cell:
    if not judged:
        return Cell(slug, 0, 0, Level.NONE)
    if judged < MINIMUM:
        return Cell(slug, right, judged, Level.FEW)
    found = share(right, judged)
    level = Level.OPEN
    if found.low > CHANCE:
        level = Level.SEES
    elif found.high < CHANCE:
        level = Level.MISSES
    return Cell(slug, right, judged, level, round(100 * found.low), round(100 * found.high))
