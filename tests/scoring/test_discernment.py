"""d' and c: published values, symmetries, and words that never claim more than the interval."""

import math
from statistics import NormalDist, StatisticsError

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.scoring.discernment import (
    MINIMUM,
    Counts,
    Estimate,
    Leaning,
    Reading,
    Telling,
    discern,
    leaning,
    reading,
    telling,
    yes_no,
)
from quizzes.scoring.estimate import minus
from quizzes.scoring.marking.judge import Outcome
from quizzes.scoring.rates import z_of

numbers = st.integers(0, 60)
counts_with_enough = st.builds(Counts, numbers, numbers, numbers, numbers).filter(lambda c: not c.too_few)


def test_groh_2022_people_who_saw_one_clip_at_a_time() -> None:
    d_prime, criterion = yes_no(0.567, 1 - 0.755)
    assert d_prime == pytest.approx(0.86, abs=0.005)
    assert criterion == pytest.approx(0.26, abs=0.005)


@pytest.mark.parametrize(
    ("hit_rate", "false_alarm_rate", "published"),
    [
        (0.70, 0.40, 0.78),  # |STAT 5 manual, 1985: the example of its dprime program
        (0.50, 0.40, 0.253),  # Schneider, Short notes on theory of signal detection: three subjects
        (0.85, 0.05, 2.681),
        (0.70, 0.10, 1.806),
    ],
)
def test_d_prime_agrees_with_published_examples(
    hit_rate: float, false_alarm_rate: float, published: float
) -> None:
    assert yes_no(hit_rate, false_alarm_rate)[0] == pytest.approx(published, abs=0.005)


def test_macmillan_and_creelmans_and_stanislaw_and_todorovs_example() -> None:
    # 20 hits and 10 false alarms of 25 each: d' 1.095 and c -0.294 raw (Stanislaw & Todorov 1999); log-linear,
    # as Hautus 1995 has it, 20.5/26 and 10.5/26: z 0.8011 and -0.2434.
    assert yes_no(20 / 25, 10 / 25) == pytest.approx((1.095, -0.294), abs=5e-4)
    figure = discern(Counts(20, 5, 10, 15))
    assert figure is not None
    assert figure.d_prime.value == pytest.approx(1.0445, abs=5e-4)
    assert figure.criterion.value == pytest.approx(-0.2786, abs=5e-4)


def test_d_prime_and_c_by_hand_from_a_normal_table() -> None:
    # z(0.8413) = 1 and z(0.1587) = -1; z(0.9772) = 2.
    assert yes_no(0.841345, 0.158655) == pytest.approx((2, 0), abs=1e-4)
    assert yes_no(0.977250, 0.158655) == pytest.approx((3, -0.5), abs=1e-4)


def test_interval_of_one_rate_by_the_beta_quantiles_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for count, total in [(0, 4), (8, 9), (5, 5), (30, 60), (299, 300)]:
        z = z_of(count, total)
        ends = stats.norm.ppf(stats.beta.ppf([0.025, 0.975], count + 2 / 3, total - count + 2 / 3))
        assert (z.low, z.high) == pytest.approx(tuple(ends), abs=1e-7)
        assert z.value == pytest.approx(stats.norm.ppf((count + 0.5) / (total + 1)))


def test_interval_by_hand() -> None:
    # 8 of 9: z(8.5/10) = 1.0364, Beta(8 2/3, 1 2/3) from 0.5741 to 0.9837, z from 0.1869 to 2.1374.
    # 1 of 9 is its mirror. Down: root of 2 times 0.8495 squared; up: root of 2 times 1.1010 squared.
    figure = discern(Counts(hits=8, misses=1, false_alarms=1, correct_rejections=8))
    assert figure is not None
    assert (figure.hit_rate, figure.false_alarm_rate) == (0.85, 0.15)
    assert figure.d_prime.value == pytest.approx(2.0729, abs=2e-4)
    assert figure.d_prime.low == pytest.approx(2.0729 - 2**0.5 * 0.8495, abs=2e-3)
    assert figure.d_prime.high == pytest.approx(2.0729 + 2**0.5 * 1.1010, abs=2e-3)
    assert figure.criterion.value == pytest.approx(0, abs=1e-12)
    assert figure.criterion.high == pytest.approx((0.8495**2 + 1.1010**2) ** 0.5 / 2, abs=2e-3)


