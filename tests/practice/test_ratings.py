"""The difficulty of clips comes back out of answers that were made with it."""

import math
from random import Random
from statistics import correlation

from quizzes.practice.ratings import Match, rate


def test_difficulties_that_made_the_answers_are_found_again() -> None:
    chance = Random(20)
    hard = {pair: chance.uniform(-2, 2) for pair in range(40)}
    learners = [chance.gauss(0, 0.7) for _ in range(300)]
    matches = [
        Match(number, pair, True, chance.random() < 1 / (1 + math.exp(hard[pair] - ability)))
        for number, ability in enumerate(learners)
        for pair in chance.sample(sorted(hard), 15)
    ]
    found = rate(matches, lambda pair: "medium")
    assert correlation([hard[pair] for pair in hard], [found[pair, True].value for pair in hard]) > 0.9


def test_a_pair_nobody_judged_has_no_rating_and_a_second_look_counts_for_nothing() -> None:
    once = rate([Match("guest", 1, True, False)], lambda pair: "easy")
    twice = rate([Match("guest", 1, True, False), Match("guest", 1, True, True)], lambda pair: "easy")
    assert once == twice and list(once) == [(1, True)]


def test_both_halves_of_a_pair_are_rated_apart() -> None:
    found = rate([Match(n, 1, bool(n % 2), bool(n % 2)) for n in range(20)], lambda pair: "medium")
    assert found[1, True].value < 0 < found[1, False].value
