"""Means with intervals from sums, so that classes can be added up without their learners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quizzes.scoring.discernment import Z95, Estimate
from quizzes.scoring.group import MINIMUM_LEARNERS
from quizzes.scoring.student_t import t_975


@dataclass(frozen=True, slots=True)
class Moments:
    """How many figures, their sum, the sum of their squares, and the sum of the variances of each. Two add up with `+`."""

    number: int = 0
    total: float = 0.0
    squares: float = 0.0
    noise: float = 0.0

    @classmethod
    def of(cls, figures: Iterable[Estimate]) -> Moments:
        """Of figures with symmetric 95 % intervals."""
        number, total, squares, noise = 0, 0.0, 0.0, 0.0
        for each in figures:
            number += 1
            total += each.value
            squares += each.value**2
            noise += ((each.high - each.low) / (2 * Z95)) ** 2
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

    def mean(self, fewest: int = MINIMUM_LEARNERS) -> Estimate | None:
        """The mean with Student's 95 % interval, as `quizzes.scoring.group` has it; None for fewer figures."""
        if self.number < max(fewest, 2):
            return None
        mean = self.total / self.number
        between = max(0.0, self.squares - self.total * mean) / (self.number - 1)
        within = self.noise / self.number
        reach = t_975(self.number - 1) * (max(between, within) / self.number) ** 0.5
        return Estimate(mean, mean - reach, mean + reach)