def test_the_new_interval_agrees_with_gourevitch_and_galanter_where_answers_are_many() -> None:
    counts = Counts(700, 300, 200, 800)
    figure = discern(counts)
    assert figure is not None
    density = NormalDist().pdf
    z_hit, z_alarm = NormalDist().inv_cdf(0.7), NormalDist().inv_cdf(0.2)
    reach = 1.96 * (0.21 / (1000 * density(z_hit) ** 2) + 0.16 / (1000 * density(z_alarm) ** 2)) ** 0.5
    assert figure.d_prime.low == pytest.approx(figure.d_prime.value - reach, abs=3e-3)
    assert figure.criterion.high == pytest.approx(figure.criterion.value + reach / 2, abs=3e-3)


def test_ten_of_ten_on_both_is_finite() -> None:
    figure = discern(Counts(hits=10, correct_rejections=10))
    assert figure is not None
    assert figure.d_prime.value == pytest.approx(2 * 1.6906, abs=1e-3)  # z(10.5 / 11)
    assert math.isfinite(figure.d_prime.low) and math.isfinite(figure.d_prime.high)


def test_nothing_right_is_finite_and_as_far_below_chance() -> None:
    figure = discern(Counts(misses=10, false_alarms=10))
    assert figure is not None
    assert figure.d_prime.value == pytest.approx(-2 * 1.6906, abs=1e-3)


@given(counts_with_enough)
def test_every_figure_is_finite_and_lies_in_its_interval(counts: Counts) -> None:
    figure = discern(counts)
    assert figure is not None
    for estimate in (figure.d_prime, figure.criterion):
        assert estimate.low < estimate.value < estimate.high
        assert math.isfinite(estimate.low) and math.isfinite(estimate.high)


@given(counts_with_enough)
def test_swapping_the_names_of_both_answers_and_both_kinds_keeps_d_prime_and_flips_c(counts: Counts) -> None:
    figure = discern(counts)
    swapped = discern(
        Counts(counts.correct_rejections, counts.false_alarms, counts.misses, counts.hits, counts.checked)
    )
    assert figure is not None and swapped is not None
    assert swapped.d_prime.value == pytest.approx(figure.d_prime.value)
    assert swapped.d_prime.low == pytest.approx(figure.d_prime.low)
    assert swapped.criterion.value == pytest.approx(-figure.criterion.value)
    assert swapped.criterion.low == pytest.approx(-figure.criterion.high)


@given(counts_with_enough)
def test_giving_every_answer_the_other_way_flips_both(counts: Counts) -> None:
    figure = discern(counts)
    other = discern(Counts(counts.misses, counts.hits, counts.correct_rejections, counts.false_alarms))
    assert figure is not None and other is not None
    assert other.d_prime.value == pytest.approx(-figure.d_prime.value)
    assert other.criterion.value == pytest.approx(-figure.criterion.value)


@given(counts_with_enough)
def test_one_more_found_raises_d_prime_and_leans_further_to_fake(counts: Counts) -> None:
    assume(counts.misses > 0)
    better = Counts(counts.hits + 1, counts.misses - 1, counts.false_alarms, counts.correct_rejections)
    before, after = discern(counts), discern(better)
    assert before is not None and after is not None
    assert after.d_prime.value > before.d_prime.value
    assert after.criterion.value < before.criterion.value


@given(counts_with_enough)
def test_one_more_false_alarm_lowers_d_prime_and_leans_further_to_fake(counts: Counts) -> None:
    assume(counts.correct_rejections > 0)
    worse = Counts(counts.hits, counts.misses, counts.false_alarms + 1, counts.correct_rejections - 1)
    before, after = discern(counts), discern(worse)
    assert before is not None and after is not None
    assert after.d_prime.value < before.d_prime.value
    assert after.criterion.value < before.criterion.value


@given(st.integers(2, 9), st.integers(2, 9))
def test_more_answers_of_the_same_kind_narrow_the_interval(right: int, wrong: int) -> None:
    few = Counts(right, wrong, wrong, right)
    narrow, wide = discern(few + few + few), discern(few)
    assert narrow is not None and wide is not None
    assert narrow.d_prime.high - narrow.d_prime.low < wide.d_prime.high - wide.d_prime.low


