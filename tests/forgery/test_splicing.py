"""A splice lays a thing of another picture into this one, fits its light, and leaves the rest alone."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin
from tests.forgery.pictures import scene

THING = {"ellipse": [40, 40, 16, 12]}


def other() -> Picture:
    """A dark grey picture with a red disc in it."""
    picture = np.full((80, 90, 3), 60, np.uint8)
    y, x = np.mgrid[:80, :90]
    picture[np.hypot((x - 40) / 16, (y - 40) / 12) < 1] = (200, 40, 30)
    return picture


def made(seed: int = 0, **params: Any) -> Twin:
    wish: Mapping[str, Any] = {
        "source": "other",
        "thing": THING,
        "to": [110, 60],
        "light": 0,
        "colour": 0,
    } | params
    return render(scene(), Recipe("red-disc", "splicing", wish, seed), {"other": other()})


def test_thing_lands_with_its_middle_where_it_was_sent() -> None:
    twin = made()
    x0, y0, x1, y1 = twin.regions[0].box
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((110, 60), abs=1.5)
    assert twin.twin[60, 110] == pytest.approx(np.array([200, 40, 30]), abs=3)


def test_scale_turn_and_mirror_change_its_shape() -> None:
    whole, half = made(), made(scale=[0.5, 0.5])
    assert half.regions[0].area < whole.regions[0].area * 0.45
    x0, y0, x1, y1 = made(turn=90).regions[0].box
    assert y1 - y0 > x1 - x0
    corner = {"rect": [24, 28, 40, 52]}
    plain, mirrored = made(thing=corner), made(thing=corner, mirror=True)
    assert not np.array_equal(plain.twin, mirrored.twin)


def test_light_and_colour_are_made_up_for() -> None:
    kept, fitted = made(), made(light=1.0, colour=1.0)
    assert fitted.twin[60, 110].mean() > kept.twin[60, 110].mean() + 10


def test_thing_is_hidden_by_what_stands_in_front_and_kept_within_its_place() -> None:
    behind = made(behind={"rect": [110, 0, 160, 120]})
    assert not behind.mask[:, 112:].any()
    assert behind.mask[60, 104]
    assert not made(within={"rect": [0, 0, 110, 120]}).mask[:, 112:].any()


def test_screen_only_makes_the_picture_brighter() -> None:
    twin = made(mode="screen")
    assert (twin.twin >= twin.original).all()


def test_contact_shadow_darkens_the_ground_and_belongs_to_the_place() -> None:
    twin = made(shadow={"ellipse": [110, 80, 16, 4], "feather": 1})
    assert twin.twin[80, 110].mean() < twin.original[80, 110].mean() - 15
    assert len(twin.regions) == 1
    assert twin.regions[0].box[3] > 80


def test_grain_comes_from_the_seed() -> None:
    first, again, different = made(grain=1.0), made(grain=1.0), made(seed=1, grain=1.0)
    assert np.array_equal(first.twin, again.twin)
    assert not np.array_equal(first.twin, different.twin)


def test_thing_gets_about_the_grain_of_its_new_place() -> None:
    bare, grainy = made(), made(grain=1.0)
    inside = (slice(56, 64), slice(104, 116))
    assert bare.twin[inside].std(axis=(0, 1)).mean() < 1
    assert 1 < grainy.twin[inside].std(axis=(0, 1)).mean() < 8


@settings(max_examples=30, deadline=None)
@given(
    to=st.tuples(st.integers(-20, 180), st.integers(-20, 140)),
    scale=st.tuples(st.sampled_from([0.4, 1, 1.6]), st.sampled_from([0.4, 1, 1.6])),
    turn=st.integers(-180, 180),
    feather=st.sampled_from([0, 1, 6]),
    mode=st.sampled_from(["over", "screen"]),
    grain=st.sampled_from([0, 1]),
)
def test_outside_the_mask_nothing_differs_and_same_recipe_gives_same_bytes(
    to: tuple[int, int], scale: tuple[float, float], turn: int, feather: float, mode: str, grain: float
) -> None:
    params: dict[str, Any] = {
        "to": list(to),
        "scale": list(scale),
        "turn": turn,
        "feather": feather,
        "mode": mode,
    }
    try:
        twin = made(**params, grain=grain)
    except RecipeError as error:
        assert str(error).startswith("Recipe red-disc: `")
        return
    assert np.array_equal(twin.twin[~twin.mask], twin.original[~twin.mask])
    assert (twin.twin[twin.mask] != twin.original[twin.mask]).any()
    again = made(**params, grain=grain)
    assert np.array_equal(twin.twin, again.twin)
    assert np.array_equal(twin.mask, again.mask)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"source": "nowhere"}, "`source` names 'nowhere', which is not among the recipe's sources."),
        ({"to": [900, 900]}, "`to` puts the thing outside the picture."),
        ({"to": "left"}, "`to` must be 2 numbers, not 'left'."),
        ({"scale": [0, 1]}, "`scale` must lie between 0.02 and 20, not be [0.0, 1.0]."),
        ({"scale": [-1, 1]}, "`scale` must lie between 0.02 and 20"),
        ({"thing": {"rect": [0, 0, 3, 3]}, "shrink": 5}, "`shrink` leaves nothing of the thing."),
        ({"thing": {"circle": [1, 2]}}, "`thing` must have exactly one shape out of"),
        ({"mode": "lighten"}, "`mode` must be one of over, screen, not 'lighten'."),
        ({"within": {"rect": [0, 0, 5, 5]}}, "`within` leaves nothing of the thing to be seen."),
        ({"mirror": 1}, "`mirror` must be true or false, not 1."),
        ({"colour": 2}, "`colour` must lie between 0 and 1, not be 2."),
        ({"color": 1}, "`color` is not known here; known are"),
    ],
)
def test_wrong_parameter_is_met_by_a_sentence(params: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RecipeError) as caught:
        made(**params)
    assert str(caught.value).startswith(f"Recipe red-disc: {sentence}")
