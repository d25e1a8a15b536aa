"""Where a change happens, as number fields: what a technique asks for, with what was said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Clip, Rendition
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING, TOUCHES_A_PERSON, Need

REGION_FIELDS = ("left", "top", "width", "height")
_PERCENT, _SECONDS = "%", "s"


@dataclass(frozen=True)
class Field:
    """One number: `low`, `high` and `step` in its unit; an empty value is left out where `must` is False."""

    name: str
    label: str | Promise
    unit: str
    value: str
    low: float
    high: float
    step: float
    must: bool = True


@dataclass(frozen=True)
class Placing:
    """The fields of a place; `asks_person` when what is changed there may be part of somebody."""

    fields: Sequence[Field]
    asks_person: bool
    touches_person: bool

    @property
    def is_still(self) -> bool:
        """Whether nothing at all has to be pointed out."""
        return not self.fields


_REGION = {"left": _("from the left"), "top": _("from the top"), "width": _("width"), "height": _("height")}
_LABELS: Mapping[str, Mapping[str, str | Promise]] = {
    "regions": _REGION,
    "thing": _REGION,
    "crop": _REGION,
    "to": {"to_left": _("goes to, from the left"), "to_top": _("goes to, from the top")},
    "moves": {"move_left": _("move to the right"), "move_top": _("move down")},
    "span": {"from": _("from second"), "until": _("until second")},
    "other_span": {
        "other_from": _("second stretch from second"),
        "other_until": _("second stretch until second"),
    },
    "strength": {"strength": _("strength: 1 leaves it as it is")},
}


def placing_of(draft: Draft, link: Callable[[Clip | Rendition], str]) -> Placing:
    """The fields that the technique of a draft asks for; `link` leads to what is shown of it."""
    need = FITTING.get(draft.medium, {}).get(draft.technique, Need(()))
    parts = [part for part in (*need.must, *need.may) if part in _LABELS]
    fields = [
        _field(draft, part, name, label, part in need.must)
        for part in parts
        for name, label in _LABELS[part].items()
    ]
    person = "regions" in need.must or "thing" in need.must
    return Placing(fields, person, bool(draft.place.get(TOUCHES_A_PERSON)))


def _field(draft: Draft, part: str, name: str, label: str | Promise, must: bool) -> Field:
    value = _said(draft.place, part, name)
    shown = "" if value is None else f"{value:g}"
    if part in ("span", "other_span"):
        return Field(name, label, _SECONDS, shown, 0, float(draft.facts.get("seconds") or 0), 0.01, must)
    if part == "strength":
        return Field(name, label, "×", shown, 0.25, 4, 0.05, must)
    low = -20 if part == "moves" else 0
    return Field(name, label, _PERCENT, shown, low, 100, 0.1, must)


def _said(place: Mapping[str, Any], part: str, name: str) -> float | None:
    if part not in place:
        return None
    value = place[part]
    if part in ("regions", "thing"):
        corners = value[0] if part == "regions" else value
        left, top = min(x for x, _y in corners), min(y for _x, y in corners)
        right, bottom = max(x for x, _y in corners), max(y for _x, y in corners)
        box = dict(zip(REGION_FIELDS, (left, top, right - left, bottom - top), strict=True))
        return round(100 * float(box[name]), 1)
    if part == "crop":
        left, top, right, bottom = value
        box = dict(zip(REGION_FIELDS, (left, top, right - left, bottom - top), strict=True))
        return round(100 * float(box[name]), 1)
    if part == "strength":
        return float(value)
    at = 1 if name.endswith(("top", "until")) else 0
    if part == "moves":
        return round(100 * float(value[0][2 + at]), 1)
    return round(float(value[at]) * (100 if part == "to" else 1), 2)
