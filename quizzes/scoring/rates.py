"""A share on the normal curve: z of a hit rate or false-alarm rate, with its interval."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

from quizzes.scoring.beta import beta_quantile
from quizzes.scoring.estimate import Estimate

_NORMAL = NormalDist()

# Answers added to each side before the interval of a rate is taken. Of 1/2, 3/5, 2/3, 3/4, 17/20 and 1, this kept
# the promised 95 % best at 5, 10 and 30 clips of each kind: docs/algorithms/recovery.md.
PRIOR = 0.75


def log_linear(count: int, total: int) -> float:
    """A rate that is never 0 or 1: (count + 0.5) / (total + 1) (Hautus 1995)."""
    return (count + 0.5) / (total + 1)


@lru_cache(maxsize=1 << 16)
def z_of(count: int, total: int) -> Estimate:
    """z of the log-linear rate, with the middle 95 % of the beta distribution that the answers leave for the rate.

    That distribution is Beta(count + 3/4, total - count + 3/4): Bayes' rule from Beta(3/4, 3/4), with its ends
    carried through z. It stands between Jeffreys' Beta(1/2, 1/2) (Brown, Cai & DasGupta 2001) and the flat one.
    """
    value = _NORMAL.inv_cdf(log_linear(count, total))
    a, b = count + PRIOR, total - count + PRIOR
    return Estimate(
        value, _NORMAL.inv_cdf(beta_quantile(0.025, a, b)), _NORMAL.inv_cdf(beta_quantile(0.975, a, b))
    )


def z_variance(count: int, total: int) -> float:
    """Variance of z of the log-linear rate by the delta method (Gourevitch & Galanter 1967)."""
    rate = log_linear(count, total)
    return rate * (1 - rate) / (total * _NORMAL.pdf(_NORMAL.inv_cdf(rate)) ** 2)
