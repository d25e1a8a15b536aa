"""A share on the normal curve: z of a hit rate or false-alarm rate, with its interval."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

from quizzes.scoring.beta import beta_quantile
from quizzes.scoring.estimate import Estimate

_NORMAL = NormalDist()

# Answers added to each side before the interval of a rate is taken. Of 1/2, 3/5, 2/3, 3/4, 17/20 and 1, this one came
# nearest to the promised 95 % without falling below 93 % at 5, 10 and 30 clips of each kind: docs/algorithms/recovery.md.
PRIOR = 2 / 3


_NEGLIGIBLE = 1e-9


def log_linear(count: int, total: int) -> float:
    """A rate that is never 0 or 1: (count + 0.5) / (total + 1) (Hautus 1995)."""
    return (count + 0.5) / (total + 1)


@lru_cache(maxsize=1 << 16)
def z_of(count: int, total: int) -> Estimate:
    """z of the log-linear rate, with the middle 95 % of the beta distribution that the answers leave for the rate.

    That distribution is Beta(count + 2/3, total - count + 2/3): Bayes' rule from Beta(2/3, 2/3), with its ends
    carried through z. It stands between Jeffreys' Beta(1/2, 1/2) (Brown, Cai & DasGupta 2001) and the flat one.
    """
    value = _NORMAL.inv_cdf(log_linear(count, total))
    a, b = count + PRIOR, total - count + PRIOR
    return Estimate(
        value, _NORMAL.inv_cdf(beta_quantile(0.025, a, b)), _NORMAL.inv_cdf(beta_quantile(0.975, a, b))
    )


@lru_cache(maxsize=1 << 16)
def z_median(count: int, total: int) -> float:
    """z of (count + 1/3) / (total + 2/3), for averaging over learners.

    That rate is about the median of Beta(count + 2/3, total - count + 2/3) (Tukey 1962; Kerman 2011). Averaged over
    what may be counted its z comes much nearer to the true one than that of the log-linear rate, which is drawn towards
    the middle when answers are few: one learner's figure may err on the side of modesty, but in the mean of a class
    that error does not average out.
    """
    return _NORMAL.inv_cdf((count + 1 / 3) / (total + 2 / 3))


@lru_cache(maxsize=1 << 16)
def z_variance(count: int, total: int) -> float:
    """Variance of `z_median`, summed over what could have been counted were its rate the true one.

    The usual formula, rate (1 - rate) / (total phi(z)^2) (Gourevitch & Galanter 1967), is the limit for many answers;
    near 0 % and 100 % it is several times too large.
    """
    rate = (count + 1 / 3) / (total + 2 / 3)
    start = int(rate * total)
    weights = {start: 1.0}
    for step, stop in ((1, total), (-1, 0)):
        weight, here = 1.0, start
        while here != stop and weight > _NEGLIGIBLE:
            odds = (total - here) * rate / ((here + 1) * (1 - rate))
            if step < 0:
                odds = here * (1 - rate) / ((total - here + 1) * rate)
            weight, here = weight * odds, here + step
            weights[here] = weight
    whole = sum(weights.values())
    mean = sum(weight * z_median(here, total) for here, weight in weights.items()) / whole
    return sum(weight * (z_median(here, total) - mean) ** 2 for here, weight in weights.items()) / whole
