"""Selections written as data become the masks they describe."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.recipe import ParamError
from quizzes.forgery.selection import select
from tests.forgery.pictures import scene

PICTURE = scene()


def test_rectangle_holds_exactly_its_pixels() -> None:
    mask = select(PICTURE, {"rect": [10, 20, 30, 25]})
    assert mask.sum() == 20 * 5
    assert mask[20:25, 10:30].all()


def test_ellipse_has_the_area_of_an_ellipse() -> None:
    mask = select(PICTURE, {"ellipse": [80, 60, 30, 20]})
    assert mask.sum() == pytest.approx(np.pi * 30 * 20, rel=0.01)


def test_turned_ellipse_lies_along_the_other_axis() -> None:
    flat = select(PICTURE, {"ellipse": [80, 60, 30, 10]})
    upright = select(PICTURE, {"ellipse": [80, 60, 30, 10, 90]})
    assert flat[60, 105] > 0.9 > 0.1 > upright[60, 105]
    assert upright[85, 80] > 0.9 > 0.1 > flat[85, 80]


def test_polygon_is_soft_only_at_its_edge() -> None:
    mask = select(PICTURE, {"polygon": [[20, 20], [100, 30], [60, 90]]})
    assert mask[45, 60] == 1
    assert mask[100, 20] == 0


def test_list_is_a_union_and_minus_takes_away() -> None:
    union = select(PICTURE, [{"rect": [0, 0, 10, 10]}, {"rect": [5, 0, 20, 10]}])
    assert union.sum() == 200
    less = select(PICTURE, {"rect": [0, 0, 10, 10], "minus": {"rect": [0, 0, 10, 4]}})
    assert less.sum() == 60


def test_colour_range_finds_the_yellow_disc_and_hue_wraps_through_red() -> None:
    disc = select(PICTURE, {"hsv": {"low": [20, 100, 180], "high": [35, 255, 255]}})
    assert disc[60, 48] == 1
    assert disc[60, 120] == 0
    red = np.zeros_like(PICTURE)
    red[..., 0] = 200
    assert select(red, {"hsv": {"low": [170, 100, 100], "high": [10, 255, 255]}}).all()


def test_colour_range_stays_inside() -> None:
    inside = {"rect": [0, 0, 48, 120]}
    half = select(PICTURE, {"hsv": {"low": [20, 100, 180], "high": [35, 255, 255], "inside": inside}})
    assert half[:, 48:].sum() == 0
    assert half.sum() > 0


def test_grabcut_finds_the_disc_and_repeats_itself() -> None:
    cut = {"grabcut": {"rect": [20, 30, 80, 90], "fg": [[[42, 54], [54, 54], [54, 66], [42, 66]]]}}
    first = select(PICTURE, cut)
    disc = select(PICTURE, {"ellipse": [48, 60, 18, 18]}) > 0.5
    overlap = ((first > 0.5) & disc).sum() / ((first > 0.5) | disc).sum()
    assert overlap > 0.9
    select(PICTURE, {"grabcut": {"rect": [20, 20, 90, 100]}})
    assert np.array_equal(first, select(PICTURE, cut))


@settings(max_examples=40, deadline=None)
@given(
    x=st.integers(-20, 140),
    y=st.integers(-20, 100),
    width=st.integers(1, 80),
    height=st.integers(1, 80),
    feather=st.floats(0, 12),
    grow=st.integers(-3, 8),
)
def test_any_box_gives_a_mask_between_0_and_1_or_a_sentence(
    x: int, y: int, width: int, height: int, feather: float, grow: int
) -> None:
    selection = {"rect": [x, y, x + width, y + height], "feather": feather, "grow": grow}
    try:
        mask = select(PICTURE, selection, "from")
    except ParamError as error:
        assert str(error) == "`from` selects nothing in this picture"
        return
    assert mask.shape == PICTURE.shape[:2]
    assert mask.dtype == np.float32
    assert mask.min() >= 0
    assert mask.max() <= 1.0001


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        ({"polygon": [[1, 1], [2, 2]]}, "`from.polygon` must be at least three points"),
        ({"polygon": [[1, 1], [2, 2], [3]]}, "`from.polygon[2]` must be 2 numbers, not [3]"),
        ({"rect": [5, 5, 1, 1]}, "`from.rect` must be [x0, y0, x1, y1]"),
        ({"ellipse": [5, 5, 0, 3]}, "`from.ellipse` must have radii above 0"),
        ({"rect": [0, 0, 5, 5], "fether": 3}, "`from.fether` is not known here"),
        ({"rect": [0, 0, 5, 5], "minus": {"rect": [1]}}, "`from.minus.rect` must be 4 numbers"),
        ({"rect": [0, 0, 5, 5], "feather": "wide"}, "`from.feather` must be a number, not 'wide'"),
        ([{"rect": [0, 0, 5, 5]}, {"blob": 1}], "`from[1]` must have exactly one shape"),
        ([], "`from` is an empty list"),
        ("everything", "`from` must be a table"),
        ({"grabcut": {"rect": [0, 0, 160, 120]}}, "`from.grabcut.rect` must leave some background"),
        ({"grabcut": {"rect": [5, 5, 50, 50], "fg": [[[1, 1]]]}}, "`from.grabcut.fg[0]` must be at least"),
        ({"grabcut": {"rect": [5, 5, 50, 50], "fg": 3}}, "`from.grabcut.fg` must be a list"),
        ({"hsv": {"low": [0, 0, 0]}}, "`from.hsv.high` is missing"),
    ],
)
def test_wrong_selection_is_met_by_a_sentence_that_names_the_place(selection: Any, sentence: str) -> None:
    with pytest.raises(ParamError) as caught:
        select(PICTURE, selection, "from")
    assert str(caught.value).startswith(sentence)
