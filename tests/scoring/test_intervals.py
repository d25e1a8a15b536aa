"""The parts that all intervals are made of: the beta distribution, shares, sums, and means over learners."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.beta import beta_cdf, beta_quantile, f_quantile
from quizzes.scoring.enough import LEARNERS, Enough, enough_answers, enough_learners, enough_of_both
from quizzes.scoring.estimate import Estimate, minus, plus
from quizzes.scoring.mean import mean_of_learners
from quizzes.scoring.share import share

shapes = st.floats(0.6, 400)


@pytest.mark.parametrize("a", [0.667, 1.667, 10.667, 300.667])
@pytest.mark.parametrize("b", [0.667, 1.0, 30.667, 2000.0])
def test_the_beta_distribution_agrees_with_scipy(a: float, b: float) -> None:
    beta = pytest.importorskip("scipy.stats").beta
    for probability in (0.025, 0.5, 0.975):
        quantile = float(beta.ppf(probability, a, b))
        assert beta_quantile(probability, a, b) == pytest.approx(quantile, rel=1e-8)
        assert beta_cdf(quantile, a, b) == pytest.approx(probability, rel=1e-8)


@given(shapes, shapes, st.floats(0.001, 0.999))
def test_a_quantile_has_its_probability_below_it(a: float, b: float, probability: float) -> None:
    assert beta_cdf(beta_quantile(probability, a, b), a, b) == pytest.approx(probability, abs=1e-8)


@given(shapes, shapes)
def test_the_beta_distribution_has_its_mirror(a: float, b: float) -> None:
    assert beta_cdf(0.3, a, b) == pytest.approx(1 - beta_cdf(0.7, b, a), abs=1e-12)
    assert (beta_cdf(-1, a, b), beta_cdf(2, a, b)) == (0, 1)


def test_quantiles_of_f_agree_with_the_printed_table() -> None:
    # Abramowitz & Stegun 1964, table 26.9: Q = 0.025 with 10 and 20 degrees of freedom, and Q = 0.025 with 4 and 4.
    assert f_quantile(0.975, 10, 20) == pytest.approx(2.77, abs=0.005)
    assert f_quantile(0.975, 4, 4) == pytest.approx(9.60, abs=0.005)


@pytest.mark.parametrize("bad", [0, 1, -0.1])
def test_impossible_quantiles_and_shapes_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        beta_quantile(bad, 1, 1)
    with pytest.raises(ValueError, match="parameters"):
        beta_cdf(0.5, min(bad, 0), 1)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_has_the_values_printed_by_newcombe_1998(
    count: int, total: int, low: float, high: float
) -> None:
    assert (share(count, total).low, share(count, total).high) == pytest.approx((low, high), abs=5e-5)


def test_the_difference_of_two_shares_has_the_interval_printed_by_newcombe_1998() -> None:
    # Newcombe 1998 (interval estimation for the difference), table II, method 10: 56/70 - 48/80.
    found = minus(share(56, 70), share(48, 80))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(("count", "total"), [(1, 0), (-1, 3), (4, 3)])
def test_no_share_of_nothing(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(count, total)


estimates = st.builds(
    lambda value, below, above: Estimate(value, value - below, value + above),
    st.floats(-5, 5),
    st.floats(0, 5),
    st.floats(0, 5),
)


@given(estimates, estimates)
def test_a_sum_is_surer_than_the_sum_of_the_ends_and_less_sure_than_either(
    one: Estimate, other: Estimate
) -> None:
    total = plus(one, other)
    assert total.high - total.value <= one.high - one.value + other.high - other.value + 1e-9
    assert total.high - total.value >= max(one.high - one.value, other.high - other.value) - 1e-9
    assert minus(total, other).value == pytest.approx(one.value)


def test_the_mean_of_students_sleep_data() -> None:
    # Student 1908; R: t.test(extra ~ group, data = sleep, paired = TRUE) gives 1.58, 0.7001142 to 2.4598858.
    gained = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    found = mean_of_learners(gained).mean
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((1.58, 0.7001142, 2.4598858), abs=1e-5)


def test_equal_values_take_their_width_from_the_noise_of_each() -> None:
    alike = mean_of_learners([1.0] * 10, [0.4] * 10).mean
    assert alike is not None
    assert alike.high - 1 == pytest.approx(2.262157 * math.sqrt(0.04))


def test_fewer_than_five_learners_have_no_mean() -> None:
    for number in range(LEARNERS):
        found = mean_of_learners([float(n) for n in range(number)])
        assert (found.mean, found.learners) == (None, number)
        assert found.enough is (Enough.FEW_LEARNERS if number else Enough.NOTHING)


def test_every_reason_for_too_few_is_told_apart() -> None:
    assert enough_of_both(0, 0, least=4) is Enough.NOTHING
    assert enough_of_both(3, 3, least=4) is Enough.FEW_ANSWERS
    assert enough_of_both(30, 3, least=4) is Enough.FEW_OF_A_KIND
    assert enough_of_both(4, 4, least=4)
    assert not enough_answers(7, least=8)
    assert enough_learners(5)
    assert [bool(word) for word in Enough] == [True] + [False] * (len(Enough) - 1)
