"""Rasch against published difficulties, a second algorithm, and closed forms."""

import math
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.scoring import rasch_conditional
from quizzes.scoring.enough import Enough
from quizzes.scoring.rasch import rasch
from quizzes.scoring.rasch_conditional import conditional, elementary, linked, without
from quizzes.scoring.rasch_fit import fit_of_item, person
from tests.scoring.lsat6 import ROWS

PEOPLE = [dict(enumerate(row)) for row in ROWS]


def dealt(
    learners: int, items: int, each: int, seed: str
) -> tuple[list[float], list[float], list[dict[int, bool]]]:
    """Abilities, difficulties with mean 0, and answers to a random part of the items."""
    chance = Random(seed)
    hardness = [-2 + 4 * n / (items - 1) for n in range(items)]
    abilities = [chance.gauss(0, 1) for _ in range(learners)]
    rows = [
        {n: chance.random() < 1 / (1 + math.exp(hardness[n] - a)) for n in chance.sample(range(items), each)}
        for a in abilities
    ]
    return abilities, hardness, rows


def test_difficulties_of_the_law_school_test_are_the_published_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    # Conditional maximum likelihood for LSAT section 6, as reprinted by Thissen 1982; without the prior to compare.
    published = (-1.256, 0.475, 1.236, 0.168, -0.623)
    with_prior = rasch(PEOPLE)
    monkeypatch.setattr(rasch_conditional, "PRIOR", 1e6)
    plain = conditional(PEOPLE)
    assert [plain.difficulty[n] for n in range(5)] == pytest.approx(list(published), abs=6e-4)
    assert [with_prior.items[n].difficulty.value for n in range(5)] == pytest.approx(
        list(published), abs=3e-3
    )


def test_difficulties_and_errors_agree_with_a_second_algorithm() -> None:
    """The likelihood written out over all subsets, maximised by scipy, its curvature taken by differences."""
    numpy, optimize = pytest.importorskip("numpy"), pytest.importorskip("scipy.optimize")
    _, _, rows = dealt(60, 6, 4, "second")

    def loss(difficulty: list[float]) -> float:
        total = sum(d * d for d in difficulty) / (2 * rasch_conditional.PRIOR**2)
        for row in rows:
            ways = [
                math.exp(-sum(difficulty[n] for n in subset))
                for subset in combinations(row, sum(row.values()))
            ]
            total += sum(difficulty[n] for n, right in row.items() if right) + math.log(sum(ways))
        return total

    best = optimize.minimize(loss, numpy.zeros(6), tol=1e-12)
    step, middle = 1e-3, numpy.eye(6) - 1 / 6

    def bend(i: int, j: int) -> float:
        moved = [
            best.x + step * (a * numpy.eye(6)[i] + b * numpy.eye(6)[j])
            for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))
        ]
        return float((loss(moved[0]) - loss(moved[1]) - loss(moved[2]) + loss(moved[3])) / (4 * step**2))

    curvature = numpy.array([[bend(i, j) for j in range(6)] for i in range(6)])
    errors = numpy.sqrt(numpy.diag(middle @ numpy.linalg.inv(curvature) @ middle))
    found = conditional(rows)
    assert [found.difficulty[n] for n in range(6)] == pytest.approx(list(best.x - best.x.mean()), abs=1e-4)
    assert [found.error[n] for n in range(6)] == pytest.approx(list(errors), rel=1e-3)


weights = st.lists(st.floats(0.02, 50), min_size=1, max_size=7)


@given(weights)
def test_elementary_functions_are_sums_over_all_subsets(given_weights: list[float]) -> None:
    for order, found in enumerate(elementary(given_weights)):
        assert found == pytest.approx(sum(math.prod(c) for c in combinations(given_weights, order)))


@settings(max_examples=40)
@given(st.lists(st.floats(0.02, 50), min_size=2, max_size=60), st.data())
def test_taking_one_out_comes_to_what_leaving_it_out_does(
    given_weights: list[float], data: st.DataObject
) -> None:
    one = data.draw(st.integers(0, len(given_weights) - 1))
    rest = given_weights[:one] + given_weights[one + 1 :]
    assert without(elementary(given_weights), given_weights[one]) == pytest.approx(elementary(rest), rel=1e-4)