@given(counts_with_enough, st.integers(1, 50))
def test_checking_first_changes_no_figure(counts: Counts, checked: int) -> None:
    with_checks = counts + Counts(checked=checked)
    here, there = discern(counts), discern(with_checks)
    assert here is not None and there is not None
    assert (here.d_prime, here.criterion) == (there.d_prime, there.criterion)
    assert with_checks.checked == checked


def test_checking_first_does_not_help_to_reach_the_minimum() -> None:
    assert discern(Counts(hits=10, correct_rejections=MINIMUM - 1, checked=20)) is None


@pytest.mark.parametrize("each", range(MINIMUM))
def test_too_few_of_either_kind_gives_no_figure(each: int) -> None:
    assert discern(Counts(hits=each, correct_rejections=20)) is None
    assert discern(Counts(hits=20, correct_rejections=each)) is None
    assert reading(None) == Reading(Telling.TOO_FEW, Leaning.TOO_FEW)


def test_the_minimum_is_where_one_slip_first_leaves_something_to_say() -> None:
    def low(hits: int, false_alarms: int, each: int) -> float:
        # The interval itself, without the rule that hides the figure.
        return minus(z_of(hits, each), z_of(false_alarms, each)).low

    assert low(MINIMUM - 1, 1, MINIMUM - 1) < 0 < low(MINIMUM, 1, MINIMUM)
    assert low(2, 0, 2) < 0


def test_always_saying_fake_reads_as_doubt_and_not_as_skill() -> None:
    assert reading(discern(Counts(hits=6, false_alarms=6))) == Reading(Telling.NOT_YET, Leaning.DOUBTS)


def test_always_saying_real_reads_as_belief_and_not_as_skill() -> None:
    words = reading(discern(Counts(misses=6, correct_rejections=6)))
    assert words == Reading(Telling.NOT_YET, Leaning.BELIEVES)


def test_ten_of_ten_on_both_reads_as_well_and_four_of_four_as_somewhat() -> None:
    assert reading(discern(Counts(hits=10, correct_rejections=10))).telling is Telling.WELL
    assert reading(discern(Counts(hits=4, correct_rejections=4))).telling is Telling.SOMEWHAT


def test_everything_turned_round_has_its_own_word() -> None:
    assert reading(discern(Counts(misses=6, false_alarms=6))).telling is Telling.REVERSED


@given(counts_with_enough)
def test_words_never_claim_more_than_the_interval(counts: Counts) -> None:
    figure = discern(counts)
    assert figure is not None
    words = reading(figure)
    assert (words.telling is Telling.NOT_YET) == figure.d_prime.holds(0)
    assert (words.leaning is Leaning.UNCLEAR) == figure.criterion.holds(0)
    if words.telling is Telling.WELL:
        assert figure.d_prime.low >= 1


@given(st.floats(-5, 5), st.floats(0, 3))
def test_each_estimate_has_exactly_one_word_with_the_right_sign(value: float, reach: float) -> None:
    estimate = Estimate(value, value - reach, value + reach)
    assert (telling(estimate) in {Telling.SOMEWHAT, Telling.WELL}) == (estimate.low > 0)
    assert (leaning(estimate) is Leaning.DOUBTS) == (estimate.high < 0)


@given(st.lists(st.sampled_from(Outcome), max_size=40))
def test_a_tally_counts_every_outcome_once(outcomes: list[Outcome]) -> None:
    counts = Counts.tally(outcomes)
    assert counts.manipulated + counts.authentic + counts.checked == len(outcomes)
    assert counts.misses == outcomes.count(Outcome.MISS)


@given(counts_with_enough, counts_with_enough)
def test_adding_counts_adds_every_cell(one: Counts, other: Counts) -> None:
    both = one + other
    assert both.manipulated == one.manipulated + other.manipulated
    assert both.false_alarms == one.false_alarms + other.false_alarms


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Counts(hits=-1)


def test_an_interval_that_misses_its_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Estimate(1, 2, 3)


@pytest.mark.parametrize("rate", [0, 1])
def test_raw_rates_of_nothing_and_everything_are_refused(rate: float) -> None:
    with pytest.raises(StatisticsError):
        yes_no(rate, 0.5)
