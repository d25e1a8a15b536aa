"""What is pointed at becomes parameters that the techniques take, or a sentence; never anything else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.clips.vocabulary import TECHNIQUES
from quizzes.forgery.registry import techniques
from quizzes.http.refusal import Refusal
from quizzes.studio.place import area_of, polygon_in
from quizzes.studio.recipes import EVERY_PART, FITTING, Source, params_for
from tests.studio.test_way_of_a_draft import FILM_PLACES, PHOTO_PLACES, SOUND_PLACES, SQUARE

FACTS = {"width": 320, "height": 240, "seconds": 3.0, "pause": [0.0, 0.3]}
SECOND = Source("other", 200, 100)
PLACES = {"photo": PHOTO_PLACES, "video": FILM_PLACES, "sound": SOUND_PLACES}
ANY_TECHNIQUE = [(medium, technique) for medium, needs in FITTING.items() for technique in needs]

odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
near = st.floats(-1, 4)
likely = st.one_of(
    near,
    st.tuples(near, near),
    st.lists(st.tuples(near, near, near, near), max_size=3),
    st.lists(st.lists(st.tuples(near, near), max_size=5), max_size=3),
    st.sampled_from(["freeze", "loop", "pendulum"]),
)


@given(st.sampled_from(ANY_TECHNIQUE), st.dictionaries(st.sampled_from(sorted(EVERY_PART)), likely | odd))
def test_whatever_is_pointed_at_is_read_or_refused_with_a_sentence(
    which: tuple[str, str], place: dict[str, Any]
) -> None:
    try:
        params = params_for(*which, place, FACTS, SECOND)
    except Refusal as refusal:
        assert refusal.sentence and refusal.status == 400
    else:
        assert isinstance(params, dict)


@pytest.mark.parametrize(("medium", "technique"), ANY_TECHNIQUE)
def test_every_technique_that_fits_exists_and_has_a_name(medium: str, technique: str) -> None:
    assert technique in techniques(medium)
    assert technique in TECHNIQUES


@pytest.mark.parametrize(("medium", "technique"), ANY_TECHNIQUE)
def test_technique_without_what_it_needs_is_refused(medium: str, technique: str) -> None:
    for part in FITTING[medium][technique].must:
        given = PLACES[medium].get(technique, {"thing": SQUARE, "to": [0.5, 0.5]})
        with pytest.raises(Refusal, match="Point out"):
            params_for(medium, technique, {k: v for k, v in given.items() if k != part}, FACTS, SECOND)


@pytest.mark.parametrize(
    ("medium", "technique", "place", "sentence"),
    [
        ("photo", "copy-move", {"regions": [SQUARE], "to": [0.2, 0.22]}, "further away"),
        ("photo", "copy-move", {"regions": [SQUARE], "to": [1.2, 0.2]}, "outside the picture"),
        ("photo", "copy-move", {"regions": [[[0, 0], [0.01, 0], [0, 0.01]]], "to": [0.5, 0.5]}, "too small"),
        ("photo", "copy-move", {"regions": [[[0, 0], [1, 1]]], "to": [0.5, 0.5]}, "three corners"),
        ("photo", "object-removal", {"regions": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, "too large"),
        ("photo", "retouch", {"regions": [SQUARE], "strength": 1}, "so that something changes"),
        ("photo", "crop-out", {"crop": [0, 0, 0.95, 0.95]}, "clearly smaller"),
        ("photo", "crop-out", {"crop": [0.5, 0.5, 0.51, 0.51]}, "not tiny"),
        ("photo", "lip-sync", {}, "does not fit"),
        ("video", "omission", {"span": [0, 1]}, "Leave a little"),
        ("video", "omission", {"span": [1, 9]}, "within the clip"),
        ("video", "speed-change", {"strength": 1.01}, "enough to be noticed"),
        ("video", "freeze-loop", {"span": [2, 3], "mode": "loop"}, "Leave a little"),
        ("video", "freeze-loop", {"span": [1, 2], "mode": "spin"}, "could not be read"),
        ("sound", "reorder", {"span": [0.5, 1.5], "other_span": [1, 2]}, "over each other"),
        ("sound", "omission", {"span": [1, 1.01]}, "tenth of a second"),
        ("sound", "omission", {"span": [float("nan"), 1]}, "within the clip"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    medium: str, technique: str, place: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        params_for(medium, technique, place, FACTS)


def test_crop_keeps_the_shape_of_the_whole() -> None:
    left, top, right, bottom = params_for("photo", "crop-out", {"crop": [0.6, 0.7, 1, 0.9]}, FACTS)["crop"]
    assert (right - left, bottom - top) == (128, 96)
    assert left >= 0 and right <= 320 and top >= 0 and bottom <= 240


def test_parts_that_a_technique_does_not_know_are_left_out() -> None:
    assert params_for("video", "reverse", {"span": [0.5, 1], "regions": [SQUARE]}, FACTS) == {
        "during": [0.5, 1.0]
    }


def test_polygon_is_measured_in_pixels() -> None:
    assert area_of(polygon_in(SQUARE, 320, 240)) == pytest.approx(0.2 * 320 * 0.25 * 240)
