"""A class in figures: the mean of its learners, and what it must not hide."""

from math import comb
from statistics import NormalDist, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.discernment import Counts, Leaning, Reading, Telling
from quizzes.scoring.group import MINIMUM_LEARNERS, discern_group, group_reading
from quizzes.scoring.rates import z_median, z_variance
from quizzes.scoring.student_t import t_975

numbers = st.integers(4, 20)
learners = st.builds(Counts, numbers, numbers, numbers, numbers)


PRINTED = {1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 11: 2.201, 12: 2.179, 15: 2.131, 20: 2.086, 30: 2.042}
PRINTED_FAR = {40: 2.021, 60: 2.000, 120: 1.980, 1_000_000: 1.960}


@pytest.mark.parametrize(("degrees", "printed"), [*PRINTED.items(), *PRINTED_FAR.items()])
def test_students_t_agrees_with_the_printed_table(degrees: int, printed: float) -> None:
    assert t_975(degrees) == pytest.approx(printed, abs=0.0006)


@given(st.integers(1, 3000))
def test_students_t_falls_towards_the_normal_value(degrees: int) -> None:
    assert t_975(degrees) > t_975(degrees + 1) > 1.9599


def test_students_t_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="degree of freedom"):
        t_975(0)


def test_the_mean_by_hand() -> None:
    # Five learners of 9 and 9 clips with d' = 2 z(8 1/3 / 9 2/3) = 2 * 1.0897 or 0: mean 3/5 of 2.1793 = 1.3076. Their
    # variance is 2.1793^2 * 0.3 = 1.4249, t(4) = 2.776: 2.776 * sqrt(1.4249 / 5) = 1.4820.
    sharp, guessing = Counts(8, 1, 1, 8), Counts(4, 5, 4, 5)
    group = discern_group([sharp, guessing, sharp, guessing, sharp])
    assert group.d_prime is not None
    assert group.d_prime.value == pytest.approx(1.3076, abs=2e-4)
    assert group.d_prime.high - group.d_prime.value == pytest.approx(1.4820, abs=1e-3)


@given(st.integers(1, 80), st.data())
def test_the_noise_of_a_rate_is_its_binomial_variance(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    rate = (count + 1 / 3) / (total + 2 / 3)
    chances = [comb(total, k) * rate**k * (1 - rate) ** (total - k) for k in range(total + 1)]
    zs = [NormalDist().inv_cdf((k + 1 / 3) / (total + 2 / 3)) for k in range(total + 1)]
    mean = sum(chance * z for chance, z in zip(chances, zs, strict=True))
    variance = sum(chance * (z - mean) ** 2 for chance, z in zip(chances, zs, strict=True))
    assert z_variance(count, total) == pytest.approx(variance, rel=1e-5)


@given(st.lists(learners, min_size=MINIMUM_LEARNERS, max_size=12))
def test_each_learner_weighs_the_same_in_the_mean(counts: list[Counts]) -> None:
    group = discern_group(counts)
    own = [z_median(c.hits, c.manipulated) - z_median(c.false_alarms, c.authentic) for c in counts]
    assert group.d_prime is not None
    assert group.d_prime.value == pytest.approx(fmean(own))
    assert group.d_prime.holds(fmean(own))
    assert group.counted == group.learners == len(counts)


@given(st.lists(learners, min_size=MINIMUM_LEARNERS, max_size=12), st.integers(1, 11))
def test_the_order_of_learners_does_not_matter(counts: list[Counts], turn: int) -> None:
    here, there = discern_group(counts), discern_group(counts[turn:] + counts[:turn])
    assert here.d_prime is not None and there.d_prime is not None
    assert here.pooled == there.pooled
    assert here.d_prime.low == pytest.approx(there.d_prime.low)


def test_doubters_and_believers_pooled_look_worse_than_any_of_them() -> None:
    doubter, believer = Counts(20, 0, 12, 8), Counts(8, 12, 0, 20)
    group = discern_group([doubter, believer] * 3)
    assert group.pooled is not None and group.d_prime is not None and group.criterion is not None
    assert group.pooled.d_prime.value < group.d_prime.value - 0.3
    assert group.criterion.value == pytest.approx(0, abs=1e-9)


def test_learners_with_too_few_answers_are_left_out_of_the_mean_and_said_so() -> None:
    enough, too_few = Counts(5, 1, 1, 5), Counts(1, 1, 1, 1, checked=9)
    group = discern_group([enough] * 5 + [too_few] * 3)
    assert (group.learners, group.counted) == (8, 5)
    assert group.pooled is not None
    assert group.pooled.counts == Counts(28, 8, 8, 28, checked=27)


def test_a_mean_of_four_learners_is_not_given() -> None:
    group = discern_group([Counts(5, 1, 1, 5)] * (MINIMUM_LEARNERS - 1))
    assert group.d_prime is None and group.criterion is None
    assert group_reading(group) == Reading(Telling.TOO_FEW, Leaning.TOO_FEW)


def test_nobody_at_all_is_too_few() -> None:
    group = discern_group([])
    assert (group.learners, group.pooled, group.d_prime) == (0, None, None)


def test_a_class_of_equal_scores_still_has_an_interval() -> None:
    group = discern_group([Counts(5, 0, 0, 5)] * 20)
    assert group.d_prime is not None
    assert group.d_prime.high - group.d_prime.low > 0.5


def test_a_class_that_doubts_everything_reads_so() -> None:
    assert group_reading(discern_group([Counts(9, 1, 9, 1)] * 10)) == Reading(Telling.NOT_YET, Leaning.DOUBTS)
