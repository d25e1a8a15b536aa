"""Measures of confidence agree with scikit-learn, with papers, and with sums by hand."""

import math
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.calibration import (
    brier_score,
    calibration,
    decompose,
    group_brier,
    group_sureness,
    sureness,
)
from quizzes.scoring.discernment import Counts
from quizzes.scoring.enough import Enough
from quizzes.scoring.marking.judge import STOPS, JudgeResponse, mark_judge
from quizzes.scoring.ratings import Ratings
from quizzes.scoring.roc import area, area_under_curve, group_area
from quizzes.scoring.type2 import insight

judgements = st.lists(st.tuples(st.sampled_from(STOPS), st.booleans()), min_size=1, max_size=60)

# Hanley & McNeil 1982, table 1: CT images of 51 diseased and 58 healthy people, rated from surely well to surely ill.
DISEASED, HEALTHY = (3, 2, 2, 11, 33), (33, 6, 6, 11, 2)


def drawn(number: int, seed: str) -> list[tuple[float, bool]]:
    chance = Random(seed)
    truths = [chance.random() < 0.5 for _ in range(number)]
    return [
        (chance.choices(STOPS, [1, 2, 3, 1, 4, 6, 5] if t else [4, 5, 4, 1, 3, 2, 1])[0], t) for t in truths
    ]


def test_the_area_has_the_value_of_hanley_and_mcneil_1982() -> None:
    found = area(DISEASED, HEALTHY)
    assert found.value == pytest.approx(0.893, abs=5e-4)
    # Their standard error is 0.032, so about 0.83 to 0.96; the interval in use is lopsided, away from 1.
    assert found.low == pytest.approx(0.893 - 1.96 * 0.032, abs=0.02)
    assert found.high == pytest.approx(0.893 + 1.96 * 0.032, abs=0.02)
    assert found.value - found.low > found.high - found.value


def test_the_area_agrees_with_scikit_learn_and_with_the_trapezoids() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    given_stops = drawn(150, "area")
    ratings = Ratings.tally(given_stops)
    found = area_under_curve(ratings).area
    assert found is not None
    assert found.value == pytest.approx(
        metrics.roc_auc_score([t for _, t in given_stops], [p for p, _ in given_stops])
    )
    hits = [0.0, *(n / sum(ratings.manipulated) for n in accumulate(reversed(ratings.manipulated)))]
    alarms = [0.0, *(n / sum(ratings.authentic) for n in accumulate(reversed(ratings.authentic)))]
    steps = range(1, len(hits))
    trapezoids = sum((alarms[i] - alarms[i - 1]) * (hits[i] + hits[i - 1]) / 2 for i in steps)
    assert found.value == pytest.approx(trapezoids)


def test_its_interval_is_delongs_where_answers_are_many() -> None:
    ratings = Ratings.tally(drawn(4000, "delong"))
    found = area_under_curve(ratings).area
    assert found is not None
    fake, real = ratings.manipulated, ratings.authentic
    # DeLong, DeLong & Clarke-Pearson 1988: the variance of each answer's share of answers of the other kind it beats.
    beats = [(sum(real[:k]) + real[k] / 2) / sum(real) for k in range(7)]
    beaten = [(sum(fake[k + 1 :]) + fake[k] / 2) / sum(fake) for k in range(7)]
    spread = [
        sum(n * (v - found.value) ** 2 for n, v in zip(counts, values, strict=True))
        / (sum(counts) - 1)
        / sum(counts)
        for counts, values in ((fake, beats), (real, beaten))
    ]
    reach = 1.96 * math.sqrt(sum(spread))
    assert found.high - found.low == pytest.approx(2 * reach, rel=0.1)


def test_a_perfect_area_still_has_an_interval() -> None:
    found = area((0, 0, 5), (5, 0, 0))
    assert found.value == found.high == 1
    assert 0.5 < found.low < 0.9


@given(judgements, judgements)
def test_the_area_is_between_nought_and_one_and_turns_round(
    one: list[tuple[float, bool]], other: list[tuple[float, bool]]
) -> None:
    ratings = Ratings.tally([(p, True) for p, _ in one] + [(p, False) for p, _ in other])
    here, there = area(ratings.manipulated, ratings.authentic), area(ratings.authentic, ratings.manipulated)
    assert 0 <= here.low <= here.value <= here.high <= 1
    assert here.value == pytest.approx(1 - there.value)
    assert here.low == pytest.approx(1 - there.high, abs=1e-9)


def test_an_area_of_one_kind_is_refused_and_too_few_said() -> None:
    with pytest.raises(ValueError, match="both kinds"):
        area((1, 2), (0, 0))
    assert area_under_curve(Ratings.tally([(0.8, True)] * 20)).enough is Enough.FEW_OF_A_KIND


def test_the_brier_score_agrees_with_scikit_learn_and_with_the_marks() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    given_stops = drawn(80, "brier")
    found = calibration(Ratings.tally(given_stops)).brier
    assert found is not None
    assert found.value == pytest.approx(
        metrics.brier_score_loss([t for _, t in given_stops], [p for p, _ in given_stops])
    )
    marks = [mark_judge(JudgeResponse(p), t).brier for p, t in given_stops]
    assert found.value == pytest.approx(sum(marks) / len(marks))


def test_the_curve_agrees_with_scikit_learn() -> None:
    curve = pytest.importorskip("sklearn.calibration").calibration_curve
    given_stops = drawn(400, "curve")
    # Nine bins with each stop in one of its own.
    shares, stops = curve([t for _, t in given_stops], [p for p, _ in given_stops], n_bins=9)
    points = calibration(Ratings.tally(given_stops)).curve
    assert [point.stop for point in points] == pytest.approx(list(stops))
    assert [point.manipulated.value for point in points if point.manipulated] == pytest.approx(list(shares))


