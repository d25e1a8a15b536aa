"""Skills are what the judgements say, and nothing else; what fades comes back in time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.practice.skills import LONGEST_DAYS, Judged, Skills, from_data, replay, to_data

START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def judged(
    number: int, *, right: bool | None = True, days: float = 0, sure: float = 0.8, **fields: object
) -> Judged:
    given: dict[str, object] = {
        "pair": number, "technique": "splicing", "cues": ("edge-halo",), "is_twin": True, "right": right,
        "sure": sure, "at": START + timedelta(days=days),
    }  # fmt: skip
    return Judged(**{**given, **fields})  # type: ignore[arg-type]


def skills(*rows: Judged) -> Skills:
    return replay(rows, {}, zone=UTC)


def test_the_first_answers_move_ability_by_what_can_be_worked_out_by_hand() -> None:
    """Pelánek 2016: 0 + 1 · (1 − 0.5) = 0.5, then 0.5 − (1/1.05) · σ(0.5) = −0.0929."""
    found = skills(judged(1), judged(2, right=False))
    assert found.techniques["splicing"].ability.value == pytest.approx(0.5 - 0.6224593312018546 / 1.05)
    assert found.techniques["splicing"].found == 1


def test_a_real_clip_moves_trust_and_no_technique() -> None:
    found = skills(judged(1, is_twin=False, right=False))
    assert found.techniques == {} and found.cues == {}
    assert found.trust.value < 0 and found.general.answers == 0


def test_checking_first_moves_nothing() -> None:
    assert skills(judged(1, right=None)) == Skills()


def test_a_pair_that_was_seen_before_counts_once() -> None:
    assert skills(judged(1), judged(1, days=3)) == skills(judged(1))


def test_what_was_missed_comes_back_sooner_than_what_was_seen_at_once() -> None:
    missed, unsure, sure = (
        skills(judged(1, right=right, sure=s)).techniques["splicing"].due
        for right, s in ((False, 0.8), (True, 0.8), (True, 0.99))
    )
    assert missed and unsure and sure and missed < unsure < sure
    assert sure <= START + timedelta(days=LONGEST_DAYS)


def test_what_is_kept_up_is_put_off_longer_and_never_beyond_a_month() -> None:
    rows, dues, at = [], [], 0.0
    for number in range(8):
        rows.append(judged(number, days=at))
        due = skills(*rows).techniques["splicing"].due
        assert due is not None
        gap = (due - START) / timedelta(days=1) - at
        dues.append(gap)
        at += gap
    assert dues[1] > dues[0] and max(dues) <= LONGEST_DAYS + 0.01


def test_several_clips_of_a_day_make_one_review() -> None:
    one, three = skills(judged(1)), skills(judged(1), judged(2), judged(3))
    assert one.techniques["splicing"].due == three.techniques["splicing"].due
    assert three.techniques["splicing"].ability.answers == 3


def test_it_fades_with_time() -> None:
    skill = skills(judged(1)).techniques["splicing"]
    left = [skill.retention(START + timedelta(days=days)) for days in (0, 3, 10, 40)]
    assert left == sorted(left, reverse=True) and left[0] > 0.99 and left[-1] < 0.9


def test_the_most_faded_is_due_first() -> None:
    found = skills(judged(1, technique="retouch", right=False), judged(2, technique="splicing"))
    assert found.due(START + timedelta(days=20))[0] == "retouch"
    assert found.due(START) == []


rows = st.lists(
    st.builds(
        judged, st.integers(1, 9), right=st.sampled_from([True, False, None]), days=st.floats(0, 90),
        sure=st.floats(0.5, 1), technique=st.sampled_from(["splicing", "retouch"]), is_twin=st.booleans(),
    ),
    max_size=30,
)  # fmt: skip


@given(rows)
def test_what_is_kept_says_the_same_when_it_is_read_again(found: list[Judged]) -> None:
    worked_out = skills(*sorted(found, key=lambda each: each.at))
    again = from_data(to_data(worked_out))
    assert to_data(again) == to_data(worked_out)
    late = START + timedelta(days=100)
    assert again.due(late) == worked_out.due(late)
