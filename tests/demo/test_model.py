"""The demo's model answers as its docs say."""

import random
from statistics import fmean

import pytest

from literacy.demo.model import Learner, nearest_stop, point_at
from quizzes.scoring.discernment import Counts, discern
from quizzes.scoring.marking.judge import STOPS


@pytest.mark.parametrize(("d_prime", "criterion"), [(0.5, 0.0), (1.0, 0.3), (2.0, -0.4)])
def test_a_learners_figures_are_recovered_from_many_answers(d_prime: float, criterion: float) -> None:
    chance = random.Random(7)
    learner = Learner(d_prime, criterion)
    fake = [learner.judge(is_manipulated=True, chance=chance) for _ in range(4000)]
    real = [learner.judge(is_manipulated=False, chance=chance) for _ in range(4000)]
    counts = Counts(
        hits=sum(p > 0.5 for p in fake),
        misses=sum(p < 0.5 for p in fake),
        false_alarms=sum(p > 0.5 for p in real),
        correct_rejections=sum(p < 0.5 for p in real),
    )
    found = discern(counts)
    assert found is not None
    assert found.d_prime.value == pytest.approx(d_prime, abs=0.2)
    assert found.criterion.value == pytest.approx(criterion, abs=0.1)


def test_who_tells_better_is_surer_when_right() -> None:
    def sureness(d_prime: float) -> float:
        chance = random.Random(3)
        return fmean(Learner(d_prime, 0).judge(is_manipulated=True, chance=chance) for _ in range(1000))

    assert sureness(2.5) > sureness(1.0) > sureness(0.2)


@pytest.mark.parametrize("p", [0.0, 0.1, 0.3, 0.459, 0.5, 0.541, 0.7, 1.0])
def test_only_stops_of_the_control_are_chosen_and_never_across_the_middle(p: float) -> None:
    stop = nearest_stop(p)
    assert stop in STOPS
    assert (stop - 0.5) * (p - 0.5) >= 0


def test_a_sure_learner_points_at_the_change_more_often_than_an_unsure_one() -> None:
    box = (0.4, 0.4, 0.6, 0.6)

    def inside(p: float) -> int:
        chance = random.Random(5)
        points = [point_at([box], p_manipulated=p, chance=chance) for _ in range(500)]
        return sum(0.4 <= x <= 0.6 and 0.4 <= y <= 0.6 for x, y in points)

    assert inside(0.95) > inside(0.6) > inside(0.0)
