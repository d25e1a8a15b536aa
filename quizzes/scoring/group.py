"""Discernment of a whole class: its answers pooled, and the mean of its learners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from quizzes.scoring.discernment import (
    Z95,
    Counts,
    Discernment,
    Estimate,
    Leaning,
    Reading,
    Telling,
    discern,
    leaning,
    telling,
)
from quizzes.scoring.student_t import t_975

# Fewest learners with enough answers each before a mean is given: below five, one learner would decide
# the figure and could be recognised in it.
MINIMUM_LEARNERS = 5


@dataclass(frozen=True, slots=True)
class GroupDiscernment:
    """A class in figures.

    learners: how many were given.
    counted: how many of them had enough answers of both kinds for a figure of their own.
    pooled: all answers of all learners taken as one learner's; None when too few. Its interval leaves
        out that learners differ, so it is too narrow for a class.
    d_prime, criterion: means over the learners counted, each learner weighing the same, with an interval
        that says where the mean of such learners lies; None below `MINIMUM_LEARNERS`.
    """

    learners: int
    counted: int
    pooled: Discernment | None
    d_prime: Estimate | None
    criterion: Estimate | None


def discern_group(learners: Iterable[Counts]) -> GroupDiscernment:
    """Discernment of a class from the counts of each of its learners.

    The mean is the figure to show, and the pooled one beside it for comparison: pooling learners who
    lean in different ways gives a d' below their mean (Macmillan & Kaplan 1985).
    """
    everyone = list(learners)
    figures = [figure for figure in map(discern, everyone) if figure is not None]
    enough = len(figures) >= MINIMUM_LEARNERS
    return GroupDiscernment(
        learners=len(everyone),
        counted=len(figures),
        pooled=discern(sum(everyone, Counts())),
        d_prime=_mean([figure.d_prime for figure in figures]) if enough else None,
        criterion=_mean([figure.criterion for figure in figures]) if enough else None,
    )


def group_reading(group: GroupDiscernment) -> Reading:
    """The words for a class, from the means of its learners; both are TOO_FEW when there are none."""
    return Reading(
        telling=Telling.TOO_FEW if group.d_prime is None else telling(group.d_prime),
        leaning=Leaning.TOO_FEW if group.criterion is None else leaning(group.criterion),
    )


def _mean(estimates: Sequence[Estimate]) -> Estimate:
    """Mean with Student's 95 % interval.

    The spread between learners already holds the noise of each learner's own figure. When it comes out
    smaller than that noise (a class where everybody scored alike, at the extreme all of them full
    marks), the noise is taken instead: equal scores on few clips are no proof of equal learners.
    """
    between = variance(estimate.value for estimate in estimates)
    within = fmean(((estimate.high - estimate.low) / (2 * Z95)) ** 2 for estimate in estimates)
    number = len(estimates)
    mean = fmean(estimate.value for estimate in estimates)
    reach = t_975(number - 1) * (max(between, within) / number) ** 0.5
    return Estimate(mean, mean - reach, mean + reach)
