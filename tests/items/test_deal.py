"""Dealing halves: half and half in every quiz, and every pair as a twin equally often over a group."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.items.deal import deal_halves, deal_order

quizzes = st.lists(st.booleans(), min_size=1, max_size=24)
seeds = st.text(min_size=1, max_size=20)


@given(quizzes, seeds, st.integers(0, 200))
def test_a_clip_without_a_twin_is_shown_as_it_is(has_twin: list[bool], seed: str, ordinal: int) -> None:
    dealt = deal_halves(has_twin, seed=seed, ordinal=ordinal)
    assert len(dealt) == len(has_twin)
    assert not any(twin and not can for twin, can in zip(dealt, has_twin, strict=True))


@given(quizzes, seeds, st.integers(0, 200))
def test_half_of_every_quiz_is_manipulated_as_far_as_there_are_twins(
    has_twin: list[bool], seed: str, ordinal: int
) -> None:
    shown = sum(deal_halves(has_twin, seed=seed, ordinal=ordinal))
    down, up = len(has_twin) // 2, (len(has_twin) + 1) // 2
    most = max(1, sum(has_twin) - 1) if any(has_twin) else 0
    assert shown in {min(down, most), min(up, most)}


def test_no_pair_is_always_the_fake_in_a_quiz_with_few_pairs() -> None:
    has_twin = [True] * 3 + [False] * 5
    dealt = [deal_halves(has_twin, seed="few", ordinal=ordinal) for ordinal in range(12)]
    assert all(not all(column) for column in zip(*dealt, strict=True))


@given(st.integers(1, 24), st.integers(0, 6), seeds, st.integers(25, 30))
def test_over_a_class_every_pair_is_a_twin_equally_often(
    pairs: int, authentic: int, seed: str, pupils: int
) -> None:
    has_twin = [True] * pairs + [False] * authentic
    dealt = [deal_halves(has_twin, seed=seed, ordinal=ordinal) for ordinal in range(pupils)]
    often = [sum(column) for column in zip(*dealt, strict=True)][:pairs]
    assert max(often) - min(often) <= 1


@given(st.integers(1, 12), seeds)
def test_with_an_even_number_of_pairs_two_neighbours_see_opposite_halves(pairs: int, seed: str) -> None:
    has_twin = [True] * (2 * pairs)
    first, second = (deal_halves(has_twin, seed=seed, ordinal=ordinal) for ordinal in (0, 1))
    assert first == [not twin for twin in second]


@given(st.integers(1, 12), seeds)
def test_a_full_turn_shows_each_pair_as_a_twin_equally_often(pairs: int, seed: str) -> None:
    odd = 2 * pairs + 1
    dealt = [deal_halves([True] * odd, seed=seed, ordinal=ordinal) for ordinal in range(2 * odd)]
    often = {sum(column) for column in zip(*dealt, strict=True)}
    assert often == {odd}  # one turn rounded up and one rounded down: each pair in half of all sittings


def test_an_odd_number_is_not_always_rounded_the_same_way_for_a_learner_alone() -> None:
    shown = {sum(deal_halves([True] * 5, seed=f"sitting {number}")) for number in range(40)}
    assert shown == {2, 3}


def test_a_single_pair_is_not_always_the_manipulated_one() -> None:
    dealt = [deal_halves([True], seed="2B", ordinal=ordinal) for ordinal in range(10)]
    assert sum(twins[0] for twins in dealt) == 5


def test_the_deal_is_the_same_when_it_is_made_again_and_another_for_another_group() -> None:
    has_twin = [True] * 12
    one = [deal_halves(has_twin, seed="2B", ordinal=ordinal) for ordinal in range(6)]
    assert one == [deal_halves(has_twin, seed="2B", ordinal=ordinal) for ordinal in range(6)]
    assert one != [deal_halves(has_twin, seed="2C", ordinal=ordinal) for ordinal in range(6)]


@given(st.integers(0, 60), seeds)
def test_the_order_shows_every_item_once(count: int, seed: str) -> None:
    assert sorted(deal_order(count, seed=seed)) == list(range(count))


def test_two_sittings_have_orders_of_their_own() -> None:
    assert deal_order(12, seed="one") != deal_order(12, seed="two")
