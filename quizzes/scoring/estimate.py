"""A figure that never goes without its interval."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, in the units of the measure that gave it.

    Raises ValueError when the interval does not hold the figure.
    """

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval does not hold the figure: {self}")

    def holds(self, value: float) -> bool:
        """Whether a value lies in the interval, its ends included."""
        return self.low <= value <= self.high

    @property
    def flipped(self) -> Estimate:
        """Minus the figure, with the ends of its interval changed places."""
        return Estimate(0.0 - self.value, 0.0 - self.high, 0.0 - self.low)  # no minus nought


def plus(one: Estimate, other: Estimate) -> Estimate:
    """The sum of two independent figures, with the interval that follows from theirs.

    The distance from the sum to each end is the root of the sum of squares of the two distances on that side, so
    that lopsided intervals stay lopsided: "recovering variance estimates from confidence limits" (Zou & Donner 2008,
    Statistics in Medicine 27, 1693-1702, equation 2; Newcombe 1998 for two shares).
    """
    value = one.value + other.value
    below = ((one.value - one.low) ** 2 + (other.value - other.low) ** 2) ** 0.5
    above = ((one.high - one.value) ** 2 + (other.high - other.value) ** 2) ** 0.5
    return Estimate(value, value - below, value + above)


def minus(one: Estimate, other: Estimate) -> Estimate:
    """The difference of two independent figures, with the interval that follows from theirs (see `plus`)."""
    return plus(one, other.flipped)