@pytest.mark.parametrize("total", [1, 5, 20])
def test_equal_items_place_a_learner_at_the_log_linear_share(total: int) -> None:
    # With equal difficulties Warm's equation is r - n p + (1 - 2 p) / 2 = 0, so p = (r + 1/2) / (n + 1).
    for right in range(total + 1):
        found = person([0.7] * total, right)
        assert found is not None
        share = (right + 0.5) / (total + 1)
        assert found.ability.value == pytest.approx(0.7 + math.log(share / (1 - share)), abs=1e-7)
        assert found.ability.high - found.ability.value == pytest.approx(
            1.959964 / math.sqrt(total * share * (1 - share)), abs=1e-5
        )


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=15))
def test_one_more_right_is_more_able_and_nobody_is_endlessly_so(difficulties: list[float]) -> None:
    abilities = [person(difficulties, right) for right in range(len(difficulties) + 1)]
    values = [found.ability.value for found in abilities if found]
    assert values == sorted(values) and len(set(values)) == len(values)
    assert all(math.isfinite(value) for value in values)


def test_an_item_that_all_had_right_is_finite_and_the_easiest() -> None:
    _, _, rows = dealt(40, 8, 8, "all right")
    found = rasch([{n: right or n == 3 for n, right in row.items()} for row in rows])
    values = {n: item.difficulty.value for n, item in found.items.items()}
    assert min(values, key=values.__getitem__) == 3
    assert math.isfinite(values[3]) and values[3] < -3
    assert found.items[3].difficulty.high - values[3] > 2
    assert sum(values.values()) == pytest.approx(0, abs=1e-9)


def test_difficulties_and_abilities_come_back_when_everybody_got_other_items() -> None:
    abilities, hardness, rows = dealt(150, 20, 8, "recovery")
    found = rasch(rows)
    held = sum(item.difficulty.holds(hardness[n]) for n, item in found.items.items())
    placed = sum(
        p is not None and p.ability.holds(ability)
        for p, ability in zip(found.persons, abilities, strict=True)
    )
    assert held >= 17
    assert 0.92 <= placed / 150 <= 1


def test_the_scale_does_not_depend_on_who_was_tested() -> None:
    """Specific objectivity: able and weak learners give the same difficulties, within their errors."""
    chance, hardness = Random("objective"), [-1.5, -0.5, 0.0, 0.7, 1.3]

    def found(mean: float) -> list[tuple[float, float]]:
        rows = [
            {n: chance.random() < 1 / (1 + math.exp(h - a)) for n, h in enumerate(hardness)}
            for a in (chance.gauss(mean, 1) for _ in range(800))
        ]
        calibrated = conditional(rows)
        return [(calibrated.difficulty[n], calibrated.error[n]) for n in range(5)]

    for (weak, one), (able, other) in zip(found(-1), found(1), strict=True):
        assert abs(weak - able) < 3 * math.hypot(one, other)


def test_fit_is_one_for_answers_of_the_model_and_above_for_guesses() -> None:
    chance = Random("fit")
    logits = [chance.gauss(0, 1.5) for _ in range(4000)]
    as_model = fit_of_item((x, chance.random() < 1 / (1 + math.exp(-x))) for x in logits)
    guessed = fit_of_item((x, chance.random() < 0.5) for x in logits)
    assert as_model.infit == pytest.approx(1, abs=0.05) and as_model.outfit == pytest.approx(1, abs=0.15)
    assert guessed.infit is not None and guessed.infit > 1.2
    assert guessed.outfit is not None and guessed.outfit > 1.5
    assert fit_of_item([]).infit is None


def test_items_that_no_learner_links_are_not_put_on_one_scale() -> None:
    apart = [{1: True, 2: False}, {3: True, 4: False}] * 40
    assert not linked(apart)
    assert rasch(apart).enough is Enough.NOT_LINKED
    assert linked([*apart, {2: True, 3: False}])


def test_few_learners_or_answers_get_no_scale() -> None:
    _, _, rows = dealt(29, 10, 5, "few")
    assert rasch(rows).enough is Enough.FEW_LEARNERS
    assert rasch([*rows, *rows, {99: True, 0: False}]).enough is Enough.FEW_ANSWERS
    nobody: list[dict[int, bool]] = [{}, {}]
    found = rasch(nobody)
    assert (found.enough, list(found.persons)) == (Enough.NOTHING, [None, None])
