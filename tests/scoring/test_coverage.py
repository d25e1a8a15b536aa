"""How often the 95 % intervals hold the truth, over all scores and over simulated learners and classes."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from math import comb
from random import Random
from statistics import NormalDist, fmean

import pytest

from quizzes.scoring.discernment import Counts, Discernment, Leaning, Telling, discern, reading
from quizzes.scoring.group import discern_group

NORMAL = NormalDist()
DRAWS = 2000

figures = cache(discern)


def simulated(random: Random, d_prime: float, criterion: float, each: int) -> Counts:
    """A learner of known d' and c judging `each` manipulated and `each` authentic clips."""
    hit_rate = NORMAL.cdf(d_prime / 2 - criterion)
    false_alarm_rate = NORMAL.cdf(-d_prime / 2 - criterion)
    hits = sum(random.random() < hit_rate for _ in range(each))
    false_alarms = sum(random.random() < false_alarm_rate for _ in range(each))
    return Counts(hits, each - hits, false_alarms, each - false_alarms)


def chances(share: float, each: int) -> list[float]:
    """Binomial probability of every count from 0 to `each`."""
    return [comb(each, count) * share**count * (1 - share) ** (each - count) for count in range(each + 1)]


# The table in docs/algorithms/discernment.md: mean, least and most that the intervals hold over fifteen truths, by clips
# of each kind, and how often somebody who guesses is said to tell apart.
@pytest.mark.parametrize(
    ("each", "of_d", "of_c", "flattered"),
    [
        (4, (0.9630, 0.9297, 0.9905), (0.9702, 0.9297, 0.9983), 0.035),
        (5, (0.9580, 0.9347, 0.9786), (0.9728, 0.9383, 0.9962), 0.030),
        (10, (0.9616, 0.9489, 0.9721), (0.9581, 0.9390, 0.9970), 0.021),
        (30, (0.9516, 0.9421, 0.9627), (0.9560, 0.9480, 0.9688), 0.026),
    ],
)
def test_summed_over_all_scores_the_intervals_hold_what_the_documentation_says(
    each: int, of_d: tuple[float, ...], of_c: tuple[float, ...], flattered: float
) -> None:
    scores = list(product(range(each + 1), range(each + 1)))
    figure = {(h, f): figures(Counts(h, each - h, f, each - f)) for h, f in scores}
    held_d, held_c = [], []
    for d_prime, criterion in product((0, 0.5, 1, 2, 3), (-0.7, 0, 0.7)):
        by_hits = chances(NORMAL.cdf(d_prime / 2 - criterion), each)
        by_alarms = chances(NORMAL.cdf(-d_prime / 2 - criterion), each)
        chance = {(h, f): by_hits[h] * by_alarms[f] for h, f in scores}
        held_d.append(sum(chance[s] for s in scores if (x := figure[s]) and x.d_prime.holds(d_prime)))
        held_c.append(sum(chance[s] for s in scores if (x := figure[s]) and x.criterion.holds(criterion)))
        if d_prime == criterion == 0:
            found = sum(chance[s] for s in scores if (x := figure[s]) and x.d_prime.low > 0)
            assert found == pytest.approx(flattered, abs=6e-4)
    for held, said in ((held_d, of_d), (held_c, of_c)):
        assert (fmean(held), min(held), max(held)) == pytest.approx(said, abs=6e-4)


def learners(d_prime: float, criterion: float, each: int) -> Iterator[Discernment]:
    random = Random(f"{d_prime} {criterion} {each}")
    for _ in range(DRAWS):
        figure = figures(simulated(random, d_prime, criterion, each))
        assert figure is not None
        yield figure


# Scores are whole numbers, so the share held jumps about 95 %: by most with five clips of each kind. The bounds leave
# three standard errors of 2,000 draws (0.015) around the exact shares.
@pytest.mark.parametrize("each", [5, 10, 30])
@pytest.mark.parametrize(("d_prime", "criterion"), [(0, 0), (1, 0), (2, -0.7)])
def test_intervals_of_a_learner_hold_the_truth_about_as_often_as_they_say(
    d_prime: float, criterion: float, each: int
) -> None:
    held_d, held_c = 0, 0
    for figure in learners(d_prime, criterion, each):
        held_d += figure.d_prime.holds(d_prime)
        held_c += figure.criterion.holds(criterion)
    assert 0.915 <= held_d / DRAWS <= (0.99 if each < 30 else 0.97)
    assert 0.92 <= held_c / DRAWS <= (1.0 if each < 30 else 0.98)


@pytest.mark.parametrize("each", [4, 5, 10])
def test_somebody_who_guesses_is_seldom_said_to_tell_apart(each: int) -> None:
    words = [reading(figure) for figure in learners(0, 0, each)]
    skilled = sum(word.telling in {Telling.SOMEWHAT, Telling.WELL} for word in words)
    accused = sum(word.leaning is not Leaning.UNCLEAR for word in words)
    assert skilled / DRAWS <= 0.035
    assert accused / DRAWS <= (0.055 if each == 10 else 0.08)


def test_few_answers_make_a_very_sharp_class_look_less_sharp_and_never_more() -> None:
    random = Random("a sharp class")
    pupils = [simulated(random, 2.5, 0, 5) for _ in range(500)]
    mean = discern_group(pupils).d_prime
    assert mean is not None
    assert 2.1 < mean.value < 2.4 and mean.high < 2.5


@pytest.mark.parametrize(("d_prime", "each"), [(0, 5), (1, 5), (1.5, 5), (1, 10), (2, 10)])
def test_the_mean_of_a_class_holds_its_truth(d_prime: float, each: int) -> None:
    random = Random(f"a class of twenty {d_prime} {each}")
    classes, held = 400, 0
    for _ in range(classes):
        pupils = [
            simulated(random, random.gauss(d_prime, 0.5), random.gauss(0, 0.3), each) for _ in range(20)
        ]
        mean = discern_group(pupils).d_prime
        assert mean is not None
        held += mean.holds(d_prime)
    assert 0.92 <= held / classes <= 0.98
