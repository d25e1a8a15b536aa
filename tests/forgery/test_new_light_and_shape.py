"""Claims about mirror, relight, face-morph, fake-screenshot and chart-distortion."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.drawn.draw import draw
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.truth import VISIBLE
from tests.forgery.pictures import scene
from tests.forgery.test_drawn import CHART, SCREEN

DUSK = {"from": [0, 0], "to": [0, 119], "first": [0.2, 0.2, 0.4], "last": [0.5, 0.4, 0.4]}
SMILE = {"where": {"ellipse": [80, 60, 30, 20], "feather": 4}, "reach": 12, "moves": [[80, 60, 0, 4]]}
COVER = {"box": [65, 22, 125, 44], "write": {"text": "14:45", "at": [70, 40], "ink": [255, 255, 255]}}
PARAMS: dict[str, dict[str, Any]] = {
    "mirror": {},
    "relight": {"lights": [DUSK]},
    "face-morph": {"features": [SMILE]},
    "fake-screenshot": {"covers": [COVER]},
    "chart-distortion": {"chart": CHART, "distort": {"axis": [8, 20], "tick": 2}},
}


def _original(technique: str) -> Any:
    if technique == "chart-distortion":
        return draw("chart", CHART)
    return draw("screen", SCREEN) if technique == "fake-screenshot" else scene()


@pytest.mark.parametrize("technique", PARAMS)
def test_nothing_differs_outside_the_mask_and_something_does_inside(technique: str) -> None:
    original = _original(technique)
    twin = render(original, Recipe("a", technique, PARAMS[technique]))
    assert np.array_equal(twin.original, original)
    assert np.array_equal(twin.twin[~twin.mask], original[~twin.mask])
    assert (twin.twin[twin.mask] != original[twin.mask]).any()
    assert len(twin.regions) == 1
    again = render(original, Recipe("a", technique, PARAMS[technique]))
    assert np.array_equal(again.twin, twin.twin), "same seed, same bytes"


def test_a_mirrored_picture_is_mirrored_back_by_mirroring_it() -> None:
    once = render(scene(), Recipe("a", "mirror"))
    assert once.mask.all(), "the truth is the whole picture"
    assert np.array_equal(render(once.twin, Recipe("a", "mirror")).twin, scene())


def test_a_picture_that_is_its_own_mirror_image_is_refused() -> None:
    with pytest.raises(RecipeError, match="own mirror image"):
        render(np.full((80, 80, 3), 9, np.uint8), Recipe("a", "mirror"))


@given(st.floats(0.05, 0.8))
@settings(max_examples=15, deadline=None)
def test_less_light_makes_no_pixel_brighter(gain: float) -> None:
    light = {**DUSK, "first": [gain] * 3, "last": [gain] * 3}
    twin = render(scene(), Recipe("a", "relight", {"lights": [light]}))
    assert (twin.twin.astype(int) <= twin.original.astype(int) + 1).all()


def test_light_from_one_side_reaches_that_side() -> None:
    light = {"from": [0, 0], "to": [159, 0], "first": [0.1] * 3, "last": [1.0] * 3}
    twin = render(np.full((120, 160, 3), 120, np.uint8), Recipe("a", "relight", {"lights": [light]}))
    across = twin.twin[60, :, 0].astype(int)
    assert (np.diff(across) >= 0).all() and across[0] < 60 and across[-1] == 120


@given(st.integers(-6, 6), st.integers(-5, 5).filter(bool))
@settings(max_examples=15, deadline=None)
def test_a_point_of_a_face_ends_where_the_recipe_puts_it(dx: int, dy: int) -> None:
    face = scene()
    face[58:63, 78:83] = (0, 0, 0)
    wide = {"where": {"rect": [0, 0, 160, 120]}, "reach": 30, "moves": [[80, 60, dx, dy]]}
    twin = render(face, Recipe("a", "face-morph", {"features": [wide]}))
    assert twin.twin[60 + dy, 80 + dx].max() < 40
    assert np.array_equal(twin.twin[:4, :4], face[:4, :4])


def test_a_covered_place_keeps_the_paper_around_its_new_writing() -> None:
    original = draw("screen", SCREEN)
    blank = {"covers": [{"box": COVER["box"]}]}
    twin = render(original, Recipe("a", "fake-screenshot", blank)).twin
    # What differs by less than can be seen stays as it was; see `truth.VISIBLE`.
    assert (np.abs(twin[22:44, 65:125].astype(int) - (10, 20, 30)) <= VISIBLE).all()


def test_writing_the_same_again_is_refused_because_nothing_changes() -> None:
    same = {"text": "14:05", "at": [70, 40], "size": 20, "ink": [255, 255, 255]}
    with pytest.raises(RecipeError, match="nothing that can be seen"):
        render(
            draw("screen", SCREEN),
            Recipe("a", "fake-screenshot", {"covers": [{"box": COVER["box"], "write": same}]}),
        )


def test_a_chart_is_distorted_only_when_it_is_the_one_in_the_original() -> None:
    other = {"chart": {**CHART, "values": [10, 19]}, "distort": {"axis": [8, 20]}}
    with pytest.raises(RecipeError, match="`chart` is not what the original was drawn from"):
        render(draw("chart", CHART), Recipe("a", "chart-distortion", other))


@pytest.mark.parametrize("distort", [{}, {"values": [1, 2]}, {"title": "Park"}])
def test_the_numbers_of_a_chart_are_never_changed(distort: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match="`distort` must hold"):
        render(draw("chart", CHART), Recipe("a", "chart-distortion", {"chart": CHART, "distort": distort}))


@pytest.mark.parametrize(
    ("technique", "params", "named"),
    [
        ("relight", {"lights": [{**DUSK, "to": [0, 0]}]}, "`lights[0].to`"),
        ("relight", {"lights": [{**DUSK, "first": [0, 1, 1]}]}, "`lights[0].first`"),
        ("face-morph", {"features": [{**SMILE, "moves": [[80, 60, 0, 0]]}]}, "`features[0].moves`"),
        ("face-morph", {"features": [{**SMILE, "moves": [[8, 6, 1, 0]] * 2}]}, "`features[0].moves`"),
        ("fake-screenshot", {"covers": [{**COVER, "box": [900, 0, 950, 9]}]}, "`covers[0].box`"),
        ("fake-screenshot", {"covers": [{**COVER, "write": "14"}]}, "`covers[0].write`"),
        ("chart-distortion", {"chart": CHART, "distort": {"axis": [9, 1]}}, "`distort.axis`"),
    ],
)
def test_wrong_parameters_are_named(technique: str, params: dict[str, Any], named: str) -> None:
    with pytest.raises(RecipeError) as caught:
        render(_original(technique), Recipe("odd", technique, params))
    assert str(caught.value).startswith(f"Recipe odd: {named}")
