"""From what was pointed at to a recipe: the techniques that fit a medium, what each needs, and its parameters."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.clips.catalogue_words import CLAIM_TECHNIQUES
from quizzes.http.refusal import Refusal
from quizzes.studio.place import LEAST_S, Place, area_of, middle_of, polygon_in

_MOST_MOVES = 20
_MOST_FILLED = 36_000


@dataclass(frozen=True)
class Source:
    """What a recipe takes parts from: the slug of its clip, and its width and height in pixels."""

    slug: str
    width: int
    height: int


@dataclass(frozen=True)
class Need:
    """What has to be pointed at for a technique, and what may be: names of parts of a place."""

    must: tuple[str, ...]
    may: tuple[str, ...] = ()


FITTING: Mapping[str, Mapping[str, Need]] = {
    "photo": {
        "copy-move": Need(("regions", "to"), ("flip", "scale")),
        "object-removal": Need(("regions",)),
        "retouch": Need(("regions",), ("strength", "turn")),
        "splicing": Need(("thing", "to"), ("scale", "flip")),
        "crop-out": Need(("crop",)),
        "mirror": Need(()),
        "face-morph": Need(("regions", "moves")),
        "miscaptioned": Need(()),
    },
    "video": {
        "speed-change": Need(("strength",), ("span",)),
        "omission": Need(("span",)),
        "reverse": Need((), ("span",)),
        "freeze-loop": Need(("span",), ("until", "mode")),
        "mirror": Need((), ("span",)),
    },
    "sound": {
        "omission": Need(("span",)),
        "reorder": Need(("span", "other_span")),
        "speed-change": Need(("span", "strength")),
    },
}
"""By medium and technique; the parts are read by `params_for`."""

ALTERS_A_PERSON = frozenset({"face-morph", "face-swap", "lip-sync", "voice-conversion", "partial-audio-fake"})
"""Techniques that change somebody's face or voice, whatever else was said of the place."""

EVERY_PART = {
    part for needs in FITTING.values() for need in needs.values() for part in (*need.must, *need.may)
}
TOUCHES_A_PERSON = "touches_person"
"""The part of a place that says: what is changed here is somebody's face, body or voice."""


def needs_second(technique: str) -> bool:
    """Whether a second photo must be named from which a part is taken."""
    return technique == "splicing"


def asks_about_claim(technique: str) -> bool:
    """Whether captions are needed, a true one and a false one, because the picture itself stays true."""
    return technique in CLAIM_TECHNIQUES


def params_for(
    medium: str,
    technique: str,
    place: Mapping[str, Any],
    facts: Mapping[str, Any],
    second: Source | None = None,
) -> dict[str, Any]:
    """Return the parameters that `quizzes.forgery` takes for a technique on a clip with these measures.

    `place` may have, in fractions of width and height (x right, y down, 0 to 1): `regions` (polygons), `thing`
    (a polygon on the second photo), `to` (where the middle of it goes), `crop` ([left, top, right, bottom]),
    `moves` ([x, y, dx, dy]); in seconds: `span`, `other_span` ([from, to]), `until`; and `strength` (light: a
    factor; speed: how many times as fast), `turn` (of colour, degrees), `scale`, `flip`, `mode`. Raises
    `Refusal` naming what is missing or does not fit.
    """
    need = FITTING.get(medium, {}).get(technique)
    if need is None:
        raise Refusal(_("This technique does not fit this clip. Choose another one."), status=400)
    if any(part not in place for part in need.must):
        raise Refusal(_("Point out on the clip what is to be changed first."), status=400)
    unknown = set(place) - set(need.must) - set(need.may) - {TOUCHES_A_PERSON}
    given = {part: value for part, value in place.items() if part not in unknown}
    try:
        return _WAYS[medium, technique](Place(given, facts), second)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise Refusal(
            _("What was pointed out could not be read. Point it out once more."), status=400
        ) from error


def _selection(polygons: list[list[list[float]]]) -> dict[str, Any]:
    return {"union": [{"polygon": polygon} for polygon in polygons]}


def _copy_move(place: Place, second: Source | None) -> dict[str, Any]:
    regions = place.regions()
    (x, y), (to_x, to_y) = middle_of(regions), place.point("to")
    if math.hypot(to_x - x, to_y - y) < 0.02 * max(place.width, place.height):
        raise Refusal(_("Put the copy further away from where it comes from."), status=400)
    copy = {"from": _selection(regions), "move": [round(to_x - x), round(to_y - y)], "match_light": 0.5}
    scale = round(place.number("scale", 0.3, 3, 1), 3)
    return {"copies": [copy | {"scale": scale, "flip": bool(place.given.get("flip", False))}]}


def _object_removal(place: Place, second: Source | None) -> dict[str, Any]:
    regions = place.regions()
    if sum(map(area_of, regions)) > _MOST_FILLED:
        raise Refusal(
            _(
                "That is too large to be filled from its surroundings. Draw closer around it, or take a smaller thing."
            ),
            status=400,
        )
    return {"remove": [{"polygon": polygon} for polygon in regions]}


