"""What a page says of a place is read whole or refused in a sentence; nothing else ever happens."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from literacy.studio.place_fields import MODES, Field
from literacy.studio.place_form import read_place
from literacy.studio.place_shapes import ELLIPSE, OUTLINE, RECTANGLE, Shape, read_outline, shape_of
from literacy.studio.placing import Placing, placing_of
from quizzes.clips.models import Clip
from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING, Source, params_for

FACTS: dict[str, dict[str, Any]] = {
    "photo": {"width": 1024, "height": 768},
    "video": {"width": 640, "height": 360, "seconds": 8.04, "fps": 25.0},
    "sound": {"seconds": 6.123, "pause": [1.0, 1.3]},
}
SECOND = Source("second", 800, 600)
EVERY = [(medium, technique) for medium, known in FITTING.items() for technique in known]
NAMES = [
    *("left", "top", "width", "height", "to_left", "to_top", "scale", "strength", "turn"),
    *("from", "until", "other_from", "other_until", "repeat_until"),
    *(f"{pull}_{end}" for pull in ("pull", "pull2") for end in ("left", "top", "to_left", "to_top")),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for in English."""
    with translation.override("en"):
        yield


def draft_for(medium: str, technique: str, **place: Any) -> Draft:
    clip = Clip(slug="own", medium=medium)
    second = Clip(slug="second", medium="photo", ingest={"facts": {"width": 800, "height": 600}})
    return Draft(
        medium=medium,
        technique=technique,
        facts=FACTS[medium],
        clip=clip,
        second_clip=second if technique == "splicing" else None,
        place=place,
    )


def sent(data: dict[str, Any]) -> QueryDict:
    return QueryDict(urlencode(data))


def fields_of(placing: Placing) -> list[Field]:
    return [each for group in placing.groups for each in group.fields]


def as_filled_in(placing: Placing) -> dict[str, str]:
    """What a browser sends when nobody touches anything."""
    filled = {}
    for each in fields_of(placing):
        chosen = next((choice.value for choice in each.choices if choice.chosen), "")
        value = chosen or each.value
        if value or not each.is_yes:
            filled[each.name] = value
    return filled


numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True).map(str),
    st.floats(-20, 120).map(lambda each: f"{each:.3f}"),
    st.integers(-5, 105).map(str),
    st.sampled_from(["", "12,5", "1e400", "nan", "½", "9" * 60, "<b>", "0x10"]),
)
outlines = st.one_of(
    st.lists(st.tuples(st.floats(-0.1, 1.1), st.floats(-0.1, 1.1)), max_size=230).map(json.dumps),
    st.sampled_from(["", "[", "null", "[[]]", "[[1]]", '{"a":1}', "[" * 5000, '[["a","b"],[1,2],[3,4]]']),
)


@pytest.mark.parametrize(("medium", "technique"), EVERY)
@given(
    data=st.dictionaries(st.sampled_from(NAMES), numbers),
    shape=st.sampled_from([RECTANGLE, ELLIPSE, OUTLINE, "star", ""]),
    outline=outlines,
    which=st.sampled_from(["whole", "part", "neither", ""]),
    mode=st.sampled_from([*MODES, "backwards", ""]),
)
def test_any_numbers_are_a_place_or_a_sentence(
    medium: str, technique: str, data: dict[str, str], shape: str, outline: str, which: str, mode: str
) -> None:
    draft = draft_for(medium, technique)
    more = {"shape": shape, "outline": outline, "which": which, "mode": mode}
    try:
        place = read_place(draft, sent(data | more))
        json.dumps(place, allow_nan=False)
        params_for(medium, technique, place, draft.facts, SECOND)
    except Refusal as refusal:
        assert len(refusal.sentence) > 10
        assert refusal.status == 400


@pytest.mark.parametrize(("medium", "technique"), EVERY)
@given(data=st.data())
def test_what_fits_into_the_picture_is_never_called_unreadable(
    medium: str, technique: str, data: st.DataObject
) -> None:
    """Within the limits that stand beside the fields, only the recipe's own rules may refuse."""
    draft = draft_for(medium, technique)
    placing = placing_of(draft, lambda clip: "/clip")
    filled = as_filled_in(placing)
    for each in fields_of(placing):
        if each.name in filled and not each.choices and each.name != "outline":
            filled[each.name] = f"{data.draw(st.floats(each.low, each.high)):.2f}"
    try:
        place = read_place(draft, sent(filled))
    except Refusal as refusal:
        assert (
            "edge" in refusal.sentence
            or "after its start" in refusal.sentence
            or "no length" in refusal.sentence
        )
        return
    try:
        params_for(medium, technique, place, draft.facts, SECOND)
    except Refusal as refusal:
        assert "could not be read" not in refusal.sentence
        assert "outside" not in refusal.sentence


