"""Side by side has a scale of its own."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.discernment import Telling
from quizzes.scoring.enough import PAIRS, Enough
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.forced_choice import discern_pairs


@pytest.mark.parametrize(
    ("share", "printed"), [(0.55, 0.18), (0.60, 0.36), (0.75, 0.95), (0.76, 1.00), (0.90, 1.81), (0.95, 2.33)]
)
def test_many_pairs_give_the_printed_d_prime(share: float, printed: float) -> None:
    # Hacker & Ratcliff 1979, and Macmillan & Creelman 2005, table A5.7: two alternatives.
    found = discern_pairs(round(share * 100_000), 100_000).d_prime
    assert found is not None
    assert found.value == pytest.approx(printed, abs=0.006)


def test_the_same_share_right_is_a_smaller_d_prime_than_with_single_clips() -> None:
    # 76 % right is d' = 1 on pairs and 1.41 on single clips without a leaning: why the two are never mixed.
    found = discern_pairs(760, 1000).d_prime
    assert found is not None
    assert not isinstance(found, Estimate)
    assert found.value * math.sqrt(2) == pytest.approx(1.41, abs=0.01)


@given(st.integers(PAIRS, 60), st.data())
def test_it_is_finite_lies_in_its_interval_and_rises_with_every_pair(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total - 1))
    here, there = discern_pairs(right, total).d_prime, discern_pairs(right + 1, total).d_prime
    assert here is not None and there is not None
    assert -9 < here.low < here.value < here.high < 9
    assert here.value < there.value and here.low < there.low


@given(st.integers(PAIRS, 60), st.data())
def test_choosing_the_other_one_always_turns_it_round(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))
    here, there = discern_pairs(right, total).d_prime, discern_pairs(total - right, total).d_prime
    assert here is not None and there is not None
    assert (here.value, here.low) == pytest.approx((-there.value, -there.high))


def test_words_follow_the_interval() -> None:
    words = [discern_pairs(right, 30).telling for right in (3, 15, 22, 28)]
    assert words == [Telling.REVERSED, Telling.NOT_YET, Telling.SOMEWHAT, Telling.WELL]


def test_too_few_pairs_say_nothing() -> None:
    assert discern_pairs(7, 7).telling is Telling.TOO_FEW
    assert discern_pairs(0, 0).enough is Enough.NOTHING
    with pytest.raises(ValueError, match="cannot be"):
        discern_pairs(3, 2)
