"""Discernment of a whole class: its answers pooled, and the mean of its learners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.scoring.discernment import (
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
from quizzes.scoring.enough import LEARNERS
from quizzes.scoring.mean import mean_of_learners
from quizzes.scoring.rates import z_median, z_variance

# Fewest learners with enough answers each before a mean is given: below five, one learner would decide
# the figure and could be recognised in it.
MINIMUM_LEARNERS = LEARNERS


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
    lean in different ways gives a d' below their mean (Macmillan & Kaplan 1985). In the mean a learner's
    rates are (x + 1/3) / (n + 2/3) (`rates.z_median`), so that few answers do not make a class look duller.
    """
    everyone = list(learners)
    figures = [for_mean(counts) for counts in everyone if not counts.too_few]
    noise = [variance for _, _, variance in figures]
    return GroupDiscernment(
        learners=len(everyone),
        counted=len(figures),
        pooled=discern(sum(everyone, Counts())),
        d_prime=mean_of_learners([d_prime for d_prime, _, _ in figures], noise).mean,
        criterion=mean_of_learners([criterion for _, criterion, _ in figures], [v / 4 for v in noise]).mean,
    )


def group_reading(group: GroupDiscernment) -> Reading:
    """The words for a class, from the means of its learners; both are TOO_FEW when there are none."""
    return Reading(
        telling=Telling.TOO_FEW if group.d_prime is None else telling(group.d_prime),
        leaning=Leaning.TOO_FEW if group.criterion is None else leaning(group.criterion),
    )


def for_mean(counts: Counts) -> tuple[float, float, float]:
    """d', c and the variance of d' (a quarter of it is that of c) of one learner, as they enter a mean."""
    hit = z_median(counts.hits, counts.manipulated)
    false_alarm = z_median(counts.false_alarms, counts.authentic)
    noise = z_variance(counts.hits, counts.manipulated) + z_variance(counts.false_alarms, counts.authentic)
    return hit - false_alarm, -(hit + false_alarm) / 2, noise
