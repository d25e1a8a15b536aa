"""A judgement's code says all that measures need: outcome, stop and truth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.discernment import Counts
from quizzes.scoring.marking.judge import STOPS, JudgeResponse, mark_judge
from quizzes.tallies.codes import CODES, brier_of, code_of, confidence_of, counts_of, sure_of

JUDGED = st.lists(st.tuples(st.sampled_from(STOPS), st.booleans()), max_size=60)


def histogram(judged: list[tuple[float, bool]]) -> list[int]:
    stops = [0] * CODES
    for p, is_manipulated in judged:
        says = JudgeResponse(p).says_manipulated
        stops[code_of(p, is_manipulated=is_manipulated, says_manipulated=says)] += 1
    return stops


@given(JUDGED)
def test_every_measure_of_the_histogram_is_the_one_of_the_single_marks(
    judged: list[tuple[float, bool]],
) -> None:
    stops = histogram(judged)
    marks = [mark_judge(JudgeResponse(p), truth) for p, truth in judged]
    assert counts_of(stops) == Counts.tally(mark.outcome for mark in marks)
    total, number = brier_of(stops)
    assert total == pytest.approx(sum(mark.brier for mark in marks))
    assert number == len(judged)
    sure = [mark for mark, (p, _) in zip(marks, judged, strict=True) if max(p, 1 - p) == max(STOPS)]
    assert sure_of(stops) == (len(sure), sum(mark.correct is False for mark in sure))
    decided = [(mark, p) for mark, (p, _) in zip(marks, judged, strict=True) if mark.correct is not None]
    stated, right, n = confidence_of(stops)
    assert stated == pytest.approx(sum(max(p, 1 - p) for _, p in decided))
    assert (right, n) == (sum(bool(mark.correct) for mark, _ in decided), len(decided))


def test_a_probability_between_the_stops_counts_as_the_nearest_on_its_side() -> None:
    assert code_of(0.52, is_manipulated=False, says_manipulated=True) == STOPS.index(0.60)
    assert code_of(0.52, is_manipulated=False, says_manipulated=False) == STOPS.index(0.40)
    assert code_of(None, is_manipulated=True, says_manipulated=True) == 7 + STOPS.index(0.60)
