"""Reading what was pointed out from the fields of a page, with or without script."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from literacy.studio.place_fields import MODES, PART, PULLS, SCALES, WHOLE, parts_of
from literacy.studio.place_shapes import ELLIPSE, OUTLINE, RECTANGLE, Polygon, Shape, read_outline
from quizzes.clips.models import Medium
from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING, TOUCHES_A_PERSON

_YES = ("on", "true", "1")
_LONGEST = 40


def read_place(draft: Draft, data: QueryDict) -> dict[str, Any]:
    """Return the place that `data` tells, as `shape_draft.place_change` takes it: fractions and seconds.

    Only what the technique of the draft asks is read. Raises `Refusal` naming the field that is missing or wrong.
    """
    place: dict[str, Any] = {}
    for part in parts_of(draft.medium, draft.technique):
        value = _READERS[part](draft, data)
        if value is not None:
            place[part] = value
    touches = draft.medium == Medium.SOUND or {"regions", "thing"} & set(place)
    if touches and data.get(TOUCHES_A_PERSON) in _YES:
        place[TOUCHES_A_PERSON] = True
    return place


def _number(data: Mapping[str, Any], name: str, word: str, low: float, high: float) -> float:
    """A number within its limits; a comma does as well as a point."""
    text = str(data.get(name) or "").strip().replace(",", ".")
    if not text:
        raise Refusal(_("“{field}” is still empty.").format(field=word), status=400)
    try:
        value = float(text) if len(text) <= _LONGEST else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Refusal(_("“{field}” has to be a number.").format(field=word), status=400)
    if not low <= value <= high:
        raise Refusal(
            _("“{field}” has to lie between {low} and {high}.").format(
                field=word, low=f"{low:g}", high=f"{high:g}"
            ),
            status=400,
        )
    return value


def _share(data: Mapping[str, Any], name: str, word: str, low: float = 0) -> float:
    return round(_number(data, name, word, low, 100) / 100, 6)


def _polygon(data: QueryDict) -> Polygon:
    kind = data.get("shape") or RECTANGLE
    if kind not in (RECTANGLE, ELLIPSE, OUTLINE):
        raise Refusal(_("Choose a shape from the list."), status=400)
    left, top = _share(data, "left", _("From the left")), _share(data, "top", _("From the top"))
    width = min(_share(data, "width", _("Width"), 0.1), 1 - left)
    height = min(_share(data, "height", _("Height"), 0.1), 1 - top)
    if min(width, height) <= 0:
        raise Refusal(
            _("The place lies at the very edge of the picture. Move it further inside."), status=400
        )
    outline = read_outline(data.get("outline") or "") if kind == OUTLINE else ()
    return Shape(kind, left, top, width, height, outline).polygon()


def _regions(draft: Draft, data: QueryDict) -> list[Polygon]:
    return [_polygon(data)]


def _thing(draft: Draft, data: QueryDict) -> Polygon:
    return _polygon(data)


def _to(draft: Draft, data: QueryDict) -> list[float]:
    return [
        _share(data, "to_left", _("Its middle, from the left")),
        _share(data, "to_top", _("Its middle, from the top")),
    ]


def _crop(draft: Draft, data: QueryDict) -> list[float]:
    left, top = _share(data, "left", _("From the left")), _share(data, "top", _("From the top"))
    share = _share(data, "width", _("Width"), 0.1)
    # What would reach beyond the picture is moved back into it, as the page does.
    left, top = min(left, 1 - share), min(top, 1 - share)
    return [round(each, 6) for each in (left, top, left + share, top + share)]


def _moves(draft: Draft, data: QueryDict) -> list[list[float]]:
    moves = []
    for number, name in enumerate(PULLS, 1):
        names = [name + ending for ending in ("_left", "_top", "_to_left", "_to_top")]
        if number > 1 and not any((data.get(each) or "").strip() for each in names):
            continue
        word = _("Arrow {number}").format(number=number)
        x, y, to_x, to_y = (_share(data, each, word) for each in names)
        if math.hypot(to_x - x, to_y - y) < 0.002:
            raise Refusal(_("An arrow has no length. Pull its end away from its start."), status=400)
        moves.append([x, y, round(to_x - x, 6), round(to_y - y, 6)])
    return moves


def _scale(draft: Draft, data: QueryDict) -> float:
    low, high = SCALES[draft.technique]
    return round(_number({"scale": 100} | data.dict(), "scale", _("Its size"), low, high) / 100, 4)


def _flip(draft: Draft, data: QueryDict) -> bool | None:
    return data.get("flip") in _YES or None


def _strength(draft: Draft, data: QueryDict) -> float:
    limits = {("photo", "retouch"): (0.3, 3), ("video", "speed-change"): (0.25, 4)}
    low, high = limits.get((draft.medium, draft.technique), (0.6, 1.65))
    word = _("Brightness") if draft.medium == Medium.PHOTO else _("Speed")
    return _number(data, "strength", word, low, high)


def _turn(draft: Draft, data: QueryDict) -> float | None:
    return _number({"turn": 0} | data.dict(), "turn", _("Colour"), -180, 180) or None


def _span(draft: Draft, data: QueryDict) -> list[float] | None:
    may_be_whole = "span" in FITTING[draft.medium][draft.technique].may
    which = data.get("which") or PART
    if may_be_whole and which not in (PART, WHOLE):
        raise Refusal(_("Choose the whole clip or a part of it."), status=400)
    return None if may_be_whole and which == WHOLE else _edges(draft, data, "from", "until")


def _other_span(draft: Draft, data: QueryDict) -> list[float]:
    return _edges(draft, data, "other_from", "other_until")


def _edges(draft: Draft, data: QueryDict, first: str, last: str) -> list[float]:
    seconds = float(draft.facts["seconds"])
    # The page shows two decimals, so the end of the clip may read a little later than it is.
    start = _number(data, first, _("From"), 0, seconds + 0.01)
    end = min(seconds, _number(data, last, _("Until"), 0, seconds + 0.01))
    if end <= start:
        raise Refusal(_("The end of a stretch has to come after its start."), status=400)
    return [round(start, 3), round(end, 3)]


def _mode(draft: Draft, data: QueryDict) -> str:
    mode = data.get("mode") or "freeze"
    if mode not in MODES:
        raise Refusal(_("Choose what happens from the list."), status=400)
    return mode


def _until(draft: Draft, data: QueryDict) -> float | None:
    if _mode(draft, data) == "freeze" or not (data.get("repeat_until") or "").strip():
        return None
    seconds = float(draft.facts["seconds"])
    return min(seconds, _number(data, "repeat_until", _("It goes on until"), 0, seconds + 0.01))


_READERS: Mapping[str, Callable[[Draft, QueryDict], Any]] = {
    "regions": _regions,
    "thing": _thing,
    "to": _to,
    "crop": _crop,
    "moves": _moves,
    "scale": _scale,
    "flip": _flip,
    "strength": _strength,
    "turn": _turn,
    "span": _span,
    "other_span": _other_span,
    "mode": _mode,
    "until": _until,
}
"""How each part of a place is read, by the name `recipes.params_for` has for it; None where it is not told."""
