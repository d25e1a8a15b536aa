"""Claims about swapped faces: points meet, the light is the original's, and nothing outside the face changes."""

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.face_swap import FaceSwap, in_light_of, warp_onto
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin

PLACES = [(30, 34), (66, 34), (48, 48), (36, 64), (60, 64), (48, 74), (22, 50), (74, 50), (48, 24)]
POINTS: list[list[float]] = [[x, y, x * 1.2 + 8, y * 1.2 - 4] for x, y in PLACES]
PARAMS: dict[str, Any] = {
    "source": "other",
    "points": POINTS,
    "where": {"ellipse": [48, 48, 28, 32]},
    "shrink": 3,
    "feather": 3,
    "light": 12,
}


def portrait(light: float, seed: int, size: int = 96, *, features: bool = True) -> Picture:
    """A made face: skin with its own texture, two eyes and a mouth, lit from one side."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[:size, :size]
    skin = np.full((size, size, 3), (150.0, 105.0, 80.0)) + (columns[..., np.newaxis] - size / 2) * light
    skin += cv2.GaussianBlur(rng.normal(0, 12, (size, size)), (0, 0), 1)[..., np.newaxis]
    for x, y in ((0.31, 0.35), (0.69, 0.35), (0.5, 0.7)) if features else ():
        skin[np.hypot(columns - x * size, rows - y * size) < size * 0.07] = (40, 25, 20)
    made: Picture = np.clip(skin, 0, 255).astype(np.uint8)
    return made


ORIGINAL, OTHER = portrait(0.5, 1), portrait(-0.4, 2, 130)


def made(params: dict[str, Any]) -> Twin:
    return render(ORIGINAL, Recipe("test", "face-swap", params), {"other": OTHER})


@given(
    light=st.floats(3, 40),
    feather=st.floats(0, 6),
    shift=st.tuples(st.floats(-4, 4), st.floats(-4, 4)),
)
@settings(max_examples=15, deadline=None)
def test_outside_the_mask_nothing_differs_and_inside_something_does(
    light: float, feather: float, shift: tuple[float, float]
) -> None:
    points = [[x, y, from_x + shift[0], from_y + shift[1]] for x, y, from_x, from_y in POINTS]
    twin = made(PARAMS | {"light": light, "feather": feather, "points": points})
    assert np.array_equal(twin.original, ORIGINAL)
    assert np.array_equal(twin.twin[~twin.mask], ORIGINAL[~twin.mask])
    assert (twin.twin[twin.mask] != ORIGINAL[twin.mask]).any()
    assert twin.regions and not twin.mask[:8].any()


def test_same_recipe_gives_the_same_bytes() -> None:
    assert np.array_equal(made(PARAMS).twin, made(PARAMS).twin)


def test_each_point_of_the_source_lands_on_its_place() -> None:
    wish = FaceSwap.parse(PARAMS | {"stiffness": 0})
    for x, y, from_x, from_y in POINTS:
        marked = np.zeros((130, 130, 3), np.uint8)
        cv2.circle(marked, (round(from_x), round(from_y)), 4, (255, 255, 255), -1)
        drawn = warp_onto(wish, marked, (10, 6), (86, 80))[..., 0].astype(float)
        rows, columns = np.mgrid[: drawn.shape[0], : drawn.shape[1]]
        middle = ((drawn * columns).sum() / drawn.sum() + 10, (drawn * rows).sum() / drawn.sum() + 6)
        assert middle == pytest.approx((x, y), abs=1)


def test_large_light_is_that_of_the_original_and_fine_detail_that_of_the_source() -> None:
    under, face = portrait(0.5, 1, features=False), portrait(-0.4, 2, features=False)
    lit = in_light_of(face, under, 12)
    inner = np.s_[20:-20, 20:-20, 1]
    large = [cv2.GaussianBlur(each, (0, 0), 16).astype(float)[inner] for each in (lit, under, face)]
    assert np.abs(large[0] - large[1]).mean() < 0.4 * np.abs(large[2] - large[1]).mean()
    fine = [
        (each.astype(float) - cv2.GaussianBlur(each.astype(float), (0, 0), 2))[inner].ravel()
        for each in (lit, under, face)
    ]
    assert np.corrcoef(fine[0], fine[2])[0, 1] > 0.9
    assert abs(np.corrcoef(fine[0], fine[1])[0, 1]) < 0.2


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"source": "nobody"}, "source"),
        ({"points": POINTS[:5]}, "points"),
        ({"points": [*POINTS, POINTS[0]]}, "points"),
        ({"points": [[x, x, x, x] for x in range(9)]}, "points"),
        ({"points": [*POINTS, [1, 2, 3]]}, "points"),
        ({"shrink": 60}, "shrink"),
        ({"light": 0}, "light"),
        ({"glow": 3}, "glow"),
    ],
)
def test_wrong_parameter_is_named_in_a_sentence(change: dict[str, Any], name: str) -> None:
    with pytest.raises(RecipeError, match=f"`{name}"):
        made(PARAMS | change)
