"""Reading number fields into a place, as `quizzes.studio.recipes.params_for` takes it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING, TOUCHES_A_PERSON, Need


def read_place(draft: Draft, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the place in fractions and seconds. Raises `Refusal` where a number is missing or none."""
    need = FITTING.get(draft.medium, {}).get(draft.technique, Need(()))
    place: dict[str, Any] = {}
    for part in (*need.must, *need.may):
        found = _part(part, given)
        if found is not None:
            place[part] = found
    if given.get(TOUCHES_A_PERSON):
        place[TOUCHES_A_PERSON] = True
    return place


def _part(part: str, given: Mapping[str, str]) -> Any:
    if part in ("regions", "thing", "crop", "moves"):
        box = _numbers(given, "left", "top", "width", "height")
        if box is None:
            return None
        left, top, width, height = (each / 100 for each in box)
        right, bottom = left + width, top + height
        if part == "crop":
            return [left, top, right, bottom]
        if part == "moves":
            by = _numbers(given, "move_left", "move_top")
            return None if by is None else [[left + width / 2, top + height / 2, by[0] / 100, by[1] / 100]]
        polygon = [[left, top], [right, top], [right, bottom], [left, bottom]]
        return [polygon] if part == "regions" else polygon
    if part == "to":
        to = _numbers(given, "to_left", "to_top")
        return None if to is None else [each / 100 for each in to]
    if part == "span":
        return _numbers(given, "from", "until")
    if part == "other_span":
        return _numbers(given, "other_from", "other_until")
    if part == "strength":
        one = _numbers(given, "strength")
        return None if one is None else one[0]
    return None


def _numbers(given: Mapping[str, str], *names: str) -> list[float] | None:
    said = [given.get(name, "").strip().replace(",", ".") for name in names]
    if not any(said):
        return None
    try:
        numbers = [float(each) for each in said]
    except ValueError:
        numbers = [math.nan]
    if not all(map(math.isfinite, numbers)):
        raise Refusal(_("Fill in a number in each of the fields that belong together."), status=422)
    return numbers
