"""Claims about techniques that change places of a film: the truth is what changed, and it follows the camera."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.film.film import FilmTwin, MemoryFilm
from quizzes.forgery.film.render import render_film
from quizzes.forgery.recipe import Recipe, RecipeError
from tests.forgery.films import FPS, disc_at, ground, made_film

STILL, PANNING = made_film(24), made_film(24, pan=1)
SOURCE = {"photo": MemoryFilm([ground(40, 40, seed=5)], FPS)}
PLACED: list[tuple[str, dict[str, Any]]] = [
    ("copy-move", {"from": {"rect": [20, 4, 40, 20]}, "move": [30, 0]}),
    ("copy-move", {"from": {"rect": [20, 4, 40, 20]}, "move": [30, 0], "follow": "camera", "live": False}),
    (
        "copy-move",
        {"from": {"rect": [20, 4, 40, 20]}, "move": [30, 4], "scale": 0.8, "turn": 9, "delay": 0.2},
    ),
    ("splicing", {"source": "photo", "thing": {"ellipse": [20, 20, 12, 12]}, "to": [60, 16]}),
    ("splicing", {"source": "photo", "thing": {"rect": [4, 4, 30, 30]}, "to": [60, 16], "mode": "screen"}),
    ("retouch", {"where": {"rect": [0, 0, 96, 64]}, "hues": [20, 40], "saturation": 120, "turn": 120}),
    (
        "object-removal",
        {"remove": {"ellipse": [8, 38, 9, 9]}, "path": [[0, 0, 0, 1], [0.96, 48, 0, 1]], "grain": 0},
    ),
]


def made(technique: str, params: dict[str, Any], film: MemoryFilm = STILL) -> FilmTwin:
    return render_film(film, Recipe("test", technique, params, 1), SOURCE)


@pytest.mark.parametrize("film", [STILL, PANNING], ids=["still", "panning"])
@pytest.mark.parametrize(("technique", "params"), PLACED)
def test_outside_the_labels_nothing_differs_and_inside_something_does(
    technique: str, params: dict[str, Any], film: MemoryFilm
) -> None:
    follow = {} if film is STILL or "follow" in params else {"follow": "camera"}
    twin = made(technique, params | follow, film)
    frames = list(film.frames())
    changed = 0
    for number, triple in enumerate(twin.pairs()):
        assert np.array_equal(triple.original, frames[number])
        if triple.labels is None:
            assert triple.twin is triple.original
            continue
        changed += 1
        assert set(np.unique(triple.labels)) <= {0, 1}
        apart = (triple.original != triple.twin).any(axis=2)
        assert not apart[triple.labels == 0].any()
        assert apart[triple.labels == 1].any()
    assert changed > 12
    assert twin.places == 1 and twin.timeline is None
    assert number + 1 == twin.count


@pytest.mark.parametrize(("technique", "params"), PLACED)
def test_same_recipe_gives_the_same_frames_each_time_it_is_read(
    technique: str, params: dict[str, Any]
) -> None:
    twin = made(technique, params)
    for first, second, other in zip(twin.pairs(), twin.pairs(), made(technique, params).pairs(), strict=True):
        assert np.array_equal(first.twin, second.twin)
        assert np.array_equal(first.twin, other.twin)


@given(start=st.integers(0, 15), length=st.integers(3, 8))
@settings(max_examples=12, deadline=None)
def test_only_frames_of_the_stretch_are_touched(start: int, length: int) -> None:
    during = [start / 25, (start + length) / 25]
    twin = made("copy-move", {"from": {"rect": [20, 4, 40, 20]}, "move": [30, 0], "during": during})
    touched = [number for number, triple in enumerate(twin.pairs()) if triple.labels is not None]
    assert touched == list(range(start, start + length))
    assert twin.spans[0].start == pytest.approx(during[0]) and twin.spans[0].end == pytest.approx(during[1])


def test_copy_follows_the_camera_to_the_pixel() -> None:
    params = {"from": {"rect": [50, 4, 66, 20]}, "move": [0, 30], "feather": 0, "follow": "camera"}
    for number, triple in enumerate(made("copy-move", params, PANNING).pairs()):
        assert triple.labels is not None
        columns = np.flatnonzero(triple.labels.any(axis=0))
        assert abs(columns[0] - (50 - number)) <= 2


def test_removed_thing_gives_way_to_the_ground_it_hid() -> None:
    bare = ground(96, 64)
    params = PLACED[-1][1]
    # A frame in the middle: the ground behind was seen before and after.
    triple = list(made("object-removal", params).pairs())[12]
    x, y = disc_at(12)
    here = np.s_[round(y) - 4 : round(y) + 5, round(x) - 4 : round(x) + 5]
    assert np.abs(triple.original[here].astype(int) - bare[here]).mean() > 40
    assert np.abs(triple.twin[here].astype(int) - bare[here]).mean() < 4


def test_film_without_corners_cannot_be_followed() -> None:
    flat = MemoryFilm([np.full((64, 96, 3), 90, np.uint8)] * 12, FPS)
    twin = made("splicing", PLACED[3][1] | {"follow": "camera"}, flat)
    with pytest.raises(RecipeError, match="follow_on"):
        list(twin.pairs())


def test_edit_that_shows_nowhere_is_refused_when_it_is_read() -> None:
    twin = made("retouch", {"where": {"rect": [0, 0, 96, 64]}, "hues": [20, 40], "turn": 0})
    with pytest.raises(RecipeError, match="nothing that can be seen"):
        list(twin.pairs())


@pytest.mark.parametrize(
    ("technique", "params", "name"),
    [
        ("splicing", {"source": "other", "thing": {"rect": [0, 0, 9, 9]}, "to": [9, 9]}, "source"),
        ("copy-move", {"from": {"rect": [0, 0, 9, 9]}, "move": [9, 9], "follow": "wind"}, "follow"),
        (
            "copy-move",
            {"from": {"rect": [0, 0, 9, 9]}, "move": [9, 9], "path": [[1, 0, 0, 1], [0, 0, 0, 1]]},
            "path",
        ),
        (
            "object-removal",
            {"remove": {"rect": [0, 0, 9, 9]}, "during": [0.4, 0.9], "plate": [0, 0.9]},
            "plate",
        ),
        ("retouch", {"where": {"rect": [0, 0, 9, 9]}, "hues": [1]}, "hues"),
    ],
)
def test_wrong_parameter_is_named_in_a_sentence(technique: str, params: dict[str, Any], name: str) -> None:
    with pytest.raises(RecipeError, match="Recipe test: ") as raised:
        made(technique, params)
    assert f"`{name}`" in str(raised.value)
