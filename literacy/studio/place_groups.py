"""The fields for every part of a place, with what was pointed out before or a first proposal in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from literacy.studio.place_fields import (
    MODES,
    PART,
    PULLS,
    SCALES,
    SHAPES,
    STRENGTHS,
    TURNS,
    WHOLE,
    Choice,
    Field,
    Group,
    choices_from,
    parts_of,
    percent,
    written,
)
from literacy.studio.place_shapes import RECTANGLE, Shape, shape_of
from quizzes.clips.models import Medium
from quizzes.studio.models import Draft
from quizzes.studio.recipes import ALTERS_A_PERSON, FITTING, TOUCHES_A_PERSON

_MOST_REMOVED = 30_000
"""Square pixels that object removal is proposed for: much more cannot be filled from its surroundings."""


def groups_of(draft: Draft) -> list[Group]:
    """Return the groups of fields that the technique of a draft asks for."""
    parts = _parts(draft)
    groups = [make(draft, draft.place) for part, make in _GROUPS.items() if part in parts]
    if more := _more(draft, parts):
        groups.append(Group("more", _("How it is changed"), more))
    return groups


def _region(part: str) -> Callable[[Draft, Mapping[str, Any]], Group]:
    def make(draft: Draft, place: Mapping[str, Any]) -> Group:
        known = (
            place.get("regions", [])[:1] if part == "regions" else [place["thing"]] if part in place else []
        )
        shape = shape_of(known[0]) if known else _first_shape(draft)
        outline = "[" + ",".join(f"[{x:g},{y:g}]" for x, y in shape.outline) + "]" if shape.outline else ""
        legend = _("What is taken from the other photo") if part == "thing" else _("The place")
        choices = tuple(Choice(kind, word, kind == shape.kind) for kind, word in SHAPES)
        return Group(
            "region",
            legend,
            (
                Field("shape", _("Shape"), choices=choices),
                *_box(shape.left, shape.top, shape.width),
                Field("height", _("Height"), percent(shape.height), "%", 0.1),
                Field("outline", "", outline),
            ),
        )

    return make


def _box(left: float, top: float, width: float) -> tuple[Field, ...]:
    return (
        Field("left", _("From the left"), percent(left), "%"),
        Field("top", _("From the top"), percent(top), "%"),
        Field("width", _("Width"), percent(width), "%", 0.1),
    )


def _first_shape(draft: Draft) -> Shape:
    side = 0.28
    if draft.technique == "object-removal":
        side = min(side, math.sqrt(_MOST_REMOVED / max(1, draft.facts["width"] * draft.facts["height"])))
    middle = 0.35 if "to" in parts_of(draft.medium, draft.technique) else 0.5
    if draft.technique == "splicing":
        middle = 0.5
    return Shape(RECTANGLE, middle - side / 2, 0.5 - side / 2, side, side)


def _crop(draft: Draft, place: Mapping[str, Any]) -> Group:
    left, top, right, bottom = place.get("crop", (0.2, 0.2, 0.8, 0.8))
    share = max(right - left, bottom - top)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    fields = _box(max(0.0, middle_x - share / 2), max(0.0, middle_y - share / 2), share)
    return Group("crop", _("The part that is left"), fields)


def _target(draft: Draft, place: Mapping[str, Any]) -> Group:
    x, y = place.get("to", (0.7, 0.5))
    fields = [
        Field("to_left", _("Its middle, from the left"), percent(x), "%"),
        Field("to_top", _("Its middle, from the top"), percent(y), "%"),
    ]
    low, high = SCALES[draft.technique]
    scale = place.get("scale", _first_scale(draft))
    fields.append(Field("scale", _("Its size"), percent(scale), "%", low, high))
    return Group("target", _("Where the copy goes"), tuple(fields))


def _first_scale(draft: Draft) -> float:
    """A part of another photo is proposed at a quarter of this one's width, whatever their sizes."""
    if draft.second_clip is None:
        return 1.0
    taken = _first_shape(draft).width * float(draft.second_clip.ingest["facts"]["width"])
    return round(min(1.0, max(0.1, 0.25 * float(draft.facts["width"]) / taken)), 2)


