"""A removal takes the thing away, fills the hole, and leaves the rest alone."""

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin
from tests.forgery.pictures import scene

DISC = {"ellipse": [48, 60, 20, 20]}
METHODS = ("patchmatch", "telea", "navier-stokes")


def made(seed: int = 0, picture: Picture | None = None, **params: Any) -> Twin:
    given_picture = scene() if picture is None else picture
    return render(given_picture, Recipe("no-disc", "object-removal", {"remove": [DISC]} | params, seed))


@pytest.mark.parametrize("method", METHODS)
def test_removed_thing_is_gone_and_its_place_looks_like_its_surroundings(method: str) -> None:
    twin = made(method=method)
    # The disc is yellow: red high above blue. Nothing else in the picture is.
    place = twin.twin[45:75, 33:63].astype(int)
    assert (place[..., 0] - place[..., 2]).max() < 60
    assert (twin.original[45:75, 33:63].astype(int)[..., 0] - 60 > place[..., 0]).any()


@pytest.mark.parametrize("method", METHODS)
def test_outside_the_mask_nothing_differs(method: str) -> None:
    twin = made(method=method)
    assert np.array_equal(twin.twin[~twin.mask], twin.original[~twin.mask])
    assert not twin.mask[:, 80:].any()


def test_thing_at_the_edge_of_the_picture_goes_too() -> None:
    picture = scene()
    picture[:20, :20] = (250, 0, 0)
    twin = made(picture=picture, remove=[{"rect": [0, 0, 20, 20]}])
    assert twin.twin[:20, :20, 0].max() < 200


def test_things_become_regions_in_the_order_of_the_recipe() -> None:
    picture = scene()
    picture[80:100, 120:140] = (250, 0, 0)
    twin = made(picture=picture, remove=[{"rect": [120, 80, 140, 100]}, DISC])
    assert [region.box[0] > 100 for region in twin.regions] == [True, False]


def test_filling_takes_nothing_from_what_is_to_be_avoided() -> None:
    picture = scene()
    picture[:, 75:] = (0, 250, 0)
    twin = made(picture=picture, avoid={"rect": [75, 0, 160, 120]}, level=False)
    assert np.array_equal(twin.twin[:, 75:], picture[:, 75:])
    assert twin.twin[40:80, 28:68, 1].max() < 200


def test_same_seed_gives_same_bytes_and_another_seed_another_search() -> None:
    first = made(seed=5)
    assert np.array_equal(first.twin, made(seed=5).twin)
    assert not np.array_equal(first.twin, made(seed=6).twin)


def test_number_of_threads_does_not_change_a_byte() -> None:
    before = cv2.getNumThreads()
    try:
        cv2.setNumThreads(1)
        single = [made(method=method).twin for method in METHODS]
        cv2.setNumThreads(4)
        for method, twin in zip(METHODS, single, strict=True):
            assert np.array_equal(twin, made(method=method).twin)
    finally:
        cv2.setNumThreads(before)


@settings(max_examples=60, deadline=None)
@given(
    size=st.tuples(st.integers(30, 110), st.integers(30, 90)),
    box=st.tuples(st.floats(0, 0.8), st.floats(0, 0.8), st.floats(0, 0.5), st.floats(0, 0.5)),
    method=st.sampled_from(METHODS),
    level=st.booleans(),
    grow=st.sampled_from([0, 1, 3, 9]),
    seed=st.integers(0, 50),
)
def test_any_box_is_filled_or_refused_with_a_sentence(
    size: tuple[int, int],
    box: tuple[float, float, float, float],
    method: str,
    level: bool,
    grow: int,
    seed: int,
) -> None:
    picture = scene(*size)
    left, top = int(box[0] * size[0]), int(box[1] * size[1])
    rect = [left, top, left + 1 + int(box[2] * size[0]), top + 1 + int(box[3] * size[1])]
    params = {"remove": [{"rect": rect}], "method": method, "level": level, "grow": grow}
    recipe = Recipe("any-hole", "object-removal", params, seed)
    try:
        twin = render(picture, recipe)
    except RecipeError as error:
        assert str(error).startswith("Recipe any-hole: `")
        return
    assert np.array_equal(twin.twin[~twin.mask], picture[~twin.mask])
    assert (twin.twin[twin.mask] != picture[twin.mask]).any()
    assert np.array_equal(twin.twin, render(picture, recipe).twin)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"remove": []}, "`remove` must be a list of at least one selection."),
        ({"remove": [{"rect": [1]}]}, "`remove[0].rect` must be 4 numbers, not [1]."),
        ({"remove": [DISC, {"rect": [900, 0, 910, 9]}]}, "`remove[1]` selects nothing in this picture."),
        ({"method": "magic"}, "`method` must be one of patchmatch, telea, navier-stokes, not 'magic'."),
        ({"patch": 8}, "`patch` must be odd, not 8."),
        ({"patch": 7.5}, "`patch` must be a whole number, not 7.5."),
        ({"radius": float("nan")}, "`radius` must be a number, not nan."),
        ({"remove": [{"rect": [0, 0, 160, 100]}]}, "`remove` takes away more than half of the picture."),
        ({"avoid": {"rect": [0, 0, 160, 120]}}, "`avoid` leaves nothing to fill the hole with."),
        ({"metod": "telea"}, "`metod` is not known here; known are"),
    ],
)
def test_wrong_parameter_is_met_by_a_sentence_that_names_it(params: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RecipeError) as caught:
        made(**params)
    assert str(caught.value).startswith(f"Recipe no-disc: {sentence}")


def test_hole_too_large_to_fill_in_reasonable_time_is_refused() -> None:
    with pytest.raises(RecipeError, match="more than 40000: select less"):
        made(picture=scene(400, 300), remove=[{"rect": [50, 20, 280, 220]}])
