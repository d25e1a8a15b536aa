"""The mean over learners, each weighing the same, with the uncertainty between learners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from quizzes.scoring.enough import LEARNERS, Enough, enough_learners
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.student_t import t_975


@dataclass(frozen=True, slots=True)
class LearnersMean:
    """The mean of a figure over learners.

    learners: how many have the figure. mean: None unless `enough`.
    """

    enough: Enough
    learners: int
    mean: Estimate | None


def mean_of_learners(values: Sequence[float], noise: Sequence[float] = ()) -> LearnersMean:
    """Mean with Student's 95 % interval, over the learners who have a figure of their own.

    noise: the variance of each learner's own figure. The spread between learners already holds that noise; when it
    comes out smaller than the noise (at the extreme everybody scored alike) the noise is taken instead, because equal
    scores on few clips are no proof of equal learners.
    """
    enough = enough_learners(len(values), least=LEARNERS)
    if not enough:
        return LearnersMean(enough, len(values), None)
    spread = max(variance(values), fmean(noise) if noise else 0.0)
    mean, reach = fmean(values), t_975(len(values) - 1) * (spread / len(values)) ** 0.5
    return LearnersMean(enough, len(values), Estimate(mean, mean - reach, mean + reach))