@pytest.mark.parametrize(("medium", "technique"), EVERY)
def test_what_stands_in_the_fields_at_first_can_be_made(medium: str, technique: str) -> None:
    draft = draft_for(medium, technique)
    place = read_place(draft, sent(as_filled_in(placing_of(draft, lambda clip: "/clip"))))
    params_for(medium, technique, place, draft.facts, SECOND)


PLACES: dict[tuple[str, str], dict[str, Any]] = {
    ("photo", "copy-move"): {
        "regions": [Shape(ELLIPSE, 0.1, 0.2, 0.25, 0.3).polygon()],
        "to": [0.7, 0.6],
        "scale": 1.25,
        "flip": True,
    },
    ("photo", "retouch"): {
        "regions": [[[0.1, 0.1], [0.4, 0.15], [0.3, 0.4], [0.12, 0.33]]],
        "strength": 0.7,
        "turn": 95,
        "touches_person": True,
    },
    ("photo", "crop-out"): {"crop": [0.1, 0.2, 0.6, 0.7]},
    ("photo", "face-morph"): {
        "regions": [Shape(RECTANGLE, 0.3, 0.3, 0.2, 0.1).polygon()],
        "moves": [[0.32, 0.35, 0.0, -0.03], [0.48, 0.35, 0.01, -0.03]],
    },
    ("photo", "splicing"): {
        "thing": Shape(RECTANGLE, 0.3, 0.3, 0.2, 0.1).polygon(),
        "to": [0.2, 0.9],
        "scale": 2,
    },
    ("video", "freeze-loop"): {"span": [1.2, 3.4], "until": 6.5, "mode": "loop"},
    ("video", "reverse"): {"span": [0.0, 3.4]},
    ("video", "mirror"): {},
    ("sound", "reorder"): {"span": [0.5, 1.5], "other_span": [3.0, 4.25]},
    ("sound", "speed-change"): {"span": [0.5, 1.5], "strength": 0.87},
}


@pytest.mark.parametrize(("medium", "technique"), PLACES)
def test_place_that_is_kept_comes_back_from_its_own_fields(medium: str, technique: str) -> None:
    place = PLACES[medium, technique]
    draft = draft_for(medium, technique, **place)
    again = read_place(draft, sent(as_filled_in(placing_of(draft, lambda clip: "/clip"))))
    again_polygons, polygons = again.pop("regions", []), place.get("regions", [])
    for one, other in zip(again_polygons, polygons, strict=True):
        assert [pytest.approx(point, abs=2e-4) for point in other] == one
    rest = {part: value for part, value in place.items() if part != "regions"}
    if technique == "face-morph":
        assert again.pop("moves") == [pytest.approx(move, abs=2e-4) for move in rest.pop("moves")]
    if technique == "splicing":
        assert again.pop("thing") == [pytest.approx(point, abs=2e-4) for point in rest.pop("thing")]
    if technique in ("copy-move", "splicing"):
        rest = {"scale": 1} | rest
    assert again == rest


def test_number_with_a_comma_is_read() -> None:
    draft = draft_for("video", "omission")
    assert read_place(draft, sent({"from": "1,25", "until": "2.5"})) == {"span": [1.25, 2.5]}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"from": "", "until": "2"}, "“From” is still empty."),
        ({"from": "soon", "until": "2"}, "“From” has to be a number."),
        ({"from": "1", "until": "80"}, "“Until” has to lie between 0 and 8.05."),
        ({"from": "3", "until": "2"}, "The end of a stretch has to come after its start."),
    ],
)
def test_field_that_is_wrong_is_named(data: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence.replace(".", r"\.")):
        read_place(draft_for("video", "omission"), sent(data))


def test_outline_is_asked_for_where_none_was_drawn() -> None:
    data = {"shape": "outline", "left": "10", "top": "10", "width": "20", "height": "20"}
    with pytest.raises(Refusal, match="Draw the outline"):
        read_place(draft_for("photo", "retouch"), sent(data))


@given(
    kind=st.sampled_from([RECTANGLE, ELLIPSE]),
    left=st.floats(0, 0.8),
    top=st.floats(0, 0.8),
    width=st.floats(0.02, 0.2),
    height=st.floats(0.02, 0.2),
)
def test_shape_is_recognised_in_its_polygon(
    kind: str, left: float, top: float, width: float, height: float
) -> None:
    found = shape_of(Shape(kind, left, top, width, height).polygon())
    assert found.kind == kind
    assert (found.left, found.top, found.width, found.height) == pytest.approx(
        (left, top, width, height), abs=1e-4
    )


def test_outline_of_the_most_corners_is_short_enough_to_be_kept() -> None:
    corners = [(round(at / 199, 3), round((at * 7 % 200) / 199, 3)) for at in range(200)]
    assert len(read_outline(json.dumps(corners))) == 200
