"""Means with intervals from sums, so that classes can be added up without their learners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quizzes.scoring.discernment import Counts
from quizzes.scoring.enough import LEARNERS
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.group import for_mean
from quizzes.scoring.student_t import t_975


@dataclass(frozen=True, slots=True)
class Moments:
    """How many figures, their sum, the sum of their squares, and the sum of the variances of each. Two add up with `+`."""

    number: int = 0
    total: float = 0.0
    squares: float = 0.0
    noise: float = 0.0

    @classmethod
    def of(cls, figures: Iterable[tuple[float, float]]) -> Moments:
        """Of figures with the variance of each."""
        number, total, squares, noise = 0, 0.0, 0.0, 0.0
        for value, variance in figures:
            number += 1
            total += value
            squares += value**2
            noise += variance
        return cls(number, total, squares, noise)

    @classmethod
    def read(cls, kept: Iterable[Any]) -> Moments:
        """As `kept` gave it."""
        return cls(*kept)

    @property
    def kept(self) -> list[float]:
        """To be written down."""
        return [self.number, self.total, self.squares, self.noise]

    def __add__(self, other: Moments) -> Moments:
        return Moments(
            self.number + other.number, self.total + other.total, self.squares + other.squares,
            self.noise + other.noise,
        )  # fmt: skip

    def mean(self, fewest: int = LEARNERS) -> Estimate | None:
        """The mean with Student's 95 % interval, as `quizzes.scoring.mean` has it; None for fewer figures."""
        if self.number < max(fewest, 2):
            return None
        mean = self.total / self.number
        between = max(0.0, self.squares - self.total * mean) / (self.number - 1)
        within = self.noise / self.number
        reach = t_975(self.number - 1) * (max(between, within) / self.number) ** 0.5
        return Estimate(mean, mean - reach, mean + reach)


@lru_cache(maxsize=1 << 14)
def figure_of(counts: Counts) -> tuple[float, float, float] | None:
    """d', c and the variance of d', of which a quarter is that of c, as they enter a mean; None for too few answers."""
    return None if counts.too_few else for_mean(counts)
