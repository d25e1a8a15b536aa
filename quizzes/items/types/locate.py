"""`locate`: where was it changed? By pointer, by touch, or by the name of a cell of a grid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.clips.truth import unpack_mask
from quizzes.items.types.base import ItemType, Marked, Shown
from quizzes.scoring.marking.grid import CELLS, cell_at
from quizzes.scoring.marking.judge import CHECK_FIRST
from quizzes.scoring.marking.locate import Cell, LocateResponse, Point, mark_locate


class LocateForm(forms.Form):
    """A point in fractions of the picture, or a cell; a point wins, because it says more."""

    x = forms.FloatField(required=False, min_value=0, max_value=1)
    y = forms.FloatField(required=False, min_value=0, max_value=1)
    cell = forms.ChoiceField(required=False, choices=[(name, name) for name in CELLS])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            raise forms.ValidationError(
                _("That place is not in the picture. Point at it again, or choose a cell of the grid.")
            )
        has_point = cleaned.get("x") is not None and cleaned.get("y") is not None
        if not has_point and not cleaned.get("cell"):
            raise forms.ValidationError(
                _("Point at the place first: click or tap the picture, or choose a cell of the grid.")
            )
        return cleaned


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    place: LocateResponse
    if cleaned.get("x") is not None and cleaned.get("y") is not None:
        place = Point(cleaned["x"], cleaned["y"])
        response = {"x": round(place.x, 4), "y": round(place.y, 4), "cell": cell_at(place.x, place.y)}
    else:
        place = Cell(cleaned["cell"])
        response = {"cell": place.name}
    if not shown.is_manipulated:
        return Marked(response=response)  # nothing was changed, so no place can be right or wrong
    mark = mark_locate(place, unpack_mask(shown.truth))
    return Marked(response={**response, "distance": round(mark.distance, 4)}, points=round(mark.points, 4))


LOCATE = ItemType(
    slug="locate",
    form=LocateForm,
    template="attempts/_locate.html",
    mark=_mark,
    needs_truth=True,
    asked_after=lambda p_manipulated: p_manipulated is not None and p_manipulated > CHECK_FIRST,
)
