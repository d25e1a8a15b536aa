"""Text editing takes letters out, moves them and writes new ones, and leaves the paper around them alone."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin

BAR = {"rect": [38, 26, 48, 54]}
CORNERS = [[90, 30], [150, 30], [150, 55], [90, 55]]


def page(light_ink: bool = False) -> Picture:
    """Paper that is dim on the left and bright on the right, with a thick I at 40-45 and a dash at 70-84."""
    paper = np.linspace(120, 230, 170)[np.newaxis, :, np.newaxis] * np.ones((80, 170, 3))
    share = np.ones((80, 170, 1))
    share[28:52, 40:46] = 0.2
    share[38:42, 70:84] = 0.2
    lit = 255 - (255 - (255 - paper)) * share if light_ink else paper * share
    grain = np.random.default_rng(7).normal(0, 1.5, (80, 170, 1))
    return np.clip(np.rint(lit + grain), 0, 255).astype(np.uint8)


def made(seed: int = 0, picture: Picture | None = None, **params: Any) -> Twin:
    original = page() if picture is None else picture
    return render(original, Recipe("word", "text-edit", params, seed))


def test_erased_letter_becomes_paper() -> None:
    twin = made(erase=[{"where": BAR, "ink": "dark", "spread": 2}])
    around = twin.original[40, [30, 56]].mean()
    assert twin.twin[30:50, 40:46].mean() == pytest.approx(around, abs=4)
    assert not twin.mask[:, 60:].any()


def test_erasing_leaves_the_neighbours_ink_as_it_was() -> None:
    twin = made(erase=[{"where": {"rect": [36, 20, 78, 60]}, "ink": "dark"}])
    assert np.array_equal(twin.twin[:, 82:], twin.original[:, 82:])


def test_copied_letter_takes_the_same_share_of_the_light_of_brighter_paper() -> None:
    twin = made(copies=[{"glyph": BAR, "ink": "dark", "to": [130, 40]}])
    paper = twin.original[40, 120].mean()
    assert twin.twin[40, 130].mean() / paper == pytest.approx(0.2, abs=0.08)
    assert twin.twin[40, 43].mean() == twin.original[40, 43].mean()


def test_light_ink_is_copied_as_light() -> None:
    twin = made(picture=page(light_ink=True), copies=[{"glyph": BAR, "ink": "light", "to": [20, 40]}])
    assert twin.twin[40, 20].mean() > twin.original[40, 20].mean() + 40


def test_letter_comes_from_the_original_even_when_it_is_erased_there() -> None:
    twin = made(
        erase=[{"where": BAR, "ink": "dark", "spread": 2}],
        copies=[{"glyph": BAR, "ink": "dark", "to": [110, 40]}],
    )
    assert twin.twin[40, 110].mean() < 80
    assert twin.twin[40, 43].mean() > 100
    assert len(twin.regions) == 1


def test_scale_and_turn_change_the_copied_letter() -> None:
    dash = {"rect": [68, 35, 86, 45]}
    lying = made(copies=[{"glyph": dash, "ink": "dark", "to": [120, 40]}]).regions[0].box
    standing = made(copies=[{"glyph": dash, "ink": "dark", "to": [120, 40], "turn": 90}]).regions[0].box
    wide = made(copies=[{"glyph": dash, "ink": "dark", "to": [120, 40], "scale": [2, 1]}]).regions[0].box
    assert lying[2] - lying[0] > lying[3] - lying[1]
    assert standing[3] - standing[1] > standing[2] - standing[0]
    assert wide[2] - wide[0] > (lying[2] - lying[0]) * 1.6


def test_written_text_stays_within_its_corners() -> None:
    twin = made(writes=[{"text": "42", "corners": CORNERS, "colour": [20, 20, 30], "blur": 0.5}])
    x0, y0, x1, y1 = twin.regions[0].box
    assert (x0, y0) >= (86, 26)
    assert x1 <= 154
    assert y1 <= 59
    assert twin.twin[30:55, 90:150].min() < 60


def test_paint_keeps_the_light_that_falls_on_it() -> None:
    def spread(keep: float) -> float:
        corners = [[10, 10], [165, 10], [165, 70], [10, 70]]
        write = {"text": "—", "corners": corners, "colour": [90, 90, 90], "keep": keep, "grain": 0}
        row = made(writes=[write]).twin[40, 15:160].mean(axis=1)
        return float(row[-10:].mean() - row[:10].mean())

    assert abs(spread(0.0)) < 3
    assert spread(1.0) > 20


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 4),
    to=st.tuples(st.floats(-10, 180), st.floats(-10, 90)),
    scale=st.sampled_from([0.6, 1, 1.7]),
    lean=st.sampled_from([-20, 0, 20]),
    text=st.sampled_from(["7", "OK", "Straße", " x "]),
    erased=st.booleans(),
)
def test_outside_the_mask_nothing_differs_and_same_recipe_gives_same_bytes(
    seed: int, to: tuple[float, float], scale: float, lean: float, text: str, erased: bool
) -> None:
    params: dict[str, Any] = {
        "copies": [{"glyph": BAR, "ink": "dark", "to": list(to), "scale": [scale, scale], "lean": lean}],
        "writes": [{"text": text, "corners": CORNERS, "colour": [30, 20, 20], "keep": 0.5}],
    }
    if erased:
        params["erase"] = [{"where": BAR, "ink": "dark"}]
    twin = made(seed, **params)
    assert np.array_equal(twin.twin[~twin.mask], twin.original[~twin.mask])
    assert (twin.twin[twin.mask] != twin.original[twin.mask]).any()
    assert np.array_equal(twin.twin, made(seed, **params).twin)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({}, "`params` must have at least one of erase, copies and writes."),
        ({"copies": []}, "`copies` must be a list of at least one table."),
        (
            {"erase": [{"where": BAR, "ink": "blue"}]},
            "`erase[0].ink` must be one of dark, light, all, not 'blue'.",
        ),
        ({"copies": [{"glyph": BAR, "to": [1, 1]}]}, "`copies[0].ink` is missing."),
        (
            {"copies": [{"glyph": BAR, "ink": "dark", "to": [1, 1], "scale": [9, 1]}]},
            "`copies[0].scale` must lie between 0.1 and 5, not be [9.0, 1.0].",
        ),
        (
            {"copies": [{"glyph": BAR, "ink": "dark", "to": [900, 1]}]},
            "`params` change nothing that can be seen.",
        ),
        (
            {"writes": [{"text": "", "corners": CORNERS, "colour": [0, 0, 0]}]},
            "`writes[0].text` must be a text, not ''.",
        ),
        (
            {"writes": [{"text": "a", "corners": CORNERS[:3], "colour": [0, 0, 0]}]},
            "`writes[0].corners` must be four points",
        ),
        (
            {"writes": [{"text": "a", "corners": CORNERS[::-1], "colour": [0, 0, 0]}]},
            "`writes[0].corners` must go clockwise",
        ),
        (
            {"writes": [{"text": " ", "corners": CORNERS, "colour": [0, 0, 0]}]},
            "`text` has nothing to be seen in it: ' '.",
        ),
        ({"font": "Arial"}, "`font` is not known here; known are"),
    ],
)
def test_wrong_parameter_is_met_by_a_sentence(params: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RecipeError) as caught:
        made(**params)
    assert str(caught.value).startswith(f"Recipe word: {sentence}")
