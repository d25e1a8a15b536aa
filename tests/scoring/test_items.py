"""Items, forms and groups agree with textbooks, R, numpy and scipy."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring.dif import (
    DifClass,
    Stratum,
    chi_squared,
    common_odds_ratio,
    differs,
    strata,
)
from quizzes.scoring.enough import Enough
from quizzes.scoring.items import Health, against_rest, difficulty, discrimination
from quizzes.scoring.kr20 import reliability
from tests.scoring.lsat6 import ROWS

# Bickel, Hammel & O'Connell 1975, as R's UCBAdmissions: by department men admitted and rejected, women admitted and rejected.
BERKELEY = [
    Stratum(512, 313, 89, 19),
    Stratum(353, 207, 17, 8),
    Stratum(120, 205, 202, 391),
    Stratum(138, 279, 131, 244),
    Stratum(53, 138, 94, 299),
    Stratum(22, 351, 24, 317),
]


def answered(learners: int, items: int, seed: str, mean: float = 0.0, extra: float = 0.0) -> list[list[bool]]:
    """Rasch answers; the middle item is `extra` logits harder."""
    chance, rows = Random(seed), []
    for _ in range(learners):
        ability = chance.gauss(mean, 1)
        hardness = [-1.5 + 3 * n / (items - 1) + extra * (n == items // 2) for n in range(items)]
        rows.append([chance.random() < 1 / (1 + math.exp(h - ability)) for h in hardness])
    return rows


def test_difficulty_says_what_its_whole_interval_says() -> None:
    words = [difficulty(right, 40).health for right in (10, 15, 20, 38, 40)]
    assert words == [Health.BELOW_CHANCE, *[Health.FINE] * 3, Health.TOO_EASY]
    assert difficulty(10, 40, chance=0.25).health is Health.FINE
    assert difficulty(9, 9).health is Health.TOO_FEW
    assert difficulty(0, 0).enough is Enough.NOTHING


@pytest.mark.parametrize(("right", "total", "health"), [(35, 35, Health.TOO_EASY), (34, 34, Health.FINE)])
def test_nine_in_ten_is_too_easy_only_when_it_is_certain(right: int, total: int, health: Health) -> None:
    # Wilson's lower end of n of n is n / (n + 3.8415): 0.9 at n = 34.57.
    assert difficulty(right, total).health is health


def test_the_corrected_point_biserial_agrees_with_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    rows = answered(60, 8, "point-biserial")
    matrix = numpy.array(rows, dtype=float)
    pairs = against_rest([dict(enumerate(row)) for row in rows])
    for item in range(8):
        rest = matrix.sum(axis=1) - matrix[:, item]
        found = discrimination(pairs[item]).correlation
        assert found is not None
        assert found.value == pytest.approx(numpy.corrcoef(matrix[:, item], rest)[0, 1])
        # Fisher's interval, written out: artanh r plus and minus 1.96 / root of 57.
        assert math.atanh(found.high) - math.atanh(found.low) == pytest.approx(2 * 1.959964 / math.sqrt(57))


def test_an_item_keyed_the_wrong_way_round_shows_below_nought() -> None:
    rows = answered(200, 12, "wrong key")
    turned = [{n: right != (n == 5) for n, right in enumerate(row)} for row in rows]
    found = discrimination(against_rest(turned)[5]).correlation
    assert found is not None and found.high < 0


def test_who_answered_few_other_items_says_nothing_about_one() -> None:
    pairs = against_rest([{1: True, 2: False, 3: True}, {1: True, 2: False, 3: True, 4: True}])
    assert pairs == {1: [(True, 2 / 3)], 2: [(False, 1)], 3: [(True, 2 / 3)], 4: [(True, 2 / 3)]}


def test_an_item_that_all_had_right_has_no_correlation() -> None:
    assert discrimination([(True, n / 30) for n in range(30)]).enough is Enough.NO_SPREAD
    assert discrimination([(True, 0.5)] * 3).enough is Enough.FEW_LEARNERS


def test_kr20_of_the_law_school_test_is_the_one_that_r_prints() -> None:
    # R, package ltm: cronbach.alpha(LSAT) is 0.295 for 1,000 people and five items.
    found = reliability(ROWS)
    assert found.kr20 is not None
    assert found.kr20.value == pytest.approx(0.295, abs=5e-4)
    assert found.kr20.low < 0.295 < found.kr20.high


def test_kr20_and_its_interval_agree_with_cronbachs_alpha_and_feldts_in_scipy() -> None:
    numpy, stats = pytest.importorskip("numpy"), pytest.importorskip("scipy.stats")
    rows = answered(30, 10, "kr20")
    covariances = numpy.cov(numpy.array(rows, dtype=float), rowvar=False)
    alpha = 10 / 9 * (1 - covariances.trace() / covariances.sum())
    found = reliability(rows).kr20
    assert found is not None
    assert found.value == pytest.approx(alpha)
    assert 1 - found.low == pytest.approx((1 - alpha) * stats.f.ppf(0.975, 29, 29 * 9))
    assert 1 - found.high == pytest.approx((1 - alpha) * stats.f.ppf(0.025, 29, 29 * 9))


def test_a_form_needs_learners_items_and_differences() -> None:
    assert reliability([]).enough is Enough.NOTHING
    assert reliability(answered(19, 10, "few")).enough is Enough.FEW_LEARNERS
    assert reliability(answered(30, 4, "short")).enough is Enough.FEW_ANSWERS
    assert reliability([[True] * 6] * 25).enough is Enough.NO_SPREAD
    with pytest.raises(ValueError, match="same items"):
        reliability([[True, False], [True]])


def test_mantel_haenszel_has_the_values_that_r_prints_for_berkeley() -> None:
    # R: mantelhaen.test(UCBAdmissions): X-squared = 1.4269, p = 0.2323, 0.9046968 (0.7719074 to 1.0603298).
    ratio = common_odds_ratio(BERKELEY)
    assert ratio is not None
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((0.9046968, 0.7719074, 1.0603298), abs=1e-7)
    assert chi_squared(BERKELEY) == pytest.approx(1.4269, abs=5e-5)
    found = differs(BERKELEY)
    assert found.p == pytest.approx(0.2323, abs=5e-5)
    assert found.letter is DifClass.A
    assert found.delta is not None
    assert found.delta.value == pytest.approx(-2.35 * math.log(0.9046968))


def test_one_table_by_hand() -> None:
    # 40 of 50 against 25 of 50: odds ratio 40 * 25 / (10 * 25) = 4; expected 32.5, variance 50 * 50 * 65 * 35 / (100^2 * 99).
    tables = [Stratum(40, 10, 25, 25)]
    ratio = common_odds_ratio(tables)
    assert ratio is not None and ratio.value == pytest.approx(4)
    assert chi_squared(tables) == pytest.approx(7**2 / 5.744949)


@given(st.lists(st.builds(Stratum, *[st.integers(0, 40)] * 4), min_size=1, max_size=6))
def test_exchanging_the_groups_turns_the_difference_round(tables: list[Stratum]) -> None:
    turned = [Stratum(t.focal_right, t.focal_wrong, t.reference_right, t.reference_wrong) for t in tables]
    here, there = differs(tables), differs(turned)
    assert here.p == pytest.approx(there.p)
    assert here.enough is there.enough
    if here.delta and there.delta:
        assert here.delta.value == pytest.approx(-there.delta.value)
        assert here.delta.low == pytest.approx(-there.delta.high)


def test_an_item_harder_for_one_group_is_found_and_others_are_not() -> None:
    rows = [(row, False) for row in answered(600, 12, "reference")]
    rows += [(row, True) for row in answered(400, 12, "focal", mean=-0.5, extra=1.0)]
    letters = [
        differs(strata((sum(row), focal, row[item]) for row, focal in rows)).letter for item in range(12)
    ]
    assert letters.pop(6) is DifClass.C
    assert DifClass.C not in letters


def test_small_groups_get_a_figure_without_a_letter_or_none_at_all() -> None:
    def found(number: int) -> object:
        rows = [(row, bool(n % 2)) for n, row in enumerate(answered(number, 6, "small"))]
        dif = differs(strata((sum(row), focal, row[2]) for row, focal in rows))
        return (dif.enough, dif.delta is None, dif.letter)

    assert found(60) == (Enough.FEW_LEARNERS, True, None)
    assert found(300) == (Enough.ENOUGH, False, None)
    assert differs([]).enough is Enough.NOTHING
    assert differs([Stratum(100, 0, 100, 0)]).enough is Enough.NO_SPREAD
