"""What a judgement of one clip earns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS, JudgeResponse, Outcome, mark_judge

stops = st.sampled_from(STOPS)


@pytest.mark.parametrize(
    ("p_manipulated", "is_manipulated", "outcome", "correct"),
    [
        (0.95, True, Outcome.HIT, True),
        (0.60, True, Outcome.HIT, True),
        (0.40, True, Outcome.MISS, False),
        (0.60, False, Outcome.FALSE_ALARM, False),
        (0.05, False, Outcome.CORRECT_REJECTION, True),
        (0.50, True, Outcome.CHECKED, None),
        (0.50, False, Outcome.CHECKED, None),
    ],
)
def test_each_answer_gets_its_own_name(
    p_manipulated: float, is_manipulated: bool, outcome: Outcome, correct: bool | None
) -> None:
    mark = mark_judge(JudgeResponse(p_manipulated), is_manipulated)
    assert (mark.outcome, mark.correct) == (outcome, correct)


def test_brier_is_the_squared_distance_to_the_truth() -> None:
    assert mark_judge(JudgeResponse(0.80), True).brier == pytest.approx(0.04)
    assert mark_judge(JudgeResponse(0.80), False).brier == pytest.approx(0.64)


def test_points_run_from_nothing_for_sure_and_wrong_to_one_for_sure_and_right() -> None:
    earned = [mark_judge(JudgeResponse(stop), True).points for stop in STOPS]
    assert earned == pytest.approx([0, 0.2917, 0.6028, 0.725, 0.825, 0.9583, 1], abs=5e-5)


def test_checking_first_earns_the_same_whatever_the_truth() -> None:
    response = JudgeResponse(CHECK_FIRST)
    assert mark_judge(response, True).points == mark_judge(response, False).points == pytest.approx(0.725)


@given(belief=st.floats(0, 1))
def test_the_stop_nearest_to_a_belief_earns_most_on_average(belief: float) -> None:
    def expected(stop: float) -> float:
        response = JudgeResponse(stop)
        return belief * mark_judge(response, True).points + (1 - belief) * mark_judge(response, False).points

    nearest = min(STOPS, key=lambda stop: abs(stop - belief))
    assert expected(nearest) >= max(map(expected, STOPS)) - 1e-12


@given(stop=stops, is_manipulated=st.booleans())
def test_real_and_manipulated_are_marked_as_mirror_images(stop: float, is_manipulated: bool) -> None:
    mirrored = next(other for other in STOPS if abs(other - (1 - stop)) < 1e-9)
    here = mark_judge(JudgeResponse(stop), is_manipulated)
    there = mark_judge(JudgeResponse(mirrored), not is_manipulated)
    assert here.points == pytest.approx(there.points)
    assert here.correct == there.correct


@given(stop=stops, is_manipulated=st.booleans())
def test_right_beats_checking_first_and_checking_first_beats_wrong(stop: float, is_manipulated: bool) -> None:
    mark = mark_judge(JudgeResponse(stop), is_manipulated)
    if mark.correct is not None:
        assert (mark.points > 0.725) is mark.correct


@given(st.floats().filter(lambda value: value not in STOPS))
def test_a_probability_between_the_stops_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not one of the stops"):
        JudgeResponse(value)


def test_confidence_does_not_depend_on_the_side_taken() -> None:
    assert JudgeResponse(0.05).confidence == JudgeResponse(0.95).confidence == 0.95
    assert JudgeResponse(CHECK_FIRST).confidence == 0.5
