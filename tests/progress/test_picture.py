"""The drawings stand where their numbers say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.progress.picture import LEANING, LEFT, SIDE, TELLING, TOP, class_picture, interval_row
from quizzes.scoring.discernment import Counts, Estimate


def test_who_is_always_right_stands_top_left_and_who_is_always_wrong_bottom_right() -> None:
    right = class_picture([Counts(hits=6, correct_rejections=6)], None).dots[0]
    assert (float(right.x), float(right.y)) == (LEFT, TOP)
    wrong = class_picture([Counts(misses=6, false_alarms=6)], None).dots[0]
    assert (float(wrong.x), float(wrong.y)) == (LEFT + SIDE, TOP + SIDE)


def test_pupils_on_one_spot_make_one_dot_whose_area_counts_them() -> None:
    one = class_picture([Counts(hits=3, misses=3, correct_rejections=6)], None).dots[0]
    four = class_picture([Counts(hits=3, misses=3, correct_rejections=6)] * 4, None).dots
    assert len(four) == 1
    assert four[0].number == 4
    assert float(four[0].radius) == pytest.approx(2 * float(one.radius), abs=0.1)


def test_nobody_is_drawn_who_saw_only_one_kind() -> None:
    assert class_picture([Counts(hits=3, misses=1), Counts(checked=4)], None).dots == []


def test_without_a_mean_there_is_no_curve() -> None:
    picture = class_picture([], None)
    assert (picture.curve, picture.band) == ("", "")


def test_the_curve_of_guessing_is_the_diagonal() -> None:
    curve = class_picture([], Estimate(0, -0.5, 0.5)).curve
    points = [tuple(map(float, point.strip("ML").split(","))) for point in curve.split(" ")]
    assert all(abs((x - LEFT) + (y - TOP) - SIDE) < 0.2 for x, y in points)


@given(st.floats(-8, 8), st.floats(0, 6))
def test_every_stretch_is_drawn_on_its_scale_and_in_order(value: float, reach: float) -> None:
    for scale in (TELLING, LEANING):
        row = interval_row(Estimate(value, value - reach, value + reach), scale)
        assert 0 <= float(row.low) <= float(row.value) <= float(row.high) <= 220
        assert row.goes_on_above == (value + reach > scale.high)
        assert row.goes_on_below == (value - reach < scale.low)
