"""Calibration: whether somebody who says "80 %" is right eight times out of ten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.scoring.enough import AT_ONE_STOP, DECOMPOSED, FORECASTS, Enough, enough_answers
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.marking.judge import STOPS
from quizzes.scoring.mean import LearnersMean, mean_of_learners
from quizzes.scoring.ratings import Ratings
from quizzes.scoring.share import share
from quizzes.scoring.student_t import t_975

_BEST, _WORST = STOPS[0] ** 2, (1 - STOPS[0]) ** 2


@dataclass(frozen=True, slots=True)
class StopPoint:
    """One point of the calibration curve.

    stop: the probability that was stated. number: how often. manipulated: share of those clips that were manipulated,
    with its interval; None unless `enough`. Well calibrated is a share near the stop.
    """

    stop: float
    number: int
    enough: Enough
    manipulated: Estimate | None


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A Brier score taken apart: reliability - resolution + uncertainty (Murphy 1973).

    reliability: mean squared distance between what was said and what was so; 0 is perfectly calibrated.
    resolution: how far the shares at the stops lie from the share over all; more is better.
    uncertainty: what the mix of clips gives to somebody who always states the share over all; 0.25 at half and half.
    """

    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How probabilities stated compare with what was so.

    number: judgements, "I would check first" (0.5) included.
    brier: mean Brier score, 0.0025 (best) to 0.9025; always saying 0.5 gives 0.25. None unless `enough`.
    parts: None unless `enough_for_parts`.
    curve: a point for each stop, from 0.05 to 0.95.
    """

    enough: Enough
    number: int
    brier: Estimate | None
    enough_for_parts: Enough
    parts: Decomposition | None
    curve: tuple[StopPoint, ...]


@dataclass(frozen=True, slots=True)
class Sureness:
    """Confidence set against accuracy, over judgements that chose a side.

    number: those judgements. confidence: its mean, 0.6 to 0.95. accuracy: share right, with Wilson's interval.
    over: confidence - accuracy; above 0 surer than right, below 0 more right than sure. All None unless `enough`.
    """

    enough: Enough
    number: int
    confidence: float | None
    accuracy: Estimate | None
    over: Estimate | None


def calibration(ratings: Ratings) -> Calibration:
    """Brier score, its parts and the calibration curve of one learner's judgements, or of any taken together."""
    enough = enough_answers(ratings.number, least=FORECASTS)
    for_parts = enough_answers(ratings.number, least=DECOMPOSED)
    return Calibration(
        enough=enough,
        number=ratings.number,
        brier=_brier(ratings) if enough else None,
        enough_for_parts=for_parts,
        parts=decompose(ratings) if for_parts else None,
        curve=tuple(
            _point(stop, was, was_not)
            for stop, was, was_not in zip(STOPS, ratings.manipulated, ratings.authentic, strict=True)
        ),
    )


def brier_score(ratings: Ratings) -> float:
    """Mean squared distance between probability stated and truth (Brier 1950, the form for one event).

    Raises ZeroDivisionError when there are no judgements.
    """
    lost = sum(
        was * (1 - stop) ** 2 + was_not * stop**2
        for stop, was, was_not in zip(STOPS, ratings.manipulated, ratings.authentic, strict=True)
    )
    return lost / ratings.number


def decompose(ratings: Ratings) -> Decomposition:
    """The three parts of a Brier score, with the stops as bins, so that they add up exactly (Murphy 1973).

    With few answers at a stop both reliability and resolution come out too large (Bröcker 2012): the two rise
    together and the score does not change, so read them from many answers only.
    """
    overall = sum(ratings.manipulated) / ratings.number
    reliability = resolution = 0.0
    for stop, was, was_not in zip(STOPS, ratings.manipulated, ratings.authentic, strict=True):
        if was + was_not:
            here = was / (was + was_not)
            reliability += (was + was_not) * (stop - here) ** 2
            resolution += (was + was_not) * (here - overall) ** 2
    return Decomposition(reliability / ratings.number, resolution / ratings.number, overall * (1 - overall))


def sureness(ratings: Ratings) -> Sureness:
    """Over- or underconfidence: mean confidence minus share right (Lichtenstein, Fischhoff & Phillips 1982).

    "I would check first" states no side and is left out. The interval is Wilson's of the share right; how sure
    somebody chose to be is taken as it is.
    """
    rows = ratings.by_confidence
    number, right = sum(yes + no for _, yes, no in rows), sum(yes for _, yes, _ in rows)
    enough = enough_answers(number, least=FORECASTS)
    if not enough:
        return Sureness(enough, number, None, None, None)
    confidence = sum(stated * (yes + no) for stated, yes, no in rows) / number
    accuracy = share(right, number)
    over = Estimate(confidence - accuracy.value, confidence - accuracy.high, confidence - accuracy.low)
    return Sureness(enough, number, confidence, accuracy, over)


def group_brier(learners: Iterable[Ratings]) -> LearnersMean:
    """Mean Brier score over the learners with enough judgements, with the uncertainty between learners."""
    return mean_of_learners([brier_score(each) for each in learners if each.number >= FORECASTS])


def group_sureness(learners: Iterable[Ratings]) -> LearnersMean:
    """Mean over- or underconfidence over the learners with enough judgements, with the uncertainty between learners."""
    each = [figure.over.value for figure in map(sureness, learners) if figure.over is not None]
    return mean_of_learners(each)


def _brier(ratings: Ratings) -> Estimate:
    """The score with Student's interval; its variance counts one right and one wrong answer more.

    Both are spread over the stops as the learner's own answers are. Without them somebody whose answers all scored
    alike would get an interval without width. It is what Agresti & Caffo (2000) do for shares.
    """
    number, scored = ratings.number, []
    for stop, was, was_not in zip(STOPS, ratings.manipulated, ratings.authentic, strict=True):
        more = (was + was_not) / number
        scored += [((1 - stop) ** 2, was + more), (stop**2, was_not + more)]
    middle = sum(score * times for score, times in scored) / (number + 2)
    spread = sum(times * (score - middle) ** 2 for score, times in scored) / (number + 1)
    value = brier_score(ratings)
    reach = t_975(number - 1) * (spread / number) ** 0.5
    return Estimate(value, min(value, max(_BEST, value - reach)), max(value, min(_WORST, value + reach)))


def _point(stop: float, was: int, was_not: int) -> StopPoint:
    enough = enough_answers(was + was_not, least=AT_ONE_STOP)
    return StopPoint(stop, was + was_not, enough, share(was, was + was_not) if enough else None)