def _retouch(place: Place, second: Source | None) -> dict[str, Any]:
    where = _selection(place.regions()) | {"feather": 3}
    edits: list[dict[str, Any]] = []
    if "turn" in place.given:
        turn = round(place.number("turn", -180, 180), 1)
        edits.append({"kind": "recolour", "where": where, "hues": [0, 179], "saturation": 30, "turn": turn})
    light = round(place.number("strength", 0.3, 3, 1), 3)
    if abs(light - 1) > 0.05:
        edits.append({"kind": "relight", "where": where, "light": light})
    if not edits:
        raise Refusal(
            _("Choose another colour or another brightness, so that something changes."), status=400
        )
    return {"edits": edits}


def _splicing(place: Place, second: Source | None) -> dict[str, Any]:
    if second is None:
        raise Refusal(_("Choose the photo from which a part is taken."), status=400)
    thing = polygon_in(place.given["thing"], second.width, second.height)
    scale = round(place.number("scale", 0.1, 5, 1), 3)
    return {
        "source": second.slug,
        "thing": {"polygon": thing},
        "to": [round(each) for each in place.point("to")],
        "scale": [scale, scale],
        "mirror": bool(place.given.get("flip", False)),
        "grain": 1,
    }


def _crop_out(place: Place, second: Source | None) -> dict[str, Any]:
    left, top, right, bottom = (min(1.0, max(0.0, float(each))) for each in place.given["crop"])
    # Both halves keep the shape of the whole, so the box is brought to it.
    share = max(right - left, bottom - top)
    least = 66 / max(1, min(place.width, place.height))
    if not least <= share <= 0.88:
        raise Refusal(
            _("Choose a part that is clearly smaller than the whole picture, and not tiny."), status=400
        )
    width, height = round(place.width * share), round(place.height * share)
    x = min(max(0, round((left + right) / 2 * place.width - width / 2)), place.width - width)
    y = min(max(0, round((top + bottom) / 2 * place.height - height / 2)), place.height - height)
    return {"crop": [x, y, x + width, y + height]}


def _face_morph(place: Place, second: Source | None) -> dict[str, Any]:
    moves, across = place.given["moves"], max(place.width, place.height)
    if not 1 <= len(moves) <= _MOST_MOVES:
        raise Refusal(_("Point out on the clip what is to be changed first."), status=400)
    read = []
    for x, y, dx, dy in moves:
        values = (
            float(x) * place.width,
            float(y) * place.height,
            float(dx) * place.width,
            float(dy) * place.height,
        )
        read.append([round(value, 1) for value in values])
    where = _selection(place.regions()) | {"feather": max(4, round(0.015 * across))}
    return {"features": [{"where": where, "moves": read, "reach": max(8, round(0.06 * across))}]}


def _nothing(place: Place, second: Source | None) -> dict[str, Any]:
    return {}


def _film_speed(place: Place, second: Source | None) -> dict[str, Any]:
    return {"pace": _pace(place, 0.25, 4), **place.during()}


def _pace(place: Place, low: float, high: float) -> float:
    pace = round(place.number("strength", low, high), 3)
    if abs(pace - 1) < 0.06:
        raise Refusal(_("Choose a speed that differs enough to be noticed."), status=400)
    return pace


def _film_omission(place: Place, second: Source | None) -> dict[str, Any]:
    return {"cuts": [place.inner_span()]}


def _film_during(place: Place, second: Source | None) -> dict[str, Any]:
    return place.during()


def _freeze_loop(place: Place, second: Source | None) -> dict[str, Any]:
    start, end = place.span()
    mode = place.given.get("mode", "freeze")
    if mode == "freeze":
        return {"mode": "freeze", "repeat": [start, end]}
    if mode not in ("loop", "pendulum"):
        raise ValueError(mode)
    until = place.number("until", 0, place.seconds, min(place.seconds, end + (end - start)))
    if until <= end + LEAST_S:
        raise Refusal(_("Leave a little of the clip before the stretch and after it."), status=400)
    return {"mode": mode, "repeat": [start, end], "until": round(until, 3)}


def _sound_omission(place: Place, second: Source | None) -> dict[str, Any]:
    return {"cut": [place.inner_span()], **place.room()}


def _sound_reorder(place: Place, second: Source | None) -> dict[str, Any]:
    spans = sorted([place.span(), place.span("other_span")])
    if spans[0][1] > spans[1][0]:
        raise Refusal(_("The two stretches lie over each other. Choose two that do not."), status=400)
    return {"swap": spans, **place.room()}


def _sound_speed(place: Place, second: Source | None) -> dict[str, Any]:
    factor = min(1.7, max(0.6, 1 / _pace(place, 0.6, 1.65)))
    return {"at": [place.span()], "factor": round(factor, 3), **place.room()}


_WAYS: Mapping[tuple[str, str], Callable[[Place, Source | None], dict[str, Any]]] = {
    ("photo", "copy-move"): _copy_move,
    ("photo", "object-removal"): _object_removal,
    ("photo", "retouch"): _retouch,
    ("photo", "splicing"): _splicing,
    ("photo", "crop-out"): _crop_out,
    ("photo", "mirror"): _nothing,
    ("photo", "face-morph"): _face_morph,
    ("photo", "miscaptioned"): _nothing,
    ("video", "speed-change"): _film_speed,
    ("video", "omission"): _film_omission,
    ("video", "reverse"): _film_during,
    ("video", "freeze-loop"): _freeze_loop,
    ("video", "mirror"): _film_during,
    ("sound", "omission"): _sound_omission,
    ("sound", "reorder"): _sound_reorder,
    ("sound", "speed-change"): _sound_speed,
}
