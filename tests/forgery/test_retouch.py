"""Retouching changes colour, light or skin in one place and keeps shapes, greys and everything else."""

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

ALL = {"rect": [0, 0, 160, 120]}
RECOLOUR = {"kind": "recolour", "where": ALL, "hues": [20, 32], "turn": 150}
WRINKLED = {"rect": [40, 40, 120, 80]}


def made(*edits: dict[str, Any], seed: int = 0, picture: Picture | None = None) -> Twin:
    original = scene() if picture is None else picture
    return render(original, Recipe("paint", "retouch", {"edits": list(edits)}, seed))


def skin(spots: bool = True) -> Picture:
    """A plain skin colour with dark lines every eight rows."""
    picture = np.full((120, 160, 3), (205, 165, 140), np.uint8)
    if spots:
        picture[::8] = (150, 105, 85)
    return picture


def test_only_the_colour_of_the_range_is_changed() -> None:
    picture = np.full((60, 80, 3), 128, np.uint8)
    picture[20:40, 10:30], picture[20:40, 50:70] = (210, 180, 20), (40, 60, 200)
    twin = made({**RECOLOUR, "where": {"rect": [0, 0, 80, 60]}}, picture=picture)
    assert not 20 <= cv2.cvtColor(twin.twin, cv2.COLOR_RGB2HSV)[30, 20, 0] <= 32
    assert not twin.mask[:, 45:].any()


def test_recolouring_keeps_the_light() -> None:
    twin = made({**RECOLOUR, "chroma": 0.5})
    before = cv2.cvtColor(twin.original, cv2.COLOR_RGB2Lab)[60, 48, 0]
    after = cv2.cvtColor(twin.twin, cv2.COLOR_RGB2Lab)[60, 48, 0]
    assert int(before) == pytest.approx(int(after), abs=8)


def test_hue_range_goes_around_through_red() -> None:
    picture = np.full((60, 80, 3), 128, np.uint8)
    picture[10:50, 10:40] = (200, 20, 40)
    edit = {"kind": "recolour", "where": {"rect": [0, 0, 80, 60]}, "hues": [170, 6], "turn": 120}
    twin = made(edit, picture=picture)
    assert twin.twin[30, 25, 1] > twin.twin[30, 25, 0]


def test_spill_follows_the_colour_cast_only_as_far_as_told() -> None:
    picture = np.full((60, 80, 3), 128, np.uint8)
    picture[20:40, 10:30] = (210, 180, 20)
    picture[20:40, 30:60] = (150, 145, 120)
    edit = {
        "kind": "recolour",
        "where": {"rect": [0, 0, 80, 60]},
        "hues": [18, 34],
        "turn": 150,
        "saturation": 120,
    }
    short, far = (made({**edit, "spill": spill, "soft_edge": 0}, picture=picture) for spill in (1, 20))
    assert far.mask.sum() > short.mask.sum() + 100


def test_relighting_brightens_or_darkens_its_place() -> None:
    place = {"rect": [90, 20, 150, 100], "feather": 3}
    for light, sign in ((1.6, 1), (0.6, -1)):
        twin = made({"kind": "relight", "where": place, "light": light})
        change = twin.twin[60, 120].astype(int).mean() - twin.original[60, 120].astype(int).mean()
        assert sign * change > 8
        assert not twin.mask[:, :60].any()


def test_smoothing_takes_the_lines_out_of_skin() -> None:
    twin = made({"kind": "smooth", "where": WRINKLED, "size": 6, "strength": 1}, picture=skin())
    inside = (slice(48, 72), slice(50, 110))
    assert twin.twin[inside].astype(float).std() < twin.original[inside].astype(float).std()
    rows = twin.twin[inside].mean(axis=(1, 2))
    assert np.ptp(rows) < np.ptp(twin.original[inside].mean(axis=(1, 2))) / 2


def test_healing_takes_a_spot_away() -> None:
    picture = skin(spots=False)
    picture[55:63, 75:83] = 20
    twin = made({"kind": "heal", "where": {"ellipse": [79, 59, 8, 8]}}, picture=picture)
    assert twin.twin[59, 79] == pytest.approx(np.array([205, 165, 140]), abs=6)


def test_edits_of_one_region_count_as_one_place() -> None:
    left = {"kind": "relight", "where": {"rect": [5, 5, 30, 30]}, "light": 2}
    right = {"kind": "relight", "where": {"rect": [120, 80, 150, 110]}, "light": 2}
    assert [each.box[0] for each in made(right, left).regions] == [120, 5]
    assert len(made({**left, "region": 0}, {**right, "region": 0}).regions) == 1


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 5),
    turn=st.integers(-180, 180),
    light=st.sampled_from([0.6, 1, 1.5]),
    kinds=st.lists(st.sampled_from(["recolour", "relight", "smooth", "heal"]), min_size=1, max_size=3),
)
def test_outside_the_mask_nothing_differs_and_same_recipe_gives_same_bytes(
    seed: int, turn: int, light: float, kinds: list[str]
) -> None:
    place = {"ellipse": [60, 55, 30, 20], "feather": 2}
    every: dict[str, dict[str, Any]] = {
        "recolour": {**RECOLOUR, "turn": turn, "light": light},
        "relight": {"kind": "relight", "where": place, "light": light},
        "smooth": {"kind": "smooth", "where": place},
        "heal": {"kind": "heal", "where": place},
    }
    edits = [every[kind] for kind in kinds]
    try:
        twin = made(*edits, seed=seed)
    except RecipeError as error:
        assert "change nothing that can be seen" in str(error) or "changes nothing that can be seen" in str(
            error
        )
        return
    assert np.array_equal(twin.twin[~twin.mask], twin.original[~twin.mask])
    assert (twin.twin[twin.mask] != twin.original[twin.mask]).any()
    assert np.array_equal(twin.twin, made(*edits, seed=seed).twin)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"kind": "blur"}, "`edits[0].kind` must be one of recolour, relight, smooth, heal, not 'blur'."),
        ({"kind": "recolour", "where": ALL}, "`edits[0].hues` is missing."),
        ({**RECOLOUR, "hues": [10]}, "`edits[0].hues` must be 2 numbers, not [10]."),
        (
            {**RECOLOUR, "where": {"ellipse": [48, 60, 14, 14]}, "hues": [90, 120]},
            "`edits[0].hues` are found nowhere",
        ),
        ({**RECOLOUR, "turn": 400}, "`edits[0].turn` must lie between -180 and 180, not be 400."),
        ({**RECOLOUR, "strength": 1}, "`edits[0].strength` is not known here; known are"),
        ({"kind": "smooth", "where": ALL, "size": "big"}, "`edits[0].size` must be a number, not 'big'."),
        ({"kind": "heal", "where": {"rect": [900, 0, 910, 9]}}, "`edits[0].where` selects nothing"),
        ({"kind": "relight", "where": ALL}, "`params` change nothing that can be seen."),
    ],
)
def test_wrong_parameter_is_met_by_a_sentence(edit: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RecipeError) as caught:
        made(edit)
    assert str(caught.value).startswith(f"Recipe paint: {sentence}")


def test_retouch_without_edits_is_refused() -> None:
    with pytest.raises(RecipeError, match="`edits` must be a list of at least one table"):
        made()