def _pull(draft: Draft, place: Mapping[str, Any]) -> Group:
    moves = [*place.get("moves", [[0.46, 0.5, 0.08, 0.0]])[:2], None][:2]
    words = (
        ("_left", _("from the left")),
        ("_top", _("from the top")),
        ("_to_left", _("to, from the left")),
        ("_to_top", _("to, from the top")),
    )
    fields = []
    for number, (name, move) in enumerate(zip(PULLS, moves, strict=True), 1):
        at = None if move is None else (move[0], move[1], move[0] + move[2], move[1] + move[3])
        for index, (ending, word) in enumerate(words):
            value = "" if at is None else percent(at[index])
            label = _("Arrow {number}: {where}").format(number=number, where=word)
            fields.append(Field(name + ending, label, value, "%", optional=number > 1))
    return Group("pull", _("Where it is pulled, as arrows"), tuple(fields))


def _span(draft: Draft, place: Mapping[str, Any]) -> Group:
    seconds = float(draft.facts["seconds"])
    start, end = place.get("span", (round(seconds * 0.3, 2), round(seconds * 0.6, 2)))
    fields = _edges("from", "until", start, end, seconds)
    legend = _("The first stretch") if "other_span" in _parts(draft) else _("The stretch")
    return Group("span", legend, fields)


def _other_span(draft: Draft, place: Mapping[str, Any]) -> Group:
    seconds = float(draft.facts["seconds"])
    start, end = place.get("other_span", (round(seconds * 0.65, 2), round(seconds * 0.85, 2)))
    return Group("other", _("The second stretch"), _edges("other_from", "other_until", start, end, seconds))


def _edges(first: str, last: str, start: float, end: float, seconds: float) -> tuple[Field, ...]:
    return (
        Field(first, _("From"), written(start), _("seconds"), 0, seconds),
        Field(last, _("Until"), written(end), _("seconds"), 0, seconds),
    )


def _parts(draft: Draft) -> tuple[str, ...]:
    return parts_of(draft.medium, draft.technique)


_GROUPS: Mapping[str, Callable[[Draft, Mapping[str, Any]], Group]] = {
    "regions": _region("regions"),
    "thing": _region("thing"),
    "crop": _crop,
    "to": _target,
    "moves": _pull,
    "span": _span,
    "other_span": _other_span,
}


def _more(draft: Draft, parts: tuple[str, ...]) -> tuple[Field, ...]:
    place, fields = draft.place, []
    if "span" in FITTING[draft.medium][draft.technique].may:
        whole_or_part = (
            Choice(WHOLE, _("the whole clip"), "span" not in place),
            Choice(PART, _("a part of it"), "span" in place),
        )
        fields.append(Field("which", _("What is changed"), choices=whole_or_part))
    if "flip" in parts:
        fields.append(
            Field("flip", _("Turn the copy left to right"), "on" if place.get("flip") else "", is_yes=True)
        )
    if "strength" in parts:
        word, known, first = STRENGTHS[draft.medium, draft.technique]
        stands = float(place.get("strength", 1 if "turn" in place else first))
        fields.append(Field("strength", word, choices=choices_from(known, stands)))
    if "turn" in parts:
        fields.append(Field("turn", _("Colour"), choices=choices_from(TURNS, float(place.get("turn", 0)))))
    if "mode" in parts:
        stands_now = place.get("mode", "freeze")
        choices = tuple(Choice(mode, word, mode == stands_now) for mode, word in MODES.items())
        fields.append(Field("mode", _("What happens"), choices=choices))
        fields.append(
            Field(
                "repeat_until",
                _("It goes on until"),
                written(place["until"]) if "until" in place else "",
                _("seconds"),
                0,
                float(draft.facts["seconds"]),
                hint=_("For a stretch that comes again. Left empty, it comes once more."),
                optional=True,
            )
        )
    asks_person = {"regions", "thing"} & set(parts) or draft.medium == Medium.SOUND
    if asks_person and draft.technique not in ALTERS_A_PERSON:
        fields.append(
            Field(
                TOUCHES_A_PERSON,
                _("This changes somebody's face, body or voice"),
                "on" if place.get(TOUCHES_A_PERSON) else "",
                hint=_("That needs the consent of that person, and is never done to somebody under 18."),
                is_yes=True,
            )
        )
    return tuple(fields)
