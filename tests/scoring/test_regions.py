"""Making masks small and wide, against the slow and obvious way."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from quizzes.scoring.marking.regions import Mask, Rectangle, covered, dilate, gap, shrink

masks = arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=12))


@given(masks, st.floats(0, 8))
def test_dilating_takes_in_exactly_the_pixels_within_the_radius(mask: Mask, radius: float) -> None:
    own = np.argwhere(mask)
    wide = dilate(mask, radius)
    for place in np.ndindex(mask.shape):
        nearest = min((math.hypot(*(place - pixel)) for pixel in own), default=math.inf)
        if abs(nearest - radius) > 1e-9:
            assert wide[place] == (nearest < radius)


@given(masks, st.integers(1, 12))
def test_shrinking_loses_no_region_and_makes_none_up(mask: Mask, longest: int) -> None:
    small = shrink(mask, longest)
    assert max(small.shape) <= max(longest, 1)
    assert small.any() == mask.any()


def test_shrinking_keeps_the_proportions_and_the_place() -> None:
    mask = np.zeros((3000, 4000), dtype=bool)
    mask[1500, 3999] = True
    small = shrink(mask)
    assert small.shape == (192, 256)
    assert np.argwhere(small).tolist() == [[96, 255]]


def test_a_small_mask_is_not_touched() -> None:
    mask = np.eye(5, dtype=bool)
    assert shrink(mask) is mask


def test_parts_of_pixels_count_as_parts() -> None:
    mask = np.ones((2, 2), dtype=bool)
    assert covered(Rectangle(0.25, 0.25, 0.75, 0.75), mask) == pytest.approx(1)
    assert covered(Rectangle(0, 0, 0.25, 1), mask) == pytest.approx(1)


@given(masks.filter(lambda mask: bool(mask.any())), st.floats(0, 1), st.floats(0, 1))
def test_the_gap_is_the_way_to_the_nearest_pixel_square(mask: Mask, x: float, y: float) -> None:
    height, width = mask.shape
    ways = [
        math.hypot(max(j - x * width, 0, x * width - j - 1), max(i - y * height, 0, y * height - i - 1))
        for i, j in np.argwhere(mask)
    ]
    assert gap(Rectangle(x, y, x, y), mask) == pytest.approx(min(ways) / math.hypot(height, width), abs=1e-12)
