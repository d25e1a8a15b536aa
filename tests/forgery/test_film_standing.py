"""Claims about films of a standing camera: what differs from the empty scene can be taken out, or put in elsewhere."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.film.apart import clean_ground, exposure, light_between, lit, stands_out
from quizzes.forgery.film.film import FilmTwin, MemoryFilm
from quizzes.forgery.film.render import render_film
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import ParamError, Recipe, RecipeError
from tests.forgery.films import FPS, disc_at, ground, made_film

FILM = made_film(24)
BARE = ground(96, 64)
WHERE = np.ones((64, 96), np.float32)
EMPTY = MemoryFilm([BARE] * 10, FPS)
SOURCES = {"empty": EMPTY, "other": made_film(24), "small": MemoryFilm([BARE[:32]] * 10, FPS)}
REMOVAL: dict[str, Any] = {"remove": {"rect": [0, 0, 96, 64]}, "ground": "empty", "least": 24, "reach": 2}
SPLICING: dict[str, Any] = {
    "source": "other",
    "ground": "empty",
    "thing": {"rect": [0, 0, 96, 64]},
    "to": [48, 16],
    "grain": 0,
}
PARAMS = [
    ("object-removal", REMOVAL | {"grain": 0, "feather": 1}),
    ("splicing", SPLICING),
    ("object-removal", {"remove": {"rect": [0, 26, 96, 50]}, "ground": "empty"}),
    (
        "object-removal",
        {"remove": {"rect": [0, 26, 96, 50]}, "least": 24, "follow": "camera", "plate": [0, 0.9]},
    ),
]


def made(technique: str, params: dict[str, Any], film: MemoryFilm = FILM) -> FilmTwin:
    return render_film(film, Recipe("test", technique, params, 1), SOURCES)


def with_disc(number: int = 10) -> Picture:
    return list(FILM.frames())[number]


@pytest.mark.parametrize(("technique", "params"), PARAMS)
def test_outside_the_labels_nothing_differs_and_inside_something_does(
    technique: str, params: dict[str, Any]
) -> None:
    labelled = 0
    for triple, frame in zip(made(technique, params).pairs(), FILM.frames(), strict=True):
        assert np.array_equal(triple.original, frame)
        if triple.labels is None:
            assert triple.twin is triple.original
            continue
        labelled += 1
        apart = (triple.original != triple.twin).any(axis=2)
        assert not apart[triple.labels == 0].any() and apart[triple.labels == 1].any()
    assert labelled > 12


@pytest.mark.parametrize(("technique", "params"), PARAMS)
def test_same_recipe_gives_the_same_frames(technique: str, params: dict[str, Any]) -> None:
    for one, other in zip(made(technique, params).pairs(), made(technique, params).pairs(), strict=True):
        assert np.array_equal(one.twin, other.twin)


def test_walker_gives_way_to_the_empty_scene_and_all_else_stays() -> None:
    for number, triple in enumerate(made(*PARAMS[0]).pairs()):
        if number < 2:
            continue
        x, y = disc_at(number)
        here = np.s_[round(y) - 4 : round(y) + 5, round(x) - 4 : round(x) + 5]
        assert np.abs(triple.twin[here].astype(int) - BARE[here]).mean() < 6
        assert triple.labels is not None and triple.labels[:16].max() == 0


def test_what_is_put_in_moves_as_it_did_in_its_own_film() -> None:
    # The middle of the place to look in is (48, 32); its landing point is 16 pixels higher.
    for number, triple in enumerate(made(*PARAMS[1]).pairs()):
        x, y = disc_at(number)
        if 3 < number < 20:
            middle = triple.twin[round(y) - 16, round(x)]
            assert np.abs(middle.astype(int) - (250, 240, 60)).max() < 30


@given(factor=st.floats(0.5, 1.2), at=st.integers(4, 20))
@settings(max_examples=15, deadline=None)
def test_exposure_is_found_whatever_stands_before_the_ground(factor: float, at: int) -> None:
    frame = with_disc(at)
    darker = np.clip(frame.astype(float) * factor, 0, 255).astype(np.uint8)
    found = exposure(BARE, darker)
    assert np.abs(found - factor).max() < 0.06
    apart = np.abs(lit(BARE, found) - darker)[:20]
    assert apart.mean() < 8


@given(at=st.integers(4, 20), least=st.floats(15, 60))
@settings(max_examples=15, deadline=None)
def test_what_stands_out_is_the_thing_and_nothing_else(at: int, least: float) -> None:
    found = stands_out(with_disc(at), BARE.astype(np.float32), least, WHERE)
    x, y = disc_at(at)
    rows, columns = np.mgrid[:64, :96]
    away = np.hypot(columns - x, rows - y)
    assert found.min() >= 0 and found.max() <= 1
    assert found[away < 3].min() > 0.5
    assert found[away > 14].max() == 0
    assert stands_out(BARE, BARE.astype(np.float32), least, WHERE).max() == 0


def test_light_of_the_surroundings_reaches_into_what_is_hidden() -> None:
    slope = np.linspace(-20, 20, 96)[np.newaxis, :, np.newaxis]
    frame = np.clip(BARE + slope, 0, 255).astype(np.uint8)
    hidden = np.zeros((64, 96), np.float32)
    hidden[20:44, 40:56] = 1
    frame[hidden > 0] = 255
    light = light_between(BARE.astype(np.float32), frame, hidden)
    assert np.abs(light[24:40, 44:52] - slope[:, 44:52]).max() < 8


def test_empty_scene_is_the_median_of_what_was_seen() -> None:
    assert np.array_equal(clean_ground(EMPTY, FILM, "ground"), BARE)
    with pytest.raises(ParamError, match="32"):
        clean_ground(SOURCES["small"], FILM, "ground")


@pytest.mark.parametrize(
    ("technique", "params", "name"),
    [
        ("object-removal", REMOVAL | {"ground": "nowhere"}, "ground"),
        ("object-removal", REMOVAL | {"follow": "camera"}, "ground"),
        ("object-removal", REMOVAL | {"plate": [0, 0.5]}, "ground"),
        ("object-removal", REMOVAL | {"least": 1}, "least"),
        ("splicing", SPLICING | {"ground": "nowhere"}, "ground"),
        ("splicing", SPLICING | {"least": 300}, "least"),
    ],
)
def test_wrong_parameter_is_named_in_a_sentence(technique: str, params: dict[str, Any], name: str) -> None:
    with pytest.raises(RecipeError, match=f"`{name}`"):
        made(technique, params)


def test_scene_of_another_size_is_refused_when_it_is_read() -> None:
    with pytest.raises(RecipeError, match="`ground`"):
        list(made("object-removal", REMOVAL | {"ground": "small"}).pairs())
