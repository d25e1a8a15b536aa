"""The truth is what really changed, and nothing else changed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.picture import as_picture, blend, box_of, soften
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.selection import select
from quizzes.forgery.truth import VISIBLE, regions_of, settle
from quizzes.forgery.twin import Region, Twin
from tests.forgery.pictures import scene


def test_invisible_change_is_undone_and_visible_change_is_counted() -> None:
    original = scene()
    edited = original.copy()
    edited[10:30, 10:40] = 255 - edited[10:30, 10:40]
    edited[60:100, 60:100] += VISIBLE
    twin = settle(original, edited)
    assert np.array_equal(twin.twin[60:100, 60:100], original[60:100, 60:100])
    assert [region.box for region in twin.regions] == [(10, 10, 40, 30)]


def test_lone_pixel_equal_by_chance_still_belongs_to_the_changed_place() -> None:
    original = scene()
    edited = original.copy()
    edited[10:30, 10:40] = 250
    edited[20, 20] = original[20, 20]
    assert settle(original, edited).mask[20, 20]


def test_named_places_come_first_and_in_order() -> None:
    original = scene()
    edited = original.copy()
    edited[10:20, 10:20] = 250
    edited[10:40, 60:100] = 250
    edited[80:110, 100:150] = 250
    small = select(original, {"rect": [8, 8, 22, 22]})
    large = select(original, {"rect": [58, 8, 102, 42]})
    twin = settle(original, edited, [small, large])
    assert [region.box for region in twin.regions] == [
        (10, 10, 20, 20),
        (60, 10, 100, 40),
        (100, 80, 150, 110),
    ]
    assert twin.regions[0] == Region((10, 10, 20, 20), 100)


def test_place_that_falls_apart_stays_one_region() -> None:
    mask = np.zeros((50, 50), np.bool_)
    mask[5:10, 5:10] = mask[5:10, 20:25] = True
    place = np.ones((50, 50), np.float32)
    assert regions_of(mask, [place]) == (Region((5, 5, 25, 10), 50),)
    assert len(regions_of(mask)) == 2


def test_edit_that_changes_nothing_is_refused() -> None:
    with pytest.raises(ParamError, match="change nothing that can be seen"):
        settle(scene(), scene())


def test_halves_of_different_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="must keep the picture's shape"):
        settle(scene(60, 40), scene(60, 41))
    with pytest.raises(ValueError, match="one shape"):
        Twin(scene(60, 40), scene(60, 40), np.zeros((2, 2), np.bool_), ())


@settings(max_examples=40, deadline=None)
@given(
    size=st.tuples(st.integers(8, 90), st.integers(8, 90)),
    seed=st.integers(0, 999),
    share=st.floats(0.01, 1),
    radius=st.floats(0, 6),
)
def test_outside_the_mask_halves_are_equal_to_the_byte(
    size: tuple[int, int], seed: int, share: float, radius: float
) -> None:
    original = scene(*size, seed)
    rng = np.random.default_rng(seed)
    alpha = soften((rng.random(original.shape[:2]) < share).astype(np.float32), radius)
    edited = blend(original, as_picture(255 - original), alpha)
    try:
        twin = settle(original, edited)
    except ParamError:
        assert np.abs(edited.astype(int) - original).max() <= VISIBLE or not edited.size > 1000
        return
    assert np.array_equal(twin.twin[~twin.mask], original[~twin.mask])
    apart = np.abs(twin.twin.astype(int) - original).max(axis=2)
    assert apart[twin.mask].max() > VISIBLE
    assert sum(region.area for region in twin.regions) == twin.mask.sum()
    window = box_of(twin.mask)
    assert not np.delete(twin.mask, np.r_[window[0]], axis=0).any()
