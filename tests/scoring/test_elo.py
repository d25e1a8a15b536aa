"""Elo moves with every answer, less and less, and finds what went in."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.elo import (
    TARGET,
    Elo,
    distance_from_target,
    expected_success,
    nearest_to_target,
    update,
)

values = st.floats(-6, 6)
ratings = st.builds(Elo, values, st.integers(0, 500))


def test_the_first_answers_by_hand() -> None:
    # Pelánek 2016: move by 1 / (1 + 0.05 n) times the surprise. New against new: expected 0.5, so half a logit.
    learner, item = update(Elo(), Elo(), True)
    assert (learner, item) == (Elo(0.5, 1), Elo(-0.5, 1))
    # Expected 1 / (1 + exp(-1)) = 0.731059; wrong; step 1 / 1.05.
    learner, item = update(learner, item, False)
    assert learner.value == pytest.approx(0.5 - 0.731059 / 1.05, abs=1e-6)
    assert item.value == pytest.approx(-0.5 + 0.731059 / 1.05, abs=1e-6)


def test_expected_success_by_hand_with_guessing_and_without() -> None:
    assert expected_success(0, 0) == 0.5
    assert expected_success(math.log(3), 0) == pytest.approx(0.75)
    assert expected_success(math.log(3), 0, chance=0.5) == pytest.approx(0.875)
    assert expected_success(0, 0, chance=0.25) == pytest.approx(0.625)
    assert expected_success(1e9, 0) == pytest.approx(1)
    assert expected_success(-1e9, 0, chance=0.5) == pytest.approx(0.5)


@given(ratings, ratings, st.booleans(), st.sampled_from([0.0, 0.25, 0.5]))
def test_right_raises_the_learner_and_lowers_the_item_by_a_bounded_step(
    learner: Elo, item: Elo, right: bool, chance: float
) -> None:
    after, harder = update(learner, item, right, chance=chance)
    assert (after.value - learner.value) * (1 if right else -1) >= 0
    assert (harder.value - item.value) * (1 if right else -1) <= 0
    assert abs(after.value - learner.value) <= learner.step
    assert (after.answers, harder.answers) == (learner.answers + 1, item.answers + 1)
    assert after.step < learner.step


@given(values, values, values)
def test_more_able_is_more_successful_and_harder_less(ability: float, difficulty: float, more: float) -> None:
    here = expected_success(ability, difficulty)
    assert expected_success(ability + abs(more), difficulty) >= here
    assert expected_success(ability, difficulty + abs(more)) <= here


def test_what_lies_in_the_target_comes_first_in_the_order_given() -> None:
    candidates = [("hard", 2.0), ("fits", -1.2), ("easy", -4.0), ("fits too", -1.0)]
    assert nearest_to_target(0.0, candidates) == ["fits", "fits too", "easy", "hard"]
    assert distance_from_target(expected_success(0, -1.2)) == 0
    assert distance_from_target(0.6) == pytest.approx(0.1)
    assert distance_from_target(0.95) == pytest.approx(0.1)


def test_guessing_moves_the_target_to_harder_clips() -> None:
    candidates = [("easier", -1.2), ("even", 0.0)]
    assert nearest_to_target(0.0, candidates)[0] == "easier"
    assert nearest_to_target(0.0, candidates, chance=0.5)[0] == "even"


def test_practice_settles_inside_the_target() -> None:
    chance = Random("practice")
    hardness = [chance.gauss(0, 1.2) for _ in range(150)]
    pool, late = [Elo() for _ in hardness], []
    for learner_number in range(120):
        ability, rating, left = chance.gauss(0, 1), Elo(), list(range(150))
        for turn in range(30):
            chance.shuffle(left)
            item = nearest_to_target(rating.value, [(n, pool[n].value) for n in left], chance=0.5)[0]
            left.remove(item)
            right = chance.random() < expected_success(ability, hardness[item], chance=0.5)
            rating, pool[item] = update(rating, pool[item], right, chance=0.5)
            if learner_number >= 60 and turn >= 10:
                late.append(right)
    assert TARGET[0] < sum(late) / len(late) < TARGET[1]


def test_fewer_answers_than_none_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer than 0"):
        Elo(0.0, -1)
