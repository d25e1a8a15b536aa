"""Reading number fields into a place, as `quizzes.studio.recipes.params_for` takes it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from literacy.studio.placing import REGION_FIELDS
from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING, TOUCHES_A_PERSON, Need

Given = Mapping[str, str]


def read_place(draft: Draft, given: Given) -> dict[str, Any]:
    """Return the place in fractions and seconds. Raises `Refusal` where a number is missing or none."""
    need = FITTING.get(draft.medium, {}).get(draft.technique, Need(()))
    place: dict[str, Any] = {}
    for part in (*need.must, *need.may):
        found = _READERS[part](given) if part in _READERS else None
        if found is not None:
            place[part] = found
    if given.get(TOUCHES_A_PERSON):
        place[TOUCHES_A_PERSON] = True
    return place


def _box(given: Given) -> list[float] | None:
    box = _shares(given, *REGION_FIELDS)
    return None if box is None else [box[0], box[1], box[0] + box[2], box[1] + box[3]]


def _polygon(given: Given) -> list[list[float]] | None:
    if (box := _box(given)) is None:
        return None
    left, top, right, bottom = box
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def _regions(given: Given) -> list[list[list[float]]] | None:
    polygon = _polygon(given)
    return None if polygon is None else [polygon]


def _moves(given: Given) -> list[list[float]] | None:
    box, by = _box(given), _shares(given, "move_left", "move_top")
    if box is None or by is None:
        return None
    return [[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, *by]]


def _strength(given: Given) -> float | None:
    found = _numbers(given, "strength")
    return None if found is None else found[0]


_READERS: Mapping[str, Callable[[Given], Any]] = {
    "regions": _regions,
    "thing": _polygon,
    "crop": _box,
    "moves": _moves,
    "to": lambda given: _shares(given, "to_left", "to_top"),
    "span": lambda given: _numbers(given, "from", "until"),
    "other_span": lambda given: _numbers(given, "other_from", "other_until"),
    "strength": _strength,
}


def _shares(given: Given, *names: str) -> list[float] | None:
    found = _numbers(given, *names)
    return None if found is None else [each / 100 for each in found]


def _numbers(given: Given, *names: str) -> list[float] | None:
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
