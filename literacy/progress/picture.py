"""Where the marks of the results page stand, in the units of its SVG drawings; written as text that no locale changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from quizzes.scoring.discernment import Counts, Estimate

_NORMAL = NormalDist()

# The field of the class picture: real clips doubted to the right, manipulated clips found upwards.
LEFT, TOP, SIDE = 44.0, 12.0, 340.0
_SMALL = 0.0005  # the curves end just inside the field, where z is finite


@dataclass(frozen=True, slots=True)
class Dot:
    """Pupils who found and doubted the same shares: where, how large, how many."""

    x: str
    y: str
    radius: str
    number: int
    found: int
    doubted: int


@dataclass(frozen=True, slots=True)
class ClassPicture:
    """The class in a square: a dot per pupil, the curve of the class's mean d' and the band of its interval.

    curve, band: SVG path data; empty when the class has too few answers for a mean.
    """

    dots: list[Dot]
    curve: str
    band: str


def class_picture(learners: Iterable[Counts], d_prime: Estimate | None) -> ClassPicture:
    """Place everybody who judged at least one clip of each kind. Shares are raw: found of judged, doubted of judged."""
    places = Counter(
        (round(100 * counts.hits / counts.manipulated), round(100 * counts.false_alarms / counts.authentic))
        for counts in learners
        if counts.manipulated and counts.authentic
    )
    dots = [
        Dot(_at(_x(doubted / 100)), _at(_y(found / 100)), _at(5.5 * number**0.5), number, found, doubted)
        for (found, doubted), number in sorted(places.items())
    ]
    if d_prime is None:
        return ClassPicture(dots, "", "")
    low, high = _curve(d_prime.low), _curve(d_prime.high)
    return ClassPicture(dots, _path(_curve(d_prime.value)), f"{_path(high)} L{_path(low[::-1])[1:]} Z")


@dataclass(frozen=True, slots=True)
class Scale:
    """A common scale for interval rows: the values at its ends, drawn over `WIDTH` units."""

    low: float
    high: float

    def at(self, value: float) -> str:
        inside = min(max(value, self.low), self.high)
        return _at(ROW_MARGIN + (inside - self.low) / (self.high - self.low) * (ROW_WIDTH - 2 * ROW_MARGIN))


ROW_WIDTH, ROW_MARGIN = 220.0, 10.0
TELLING = Scale(-2, 5)
LEANING = Scale(-2, 2)


@dataclass(frozen=True, slots=True)
class Row:
    """One interval on a scale; an end beyond the scale is drawn as an arrow."""

    low: str
    value: str
    high: str
    zero: str
    goes_on_below: bool
    goes_on_above: bool


def interval_row(estimate: Estimate, scale: Scale) -> Row:
    return Row(
        low=scale.at(estimate.low),
        value=scale.at(estimate.value),
        high=scale.at(estimate.high),
        zero=scale.at(0),
        goes_on_below=estimate.low < scale.low,
        goes_on_above=estimate.high > scale.high,
    )


def _curve(d_prime: float) -> list[tuple[float, float]]:
    """Points of equal d' from left to right: hit rate = Phi(d' + z(false-alarm rate)) (Macmillan & Creelman 2005)."""
    steps = [_SMALL, 0.004, 0.012] + [step / 40 for step in range(1, 40)] + [0.988, 0.996, 1 - _SMALL]
    return [(_x(rate), _y(_NORMAL.cdf(d_prime + _NORMAL.inv_cdf(rate)))) for rate in steps]


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{_at(x)},{_at(y)}" for x, y in points)


def _x(share: float) -> float:
    return LEFT + share * SIDE


def _y(share: float) -> float:
    return TOP + (1 - share) * SIDE


def _at(number: float) -> str:
    return f"{number:.1f}"
