"""From what was pointed at to a recipe: the techniques that fit a medium, what each needs, and its parameters."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from quizzes.clips.catalogue_words import CLAIM_TECHNIQUES
from quizzes.http.refusal import Refusal

Point: TypeAlias = tuple[float, float]
_MOST_REGIONS, _MOST_POINTS, _MOST_MOVES = 6, 200, 20
_MOST_FILLED = 36_000
_LEAST_REGION = 100
_LEAST_S = 0.1


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
        return _WAYS[medium, technique](_Place(given, facts), second)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise Refusal(
            _("What was pointed out could not be read. Point it out once more."), status=400
        ) from error


class _Place:
    """What was pointed at, in pixels and seconds of the clip."""

    def __init__(self, given: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        self.given = given
        self.width, self.height = int(facts.get("width") or 0), int(facts.get("height") or 0)
        self.seconds = float(facts.get("seconds") or 0)
        self.pause = facts.get("pause")

    def regions(self) -> list[list[list[float]]]:
        value = self.given["regions"]
        if not 1 <= len(value) <= _MOST_REGIONS:
            raise Refusal(_("Point out one to six places."), status=400)
        return [polygon_in(each, self.width, self.height) for each in value]

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        value = float(self.given[name]) if default is None else float(self.given.get(name, default))
        if not math.isfinite(value):
            raise ValueError(name)
        return min(high, max(low, value))

    def point(self, name: str) -> Point:
        x, y = (float(each) for each in self.given[name])
        if not (0 <= x <= 1 and 0 <= y <= 1):
            raise Refusal(_("That lies outside the picture. Point to a place within it."), status=400)
        return x * self.width, y * self.height

    def span(self, name: str = "span") -> list[float]:
        start, end = (float(each) for each in self.given[name])
        if not 0 <= start < end or end > self.seconds + 0.05 or end - start < _LEAST_S:
            raise Refusal(_("Choose a stretch of at least a tenth of a second within the clip."), status=400)
        return [round(start, 3), round(min(end, self.seconds), 3)]

    def inner_span(self, name: str = "span") -> list[float]:
        """A span that leaves something before it and after it."""
        start, end = self.span(name)
        if start < _LEAST_S or end > self.seconds - _LEAST_S:
            raise Refusal(_("Leave a little of the clip before the stretch and after it."), status=400)
        return [start, end]

    def during(self) -> dict[str, Any]:
        return {"during": self.span()} if "span" in self.given else {}

    def room(self) -> dict[str, Any]:
        return {"room": self.pause} if self.pause else {}


def polygon_in(value: Sequence[Sequence[float]], width: int, height: int) -> list[list[float]]:
    """Return a polygon given in fractions in pixels. Raises `Refusal` for one that is no area at all."""
    if not 3 <= len(value) <= _MOST_POINTS:
        raise Refusal(_("Draw around the place: at least three corners are needed."), status=400)
    points = [(float(x), float(y)) for x, y in value]
    if not all(-0.05 <= each <= 1.05 for point in points for each in point):
        raise Refusal(_("That lies outside the picture. Point to a place within it."), status=400)
    pixels = [
        [round(min(1.0, max(0.0, x)) * width, 2), round(min(1.0, max(0.0, y)) * height, 2)] for x, y in points
    ]
    if area_of(pixels) < _LEAST_REGION:
        raise Refusal(_("The place is too small to be seen. Draw a larger one."), status=400)
    return pixels


def area_of(polygon: Sequence[Sequence[float]]) -> float:
    """Return the area of a polygon, in the square of its unit (the shoelace formula)."""
    turned = [*polygon[1:], polygon[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(polygon, turned, strict=True))) / 2


def _middle(polygons: Sequence[Sequence[Sequence[float]]]) -> Point:
    xs = [point[0] for polygon in polygons for point in polygon]
    ys = [point[1] for polygon in polygons for point in polygon]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _selection(polygons: list[list[list[float]]]) -> dict[str, Any]:
    return {"union": [{"polygon": polygon} for polygon in polygons]}


def _copy_move(place: _Place, second: Source | None) -> dict[str, Any]:
    regions = place.regions()
    (x, y), (to_x, to_y) = _middle(regions), place.point("to")
    if math.hypot(to_x - x, to_y - y) < 0.02 * max(place.width, place.height):
        raise Refusal(_("Put the copy further away from where it comes from."), status=400)
    copy = {"from": _selection(regions), "move": [round(to_x - x), round(to_y - y)], "match_light": 0.5}
    scale = round(place.number("scale", 0.3, 3, 1), 3)
    return {"copies": [copy | {"scale": scale, "flip": bool(place.given.get("flip", False))}]}


def _object_removal(place: _Place, second: Source | None) -> dict[str, Any]:
    regions = place.regions()
    if sum(map(area_of, regions)) > _MOST_FILLED:
        raise Refusal(
            _(
                "That is too large to be filled from its surroundings. Draw closer around it, or take a smaller thing."
            ),
            status=400,
        )
    return {"remove": [{"polygon": polygon} for polygon in regions]}


def _retouch(place: _Place, second: Source | None) -> dict[str, Any]:
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


def _splicing(place: _Place, second: Source | None) -> dict[str, Any]:
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


def _crop_out(place: _Place, second: Source | None) -> dict[str, Any]:
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


def _face_morph(place: _Place, second: Source | None) -> dict[str, Any]:
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


def _nothing(place: _Place, second: Source | None) -> dict[str, Any]:
    return {}


def _film_speed(place: _Place, second: Source | None) -> dict[str, Any]:
    return {"pace": _pace(place, 0.25, 4), **place.during()}


def _pace(place: _Place, low: float, high: float) -> float:
    pace = round(place.number("strength", low, high), 3)
    if abs(pace - 1) < 0.06:
        raise Refusal(_("Choose a speed that differs enough to be noticed."), status=400)
    return pace


def _film_omission(place: _Place, second: Source | None) -> dict[str, Any]:
    return {"cuts": [place.inner_span()]}


def _film_during(place: _Place, second: Source | None) -> dict[str, Any]:
    return place.during()


def _freeze_loop(place: _Place, second: Source | None) -> dict[str, Any]:
    start, end = place.span()
    mode = place.given.get("mode", "freeze")
    if mode == "freeze":
        return {"mode": "freeze", "repeat": [start, end]}
    if mode not in ("loop", "pendulum"):
        raise ValueError(mode)
    until = place.number("until", 0, place.seconds, min(place.seconds, end + (end - start)))
    if until <= end + _LEAST_S:
        raise Refusal(_("Leave a little of the clip before the stretch and after it."), status=400)
    return {"mode": mode, "repeat": [start, end], "until": round(until, 3)}


def _sound_omission(place: _Place, second: Source | None) -> dict[str, Any]:
    return {"cut": [place.inner_span()], **place.room()}


def _sound_reorder(place: _Place, second: Source | None) -> dict[str, Any]:
    spans = sorted([place.span(), place.span("other_span")])
    if spans[0][1] > spans[1][0]:
        raise Refusal(_("The two stretches lie over each other. Choose two that do not."), status=400)
    return {"swap": spans, **place.room()}


def _sound_speed(place: _Place, second: Source | None) -> dict[str, Any]:
    factor = min(1.7, max(0.6, 1 / _pace(place, 0.6, 1.65)))
    return {"at": [place.span()], "factor": round(factor, 3), **place.room()}


_WAYS: Mapping[tuple[str, str], Callable[[_Place, Source | None], dict[str, Any]]] = {
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