def test_the_three_parts_by_hand() -> None:
    # Ten times 0.8, eight of them manipulated; ten times 0.2, none manipulated: 8 of 20 manipulated.
    # Reliability (10 * 0 + 10 * 0.04) / 20, resolution (10 * 0.4^2 + 10 * 0.4^2) / 20, uncertainty 0.4 * 0.6.
    ratings = Ratings.tally([(0.8, True)] * 8 + [(0.8, False)] * 2 + [(0.2, False)] * 10)
    parts = decompose(ratings)
    assert (parts.reliability, parts.resolution, parts.uncertainty) == pytest.approx((0.02, 0.16, 0.24))
    assert brier_score(ratings) == pytest.approx(0.02 - 0.16 + 0.24)


@given(judgements)
def test_the_parts_always_add_up_to_the_score(given_stops: list[tuple[float, bool]]) -> None:
    ratings = Ratings.tally(given_stops)
    parts = decompose(ratings)
    assert brier_score(ratings) == pytest.approx(parts.reliability - parts.resolution + parts.uncertainty)
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0


def test_few_answers_get_no_parts_and_few_at_a_stop_no_point() -> None:
    found = calibration(Ratings.tally([(0.8, True)] * 8 + [(0.4, False)] * 4))
    assert found.enough and not found.enough_for_parts and found.parts is None
    shown = {point.stop: point.manipulated is not None for point in found.curve}
    assert shown == {stop: stop == 0.8 for stop in STOPS}
    assert calibration(Ratings()).enough is Enough.NOTHING


def test_ten_sure_and_right_answers_still_leave_a_brier_score_uncertain() -> None:
    found = calibration(Ratings.tally([(0.95, True)] * 5 + [(0.05, False)] * 5)).brier
    assert found is not None
    assert (found.value, found.low) == pytest.approx((0.0025, 0.0025))
    assert found.high > 0.1


def test_sureness_by_hand() -> None:
    # Confidence (8 * 0.95 + 2 * 0.6) / 10 = 0.88, seven of ten right; twice "I would check first" is left out.
    given_stops = [(0.95, True)] * 6 + [(0.05, True)] * 2 + [(0.6, True), (0.4, True)] + [(0.5, False)] * 2
    found = sureness(Ratings.tally(given_stops))
    assert found.over is not None and found.accuracy is not None
    assert (found.number, found.accuracy.value) == (10, 0.7)
    assert found.confidence == pytest.approx(0.88)
    assert found.over.value == pytest.approx(0.18)
    assert found.over.low == pytest.approx(0.88 - found.accuracy.high)


def test_sure_and_wrong_shows_as_overconfidence() -> None:
    found = sureness(Ratings.tally([(0.95, False)] * 6 + [(0.95, True)] * 4))
    assert found.over is not None and found.over.low > 0


def test_a_class_is_averaged_over_those_with_enough_answers() -> None:
    learners = [Ratings.tally(drawn(20, f"learner {n}")) for n in range(8)]
    short = Ratings.tally(drawn(4, "short"))
    score, over = group_brier([*learners, short]), group_sureness([*learners, short])
    assert score.mean is not None and over.mean is not None
    assert score.learners == 8
    assert score.mean.value == pytest.approx(sum(map(brier_score, learners)) / 8)
    areas = group_area([*learners, Ratings()])
    assert areas.mean is not None and areas.learners == 8
    assert areas.mean.value == pytest.approx(
        sum(area(r.manipulated, r.authentic).value for r in learners) / 8
    )
    own = [figure.over.value for figure in map(sureness, learners) if figure.over]
    assert over.mean.value == pytest.approx(sum(own) / len(own))


def test_insight_agrees_with_scikit_learn_over_right_and_wrong() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    given_stops = drawn(200, "insight")
    found = insight(Ratings.tally(given_stops))
    sided = [(max(p, 1 - p), (p > 0.5) == t) for p, t in given_stops if p != 0.5]
    assert found.area is not None
    assert (found.right, found.wrong) == (sum(r for _, r in sided), sum(not r for _, r in sided))
    assert found.area.value == pytest.approx(
        metrics.roc_auc_score([r for _, r in sided], [c for c, _ in sided])
    )


def test_insight_of_somebody_who_made_few_mistakes_is_not_given() -> None:
    found = insight(Ratings.tally([(0.95, True)] * 30 + [(0.95, False)] * 3))
    assert (found.enough, found.area) == (Enough.FEW_OF_A_KIND, None)


@given(judgements, judgements)
def test_ratings_add_up_and_hold_the_same_outcomes_as_the_marks(
    one: list[tuple[float, bool]], other: list[tuple[float, bool]]
) -> None:
    both = Ratings.tally(one) + Ratings.tally(other)
    assert both == Ratings.tally(one + other)
    assert both.counts == Counts.tally(mark_judge(JudgeResponse(p), t).outcome for p, t in one + other)
    assert sum(right + wrong for _, right, wrong in both.by_confidence) == both.number - both.counts.checked


def test_what_is_no_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="stops"):
        Ratings.tally([(0.7, True)])
    with pytest.raises(ValueError, match="stops"):
        Ratings((1, 2), (3, 4))
    with pytest.raises(ValueError, match="negative"):
        Ratings((-1, 0, 0, 0, 0, 0, 0))
