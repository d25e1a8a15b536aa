"""The beta distribution: its cumulative distribution and its quantiles, without a library."""

from __future__ import annotations

import math
from statistics import NormalDist

_TINY = 1e-300
_STEPS = 300
_NEAR = 1e-4  # a step this small leaves an error of its third power


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), the probability of a value up to x.

    a, b: above 0. Right to about 1e-13. Source: continued fraction of Abramowitz & Stegun 1964, 26.5.8, summed by
    Lentz's method (Press et al. 2007, Numerical Recipes, section 6.4).
    """
    if a <= 0 or b <= 0:
        raise ValueError("a beta distribution has two parameters above 0")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The value that a beta distribution stays below with this probability.

    probability: strictly between 0 and 1; ValueError otherwise. Right to about 1e-10: Halley's steps from a normal
    approximation, kept between bounds that close in (Press et al. 2007, section 6.14).
    """
    if not 0 < probability < 1:
        raise ValueError("a quantile belongs to a probability between 0 and 1")
    low, high, x = 0.0, 1.0, _first_guess(probability, a, b)
    log_scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    for _ in range(100):
        excess = beta_cdf(x, a, b) - probability
        low, high = (low, x) if excess > 0 else (x, high)
        density = math.exp(log_scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))
        newton = excess / density if density > 0 else math.inf
        bend = newton * ((a - 1) / x - (b - 1) / (1 - x))
        following = x - newton / (1 - min(1.0, max(-1.0, bend)) / 2)
        if not low < following < high:
            following = (low + high) / 2
        elif abs(following - x) <= _NEAR * min(x, 1 - x):
            return following
        x = following
    return x


def f_quantile(probability: float, numerator: int, denominator: int) -> float:
    """The quantile of the F distribution with these degrees of freedom (Abramowitz & Stegun 1964, 26.6.2)."""
    x = beta_quantile(probability, numerator / 2, denominator / 2)
    return denominator * x / (numerator * (1 - x))


def _first_guess(probability: float, a: float, b: float) -> float:
    """Carter's approximation (Abramowitz & Stegun 1964, 26.5.22); where a shape is below 1 the mean does as well."""
    if min(a, b) < 1:
        return a / (a + b)
    y = -NormalDist().inv_cdf(probability)
    h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1))
    w = y * (h + (y * y - 3) / 6) ** 0.5 / h
    w -= (1 / (2 * b - 1) - 1 / (2 * a - 1)) * ((y * y - 3) / 6 + 5 / 6 - 2 / (3 * h))
    return min(max(a / (a + b * math.exp(2 * w)), 1e-12), 1 - 1e-12)


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    total = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + term * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + term / c
            c = c if abs(c) > _TINY else _TINY
            total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return total
