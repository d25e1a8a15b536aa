"""Discernment: how well somebody tells manipulated clips from real ones, and which way they lean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from quizzes.scoring.enough import EACH_KIND, Enough, enough_of_both
from quizzes.scoring.estimate import Z95, Estimate, minus, plus
from quizzes.scoring.marking.judge import Outcome
from quizzes.scoring.rates import log_linear, z_of

__all__ = [
    "MINIMUM",
    "WELL",
    "Z95",
    "Counts",
    "Discernment",
    "Estimate",
    "Leaning",
    "Reading",
    "Telling",
    "discern",
    "leaning",
    "reading",
    "telling",
    "yes_no",
]

# Fewest manipulated and fewest authentic clips judged before a figure is given.
MINIMUM = EACH_KIND

# A d' of 1 is 69 % right on both kinds of clip for somebody who leans neither way.
WELL = 1.0

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each outcome happened. Two of them add up with `+`.

    hits, misses: manipulated clips called manipulated, called real.
    false_alarms, correct_rejections: authentic clips called manipulated, called real.
    checked: answers "I would check first", counted apart: they enter no rate.

    Raises ValueError when a count is negative.
    """

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    correct_rejections: int = 0
    checked: int = 0

    def __post_init__(self) -> None:
        if min(self.hits, self.misses, self.false_alarms, self.correct_rejections, self.checked) < 0:
            raise ValueError(f"a count cannot be negative: {self}")

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            hits=self.hits + other.hits,
            misses=self.misses + other.misses,
            false_alarms=self.false_alarms + other.false_alarms,
            correct_rejections=self.correct_rejections + other.correct_rejections,
            checked=self.checked + other.checked,
        )

    @classmethod
    def tally(cls, outcomes: Iterable[Outcome]) -> Counts:
        """Count the outcomes of marked judgements."""
        seen = Counter(outcomes)
        return cls(
            hits=seen[Outcome.HIT],
            misses=seen[Outcome.MISS],
            false_alarms=seen[Outcome.FALSE_ALARM],
            correct_rejections=seen[Outcome.CORRECT_REJECTION],
            checked=seen[Outcome.CHECKED],
        )

    @property
    def manipulated(self) -> int:
        """Manipulated clips that were judged."""
        return self.hits + self.misses

    @property
    def authentic(self) -> int:
        """Authentic clips that were judged."""
        return self.false_alarms + self.correct_rejections

    @property
    def too_few(self) -> bool:
        """Whether fewer than `MINIMUM` clips of either kind were judged."""
        return not self.enough

    @property
    def enough(self) -> Enough:
        """Whether there are `MINIMUM` clips of either kind, and if not why."""
        return enough_of_both(self.manipulated, self.authentic, least=MINIMUM)


@dataclass(frozen=True, slots=True)
class Discernment:
    """Telling apart and leaning, always together.

    counts: the judgements it rests on.
    hit_rate, false_alarm_rate: log-linear, strictly between 0 and 1; for showing raw shares use `counts`.
    d_prime: 0 is chance, higher tells apart better, below 0 is worse than chance.
    criterion: c; above 0 leans "real", below 0 leans "fake".
    """

    counts: Counts
    hit_rate: float
    false_alarm_rate: float
    d_prime: Estimate
    criterion: Estimate


class Telling(StrEnum):
    """How well somebody tells manipulated from real, as far as the answers can say."""

    TOO_FEW = "too_few"
    """Fewer answers than the minimum."""
    REVERSED = "reversed"
    """The whole interval lies below chance: something is turned round."""
    NOT_YET = "not_yet"
    """The interval holds 0, so it may be chance."""
    SOMEWHAT = "somewhat"
    """The whole interval lies above chance."""
    WELL = "well"
    """The whole interval lies above d' = 1."""


class Leaning(StrEnum):
    """Which answer somebody gives too easily, as far as the answers can say."""

    TOO_FEW = "too_few"
    """Fewer answers than the minimum."""
    UNCLEAR = "unclear"
    """The interval holds 0: no leaning shows."""
    DOUBTS = "doubts"
    """c below 0: "fake" too easily."""
    BELIEVES = "believes"
    """c above 0: "real" too easily."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A discernment in words, for the templates to phrase. Neither word claims more than the interval."""

    telling: Telling
    leaning: Leaning


def yes_no(hit_rate: float, false_alarm_rate: float) -> tuple[float, float]:
    """d' and c from two rates, equal-variance Gaussian model.

    d' = z(H) - z(F) and c = -(z(H) + z(F)) / 2, with z the inverse of the standard normal distribution
    (Macmillan & Creelman 2005, chapters 1 and 2). Rates lie strictly between 0 and 1; the standard
    library's StatisticsError is raised otherwise.
    """
    z_hit, z_false = _NORMAL.inv_cdf(hit_rate), _NORMAL.inv_cdf(false_alarm_rate)
    return z_hit - z_false, -(z_hit + z_false) / 2


def discern(counts: Counts) -> Discernment | None:
    """Discernment of one learner (or of answers taken as one learner's); None when they are too few.

    Rates are log-linear, (x + 0.5) / (n + 1), which keeps 0 % and 100 % finite (Hautus 1995). The
    intervals of z(H) and z(F) come from the beta distribution (`rates.z_of`) and are joined into one of
    d' and one of c (`estimate.plus`). How often they hold the truth: docs/algorithms/recovery.md.

    Assumes that evidence for real and for manipulated clips spreads equally wide, and that answers do
    not depend on each other.
    """
    if counts.too_few:
        return None
    hit, false_alarm = z_of(counts.hits, counts.manipulated), z_of(counts.false_alarms, counts.authentic)
    doubled = plus(hit, false_alarm).flipped
    return Discernment(
        counts=counts,
        hit_rate=log_linear(counts.hits, counts.manipulated),
        false_alarm_rate=log_linear(counts.false_alarms, counts.authentic),
        d_prime=minus(hit, false_alarm),
        criterion=Estimate(doubled.value / 2, doubled.low / 2, doubled.high / 2),
    )


def reading(discernment: Discernment | None) -> Reading:
    """The words for a discernment; both are TOO_FEW for None."""
    if discernment is None:
        return Reading(Telling.TOO_FEW, Leaning.TOO_FEW)
    return Reading(telling(discernment.d_prime), leaning(discernment.criterion))


def telling(d_prime: Estimate) -> Telling:
    """The word for a d' with its interval."""
    if d_prime.high < 0:
        return Telling.REVERSED
    if d_prime.holds(0):
        return Telling.NOT_YET
    return Telling.WELL if d_prime.low >= WELL else Telling.SOMEWHAT


def leaning(criterion: Estimate) -> Leaning:
    """The word for a criterion with its interval."""
    if criterion.holds(0):
        return Leaning.UNCLEAR
    return Leaning.DOUBTS if criterion.value < 0 else Leaning.BELIEVES
