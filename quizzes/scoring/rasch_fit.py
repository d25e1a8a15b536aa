"""Where a learner stands on a Rasch scale, and how well answers agree with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.scoring.estimate import Z95, Estimate

_FAR = 12.0


@dataclass(frozen=True, slots=True)
class Person:
    """A learner on the scale. right of total; ability in logits, with its interval."""

    right: int
    total: int
    ability: Estimate


@dataclass(frozen=True, slots=True)
class Fit:
    """Agreement with the model, by learners who had neither all nor nothing right.

    infit: squared residuals over their variance, summed; outfit: the mean of squared standardised residuals. About 1 is
    as it should be, above 1.5 noisier than the model says, below 0.5 more predictable (Wright & Linacre 1994). None
    without answers.
    """

    answers: int
    infit: float | None
    outfit: float | None


def success(logit: float) -> float:
    """The logistic function, safe at either end."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    power = math.exp(logit)
    return power / (1 + power)


def person(difficulties: Sequence[float], right: int) -> Person | None:
    """The weighted likelihood estimate of one learner (Warm 1989): root of right - expected + J / (2 I).

    I is the information and J its slope, sum of p (1 - p) (1 - 2 p). The bias of maximum likelihood is taken out, and all or
    nothing right gives a finite ability. Its standard error is 1 / sqrt(I). None without items.
    """
    if not difficulties:
        return None

    def score(ability: float) -> tuple[float, float]:
        shares = [success(ability - difficulty) for difficulty in difficulties]
        information = math.fsum(p * (1 - p) for p in shares)
        slope = math.fsum(p * (1 - p) * (1 - 2 * p) for p in shares)
        return right - math.fsum(shares) + slope / (2 * information), information

    low, high = min(difficulties) - _FAR, max(difficulties) + _FAR
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if score(middle)[0] > 0 else (low, middle)
    ability = (low + high) / 2
    reach = Z95 / score(ability)[1] ** 0.5
    return Person(right, len(difficulties), Estimate(ability, ability - reach, ability + reach))


def fit_of_item(answers: Iterable[tuple[float, bool]]) -> Fit:
    """Infit and outfit from (ability - difficulty, right) of each answer (Wright & Masters 1982, chapter 5)."""
    squares, variances, ratios = 0.0, 0.0, []
    for logit, right in answers:
        p = success(logit)
        square, variance = (right - p) ** 2, max(p * (1 - p), 1e-12)
        squares, variances = squares + square, variances + variance
        ratios.append(square / variance)
    if not ratios:
        return Fit(0, None, None)
    return Fit(len(ratios), squares / variances, math.fsum(ratios) / len(ratios))
