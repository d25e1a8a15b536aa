"""What chosen answers earn: halves, techniques, cues, and captions with their evidence."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.marking.choice import NEAR_POINTS, Verdict, mark_choice, mark_technique
from quizzes.scoring.marking.context import PROCESS_SHARE, WANTED_CARDS, mark_context
from quizzes.scoring.marking.cue import mark_cues
from quizzes.scoring.marking.judge import STOPS, JudgeResponse, Outcome, mark_judge

FAMILIES = {"copy-move": "cheap", "splicing": "cheap", "face-swap": "ai"}
OFFERED = frozenset({"duplicated-region", "edge-halo", "physics-shadow", "jump-cut", "metallic"})
subsets = st.sets(st.sampled_from(sorted(OFFERED)))
some = subsets.filter(lambda cues: 0 < len(cues) < len(OFFERED))


def test_the_right_half_earns_everything_and_the_other_nothing() -> None:
    assert mark_choice("left", "left").points == 1
    assert mark_choice("right", "left") == mark_choice("b", "a")
    assert mark_choice("right", "left").verdict is Verdict.WRONG


def test_a_sister_technique_is_near() -> None:
    assert mark_technique("splicing", "copy-move", FAMILIES).points == NEAR_POINTS
    assert mark_technique("splicing", "copy-move", FAMILIES).verdict is Verdict.NEAR


def test_a_technique_of_another_family_is_wrong() -> None:
    assert mark_technique("face-swap", "copy-move", FAMILIES).points == 0


def test_techniques_without_a_family_are_near_to_nothing() -> None:
    assert mark_technique("mirror", "reverse", FAMILIES).verdict is Verdict.WRONG
    assert mark_technique("mirror", "mirror", FAMILIES).verdict is Verdict.RIGHT


def test_exactly_the_right_cues_earn_everything() -> None:
    mark = mark_cues({"edge-halo"}, {"edge-halo"}, OFFERED)
    assert (mark.precision, mark.recall, mark.points) == (1, 1, 1)


def test_one_right_cue_and_one_wrong_earn_something() -> None:
    # F1 is 2/3; ticking all five would give 1/3.
    mark = mark_cues({"edge-halo", "metallic"}, {"edge-halo"}, OFFERED)
    assert (mark.precision, mark.recall) == (0.5, 1)
    assert mark.points == pytest.approx(0.5)


@given(some)
def test_ticking_all_or_nothing_earns_nothing(right: set[str]) -> None:
    assert mark_cues(OFFERED, right, OFFERED).points == 0
    assert mark_cues(set(), right, OFFERED).points == 0


@given(subsets, some)
def test_adding_a_right_cue_never_costs(ticked: set[str], right: set[str]) -> None:
    for cue in right - ticked:
        assert mark_cues(ticked | {cue}, right, OFFERED).points >= mark_cues(ticked, right, OFFERED).points


def test_no_set_of_cues_beats_the_right_one() -> None:
    right = {"edge-halo", "metallic"}
    best = max(
        (set(each) for size in range(len(OFFERED) + 1) for each in combinations(sorted(OFFERED), size)),
        key=lambda ticked: mark_cues(ticked, right, OFFERED).points,
    )
    assert best == right


@pytest.mark.parametrize(("ticked", "right"), [({"unknown"}, {"metallic"}), (set(), set()), (set(), OFFERED)])
def test_cues_that_cannot_be_marked_are_refused(ticked: set[str], right: set[str]) -> None:
    with pytest.raises(ValueError, match="cues"):
        mark_cues(ticked, right, OFFERED)


@given(st.sampled_from(STOPS), st.booleans())
def test_a_caption_is_judged_like_any_clip(p: float, is_false: bool) -> None:
    assert mark_context(JudgeResponse(p), is_false, 0, 5).judgement == mark_judge(JudgeResponse(p), is_false)


def test_two_cards_earn_the_whole_process_part() -> None:
    unread, read, all_read = (mark_context(JudgeResponse(0.95), True, opened, 5) for opened in (0, 2, 5))
    assert read.points == all_read.points == pytest.approx(1)
    assert read.points - unread.points == pytest.approx(PROCESS_SHARE)
    assert unread.judgement.outcome is Outcome.HIT


def test_one_card_of_two_earns_half_the_process() -> None:
    assert mark_context(JudgeResponse(0.5), True, 1, 5).process == 1 / WANTED_CARDS


def test_without_cards_there_is_nothing_to_open() -> None:
    assert mark_context(JudgeResponse(0.95), True, 0, 0).points == pytest.approx(1)


def test_more_cards_than_there_are_cannot_be_opened() -> None:
    with pytest.raises(ValueError, match="cards"):
        mark_context(JudgeResponse(0.5), True, 6, 5)


@given(st.sampled_from(STOPS), st.sampled_from(STOPS), st.booleans())
def test_reading_first_never_turns_a_worse_judgement_into_the_best(
    a: float, b: float, is_false: bool
) -> None:
    best = mark_context(JudgeResponse(0.95 if is_false else 0.05), is_false, 2, 4).points
    assert mark_context(JudgeResponse(a), is_false, 2, 4).points <= best
    assert mark_context(JudgeResponse(b), is_false, 0, 4).points < best
