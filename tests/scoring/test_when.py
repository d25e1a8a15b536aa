"""What a marked time earns, against spans whose answer can be worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.marking.when import (
    REACH_S,
    TOLERANCE_S,
    Moment,
    Span,
    WhenResponse,
    is_fair,
    mark_when,
)

SECONDS = 10.0
# Eighths of a second are exact in floating point, so that mirroring a clip is exact as well.
eighths = st.integers(0, 80).map(lambda number: number / 8)
moments = eighths.map(Moment)
stretches = st.tuples(eighths, eighths).filter(lambda ends: ends[0] < ends[1]).map(lambda ends: Span(*ends))
responses: st.SearchStrategy[WhenResponse] = st.one_of(moments, stretches)
truths = st.lists(stretches, min_size=1, max_size=3)


def mirrored(response: WhenResponse) -> WhenResponse:
    if isinstance(response, Moment):
        return Moment(SECONDS - response.at)
    return Span(SECONDS - response.end, SECONDS - response.start)


def mirrored_span(span: Span) -> Span:
    return Span(SECONDS - span.end, SECONDS - span.start)


def test_a_moment_in_the_span_earns_everything() -> None:
    mark = mark_when(Moment(4.2), [Span(4, 5)], SECONDS)
    assert (mark.inside, mark.points, mark.distance) == (True, 1.0, 0.0)


def test_a_moment_just_beside_the_span_still_earns_everything() -> None:
    assert mark_when(Moment(5 + TOLERANCE_S), [Span(4, 5)], SECONDS).points == pytest.approx(1.0)


def test_a_moment_halfway_to_the_reach_earns_half() -> None:
    away = (TOLERANCE_S + REACH_S) / 2
    assert mark_when(Moment(5 + away), [Span(4, 5)], SECONDS).points == pytest.approx(0.5)


def test_a_moment_out_of_reach_earns_nothing_and_says_how_far_it_was() -> None:
    mark = mark_when(Moment(8), [Span(4, 5)], SECONDS)
    assert (mark.points, mark.distance) == (0.0, 3.0)


def test_the_very_span_earns_everything() -> None:
    assert mark_when(Span(4, 6), [Span(4, 6)], SECONDS).inside


def test_half_of_the_span_earns_what_its_overlap_is_worth() -> None:
    # Overlap 1/2; the whole clip overlaps 2 / (2 + 10 - 2.6); full points from half way between that and 1.
    nothing = 2 / (2 + SECONDS - 2 - 2 * TOLERANCE_S)
    expected = (0.5 - nothing) / ((1 + nothing) / 2 - nothing)
    assert mark_when(Span(4, 5), [Span(4, 6)], SECONDS).points == pytest.approx(expected)


def test_a_cut_of_two_frames_can_be_marked_in_full() -> None:
    assert mark_when(Span(4.7, 5.4), [Span(5.0, 5.08)], SECONDS).inside


def test_marking_the_whole_clip_earns_nothing() -> None:
    assert mark_when(Span(0, SECONDS), [Span(4, 6)], SECONDS).points == pytest.approx(0, abs=1e-9)


def test_one_of_two_spans_is_enough() -> None:
    assert mark_when(Span(1, 2), [Span(1, 2), Span(7, 8)], SECONDS).inside


def test_a_tiny_stretch_was_meant_as_a_moment() -> None:
    spans = [Span(2, 6)]
    assert mark_when(Span(4, 4.2), spans, SECONDS).points == mark_when(Moment(4.1), spans, SECONDS).points


def test_a_stretch_that_runs_past_the_end_ends_there() -> None:
    assert mark_when(Span(8, 99), [Span(8, 10)], SECONDS).inside


@pytest.mark.parametrize(("start", "end"), [(2, 1), (1, 1), (-1, 1), (float("nan"), 1)])
def test_a_stretch_that_is_none_is_refused(start: float, end: float) -> None:
    with pytest.raises(ValueError, match="stretch"):
        Span(start, end)


@pytest.mark.parametrize("at", [-0.1, float("nan")])
def test_a_moment_before_the_beginning_is_refused(at: float) -> None:
    with pytest.raises(ValueError, match="moment"):
        Moment(at)


def test_a_response_after_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="after the clip's end"):
        mark_when(Moment(11), [Span(4, 5)], SECONDS)


def test_spans_must_lie_in_the_clip() -> None:
    with pytest.raises(ValueError, match="inside"):
        mark_when(Moment(1), [Span(4, 11)], SECONDS)
    with pytest.raises(ValueError, match="inside"):
        mark_when(Moment(1), [], SECONDS)


@given(responses, truths)
def test_points_stay_between_nothing_and_everything(response: WhenResponse, spans: list[Span]) -> None:
    mark = mark_when(response, spans, SECONDS)
    assert 0 <= mark.points <= 1
    assert mark.inside == (mark.points == 1)
    assert mark.distance >= 0


@given(responses, truths)
def test_a_clip_run_backwards_is_marked_alike(response: WhenResponse, spans: list[Span]) -> None:
    there = mark_when(response, spans, SECONDS)
    back = mark_when(mirrored(response), [mirrored_span(span) for span in spans], SECONDS)
    assert back.points == pytest.approx(there.points, abs=1e-9)
    assert back.distance == pytest.approx(there.distance, abs=1e-9)


@given(truths)
def test_the_order_of_the_spans_does_not_matter(spans: list[Span]) -> None:
    response = Span(2, 5)
    one, other = mark_when(response, spans, SECONDS), mark_when(response, spans[::-1], SECONDS)
    assert one.points == pytest.approx(other.points, abs=1e-9)


@given(stretches.filter(lambda span: span.seconds <= 5))
def test_saying_exactly_what_was_altered_earns_everything(span: Span) -> None:
    assert mark_when(span, [span], SECONDS).points == pytest.approx(1.0)


def test_a_question_is_fair_while_most_of_the_clip_is_as_it_was() -> None:
    assert is_fair([Span(1, 3), Span(2, 5)], SECONDS)
    assert not is_fair([Span(1, 5), Span(5, 9)], SECONDS)
    assert not is_fair([], SECONDS)
