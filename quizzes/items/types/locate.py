"""`locate`: where was it changed? By pointer, by touch, or by the name of a cell of a grid; in a film, at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.clips.models import Medium, Pair
from quizzes.clips.truth import Mask, unpack_mask
from quizzes.items.types.base import (
    How,
    ItemType,
    Marked,
    QuestionForm,
    Shown,
    Told,
    about_picture,
    after_doubt,
)
from quizzes.items.types.seconds import read_seconds, say_seconds
from quizzes.scoring.marking.grid import CELLS, cell_at
from quizzes.scoring.marking.locate import Cell, LocateResponse, Point, mark_locate
from quizzes.scoring.marking.when import TOLERANCE_S

# A change that fills more of the picture than this has no place to point at: a new sky, a recoloured wall.
LARGEST_PLACE = 0.3


class LocateForm(QuestionForm):
    """A point in fractions of the picture, or a cell; a point wins, because it says more. Of a film also `at`, in seconds."""

    x = forms.FloatField(required=False, min_value=0, max_value=1)
    y = forms.FloatField(required=False, min_value=0, max_value=1)
    cell = forms.ChoiceField(required=False, choices=[(name, name) for name in CELLS])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            raise forms.ValidationError(
                gettext_lazy(
                    "That place is not in the picture. Point at it again, or choose a cell of the grid."
                )
            )
        if self.shown is not None and self.shown.the_pair.medium == Medium.VIDEO:
            cleaned["at"] = read_seconds(self.data.get("at"), float(self.shown.truth["seconds"]))
            if cleaned["at"] is None:
                raise forms.ValidationError(
                    gettext_lazy("Say first at which second of the video you see it: stop the video there.")
                )
        has_point = cleaned.get("x") is not None and cleaned.get("y") is not None
        if not has_point and not cleaned.get("cell"):
            raise forms.ValidationError(
                gettext_lazy(
                    "Point at the place first: click or tap the picture, or choose a cell of the grid."
                )
            )
        return cleaned


def mask_at(shown: Shown, at: float | None) -> Mask | None:
    """What was changed, in a film at `at` seconds; None where nothing was changed then.

    A hand is late by as much as `when` forgives, so a moment that near counts as the film's nearest altered one.
    """
    moments = shown.truth.get("moments")
    if at is None or not moments:
        return unpack_mask(shown.truth)
    apart, nearest = min(
        ((max(0.0, each["start"] - at, at - each["end"]), each) for each in moments), key=lambda one: one[0]
    )
    return unpack_mask({"size": shown.truth["size"], **nearest}) if apart <= TOLERANCE_S else None


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    place: LocateResponse
    if cleaned.get("x") is not None and cleaned.get("y") is not None:
        place = Point(cleaned["x"], cleaned["y"])
        response: dict[str, Any] = {
            "x": round(place.x, 4),
            "y": round(place.y, 4),
            "cell": cell_at(place.x, place.y),
        }
    else:
        place = Cell(cleaned["cell"])
        response = {"cell": place.name}
    at = cleaned.get("at")
    if at is not None:
        response["at"] = at
    if not shown.is_manipulated:
        return Marked(response=response)  # nothing was changed, so no place can be right or wrong
    mask = mask_at(shown, at)
    if mask is None:
        return Marked(response={**response, "unchanged_then": True}, points=0.0)
    mark = mark_locate(place, mask)
    return Marked(response={**response, "distance": round(mark.distance, 4)}, points=round(mark.points, 4))


def _told(marked: Marked, shown: Shown) -> Told | None:
    cell, points = marked.response["cell"], marked.points
    if points is None:
        if shown.the_pair.medium == Medium.VIDEO:
            return Told(
                How.UNMARKED,
                _("You pointed at %(cell)s, but in the video you saw nothing was changed.") % {"cell": cell},
            )
        return Told(
            How.UNMARKED,
            _("You pointed at %(cell)s, but in the photo you saw nothing was changed.") % {"cell": cell},
        )
    if marked.response.get("unchanged_then"):
        said = {"at": say_seconds(marked.response["at"])}
        return Told(How.WRONG, _("You pointed at %(at)s s. Nothing was changed at that moment.") % said)
    if points >= 0.999:
        return Told(How.RIGHT, _("You pointed at the very place."))
    if points > 0:
        share = {"percent": round(100 * points)}
        return Told(
            How.PARTLY,
            _("You pointed close to the place."),
            _("Beside it counts for a part: %(percent)s %% of the points.") % share,
        )
    return Told(How.WRONG, _("You pointed at another place. See where it was."))


def suits(pair: Pair) -> bool:
    """Whether "where?" is a fair question: not of a caption, and not where a blind guess would often be right."""
    if not about_picture(pair):
        return False
    if pair.medium == Medium.PHOTO:
        return not pair.has_twin or float(unpack_mask(pair.truth).mean()) <= LARGEST_PLACE
    places = [each for each in pair.truth.get("moments", []) if "mask" in each or each.get("regions")]
    return (
        pair.medium == Medium.VIDEO
        and bool(places)
        and float(unpack_mask(pair.truth).mean()) <= LARGEST_PLACE
    )


def _says(response: Mapping[str, Any]) -> str:
    return _("You pointed at %(cell)s.") % {"cell": response["cell"]}


def _reread(response: Mapping[str, Any]) -> dict[str, Any]:
    """A point, of which the cell follows, or a cell and no point."""
    at = {"at": response["at"]} if "at" in response else {}
    if "x" in response:
        return {"x": response["x"], "y": response["y"], **at}
    return {"x": None, "cell": response["cell"], **at}


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    moments = shown.truth.get("moments") or []
    at = {"at": (moments[0]["start"] + moments[0]["end"]) / 2} if moments else {}
    if shown.pair is not None and shown.pair.medium == Medium.VIDEO:
        at = at or {"at": 0.0}
    if not shown.is_manipulated or not (shown.truth.get("regions") or "mask" in shown.truth):
        return {"wrong": {"cell": "A1", **at}, "none": at}
    mask = mask_at(shown, at.get("at"))
    if mask is None:  # the moment was taken from the truth
        raise ValueError("a moment of the truth has no place")
    points = {cell: mark_locate(Cell(cell), mask).points for cell in CELLS}
    found = {
        "right": max(points, key=lambda cell: points[cell]),
        "wrong": min(points, key=lambda cell: points[cell]),
    }
    partly = [cell for cell, each in points.items() if 0 < each < 1]
    if partly:
        found["partly"] = partly[0]
    return {how: {"cell": cell, **at} for how, cell in found.items()} | {"none": at}


LOCATE = ItemType(
    slug="locate",
    form=LocateForm,
    template="attempts/types/_locate.html",
    mark=_mark,
    suits=suits,
    samples=_samples,
    told=_told,
    says=_says,
    reread=_reread,
    offer=lambda shown: {"cells": CELLS, "seconds": shown.truth.get("seconds")},
    asked_after=after_doubt,
    over_clip="attempts/types/_locate_grid.html",
)
