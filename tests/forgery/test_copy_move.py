"""A copy-move pastes a part of the picture once more, and leaves the rest alone."""

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin
from tests.forgery.pictures import scene

DISC = {"ellipse": [48, 60, 24, 24]}


def made(*copies: dict[str, Any], seed: int = 0) -> Twin:
    return render(scene(), Recipe("two-discs", "copy-move", {"copies": list(copies)}, seed))


def test_plain_copy_is_exact_in_its_middle() -> None:
    twin = made({"from": DISC, "move": [70, 5]})
    assert np.array_equal(twin.twin[55:75, 110:126], twin.original[50:70, 40:56])


def test_mirrored_copy_is_exact_and_mirrored() -> None:
    twin = made({"from": DISC, "move": [70, 0], "flip": True, "feather": 1})
    assert np.array_equal(twin.twin[50:70, 108:128], twin.original[50:70, 39:59][:, ::-1])


def test_smaller_copy_is_smaller_and_turned_copy_is_turned() -> None:
    whole = made({"from": DISC, "move": [70, 0]})
    half = made({"from": DISC, "move": [70, 0], "scale": 0.5})
    assert half.regions[0].area == pytest.approx(whole.regions[0].area / 4, rel=0.3)
    bar = {"rect": [28, 54, 68, 66]}
    x0, y0, x1, y1 = made({"from": bar, "move": [70, 0], "turn": 90, "feather": 1}).regions[0].box
    assert y1 - y0 > 2 * (x1 - x0)


def test_region_is_where_the_copy_went_and_regions_keep_the_order() -> None:
    twin = made({"from": DISC, "move": [70, 30]}, {"from": DISC, "move": [70, -30]})
    assert len(twin.regions) == 2
    assert twin.regions[0].box[1] > twin.regions[1].box[1]


def test_copy_takes_over_the_light_of_its_new_place() -> None:
    place = (slice(58, 62), slice(116, 120))
    plain = made({"from": DISC, "move": [70, 0]}).twin[place].astype(float).mean(axis=(0, 1))
    matched = made({"from": DISC, "move": [70, 0], "match_light": 1}).twin[place].mean(axis=(0, 1))
    brighter = made({"from": DISC, "move": [70, 0], "brightness": -40}).twin[place].mean(axis=(0, 1))
    red_difference = 70 * 100 / 160
    assert min(255, plain[0] + red_difference) == pytest.approx(matched[0], abs=6)
    assert brighter == pytest.approx(plain - 40, abs=2)


def test_gradient_copy_into_its_own_place_changes_nothing() -> None:
    with pytest.raises(RecipeError, match=r"changes? nothing that can be seen"):
        made({"from": DISC, "move": [0, 0], "mode": "gradient"})


def test_gradient_copy_takes_the_colour_of_its_surroundings() -> None:
    wide = {"rect": [10, 20, 90, 100]}
    feathered = made({"from": wide, "move": [60, 0], "feather": 1})
    fitted = made({"from": wide, "move": [60, 0], "feather": 1, "mode": "gradient"})
    rim = (slice(40, 80), slice(76, 80))
    away = np.abs(feathered.twin[rim].astype(int) - feathered.original[rim]).mean()
    assert np.abs(fitted.twin[rim].astype(int) - fitted.original[rim]).mean() < away / 2


def test_copy_goes_behind_what_stands_in_front() -> None:
    twin = made({"from": DISC, "move": [70, 0], "behind": {"rect": [118, 0, 160, 120]}})
    assert not twin.mask[:, 120:].any()
    assert twin.mask[60, 110]


def test_given_picture_and_recipe_stay_as_they_were() -> None:
    original, params = scene(), {"copies": [{"from": DISC, "move": [70, 0], "mode": "gradient"}]}
    render(original, Recipe("two-discs", "copy-move", params))
    assert np.array_equal(original, scene())
    assert params == {"copies": [{"from": DISC, "move": [70, 0], "mode": "gradient"}]}


def test_number_of_threads_does_not_change_a_byte() -> None:
    copy = {"from": {**DISC, "feather": 2}, "move": [60, 7], "scale": 0.7, "turn": 12, "match_light": 1}
    before = cv2.getNumThreads()
    try:
        cv2.setNumThreads(1)
        single = made(copy, {**copy, "move": [60, -20], "mode": "gradient"})
        cv2.setNumThreads(4)
        assert np.array_equal(single.twin, made(copy, {**copy, "move": [60, -20], "mode": "gradient"}).twin)
    finally:
        cv2.setNumThreads(before)


@settings(max_examples=60, deadline=None)
@given(
    size=st.tuples(st.integers(40, 130), st.integers(40, 110)),
    centre=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    radius=st.floats(1, 25),
    move=st.tuples(st.integers(-80, 80), st.integers(-80, 80)),
    scale=st.sampled_from([1, 0.5, 0.8, 1.7]),
    mode=st.sampled_from(["feather", "gradient"]),
    flip=st.booleans(),
)
def test_outside_the_mask_nothing_differs_and_same_recipe_gives_same_bytes(
    size: tuple[int, int],
    centre: tuple[float, float],
    radius: float,
    move: tuple[int, int],
    scale: float,
    mode: str,
    flip: bool,
) -> None:
    picture = scene(*size)
    ellipse = [centre[0] * size[0], centre[1] * size[1], radius, radius]
    copy = {"from": {"ellipse": ellipse}, "move": list(move), "scale": scale, "mode": mode, "flip": flip}
    recipe = Recipe("any-copy", "copy-move", {"copies": [copy]}, seed=3)
    try:
        twin = render(picture, recipe)
    except RecipeError as error:
        assert str(error).startswith("Recipe any-copy: `")
        return
    assert np.array_equal(twin.twin[~twin.mask], picture[~twin.mask])
    assert (twin.twin[twin.mask] != picture[twin.mask]).any()
    again = render(picture, recipe)
    assert np.array_equal(twin.twin, again.twin)
    assert twin.regions == again.regions


@pytest.mark.parametrize(
    ("copy", "sentence"),
    [
        ({"from": DISC}, "`copies[0].move` is missing."),
        ({"from": DISC, "move": [1]}, "`copies[0].move` must be 2 numbers, not [1]."),
        (
            {"from": DISC, "move": [70, 0], "scale": 9},
            "`copies[0].scale` must lie between 0.1 and 4, not be 9.",
        ),
        ({"from": DISC, "move": [70, 0], "scale": "big"}, "`copies[0].scale` must be a number, not 'big'."),
        ({"from": DISC, "move": [70, 0], "flip": 1}, "`copies[0].flip` must be true or false, not 1."),
        (
            {"from": DISC, "move": [70, 0], "mode": "x"},
            "`copies[0].mode` must be one of feather, gradient, not",
        ),
        ({"from": DISC, "move": [70, 0], "shift": 1}, "`copies[0].shift` is not known here; known are"),
        ({"from": DISC, "move": [900, 0]}, "`copies[0].move` puts the copy outside the picture."),
        ({"from": DISC, "move": [70, 0], "feather": 30}, "`copies[0].feather` is wider than what is copied."),
        ({"from": {"rect": [900, 0, 910, 9]}, "move": [1, 1]}, "`copies[0].from` selects nothing"),
    ],
)
def test_wrong_parameter_is_met_by_a_sentence_that_names_it(copy: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RecipeError) as caught:
        made(copy)
    assert str(caught.value).startswith(f"Recipe two-discs: {sentence}")
