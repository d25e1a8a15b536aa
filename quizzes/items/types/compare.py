"""`compare`: both halves side by side; which of the two is the manipulated one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.clips.models import Half, Pair
from quizzes.items.types.base import How, ItemType, Marked, QuestionForm, Shown, Shows, Told, about_picture
from quizzes.scoring.marking.choice import mark_choice

SIDES = ("A", "B")


class CompareForm(QuestionForm):
    """A side."""

    side = forms.ChoiceField(
        choices=[(side, side) for side in SIDES],
        error_messages={
            "required": gettext_lazy("Choose A or B first. If you cannot tell, guess: that is allowed here."),
            "invalid_choice": gettext_lazy("That is neither A nor B. Choose one of the two."),
        },
    )


def twin_side(half: str) -> str:
    """The side on which the twin is, given the half on side A."""
    return "A" if half == Half.TWIN else "B"


def suits(pair: Pair) -> bool:
    """Whether there are two halves that differ by themselves and not by their captions."""
    return about_picture(pair) and pair.has_both


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    mark = mark_choice(cleaned["side"], twin_side(shown.half))
    return Marked(response={"side": cleaned["side"], "verdict": mark.verdict.value}, points=mark.points)


def _told(marked: Marked, shown: Shown) -> Told | None:
    sides = {"chosen": marked.response["side"], "right": twin_side(shown.half)}
    if marked.points:
        return Told(
            How.RIGHT,
            _("You picked %(chosen)s, and %(chosen)s was manipulated.") % sides,
            _("Guessing alone is right half of the time, so this is counted apart from single clips."),
            headline=gettext_lazy("You told them apart."),
        )
    return Told(
        How.WRONG,
        _("You picked %(chosen)s; it was %(right)s.") % sides,
        headline=gettext_lazy("It was the other one."),
    )


def _says(response: Mapping[str, Any]) -> str:
    return _("You picked %(side)s.") % {"side": response["side"]}


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    right = twin_side(shown.half)
    return {"right": {"side": right}, "wrong": {"side": SIDES[right == "A"]}, "none": {}}


COMPARE = ItemType(
    slug="compare",
    form=CompareForm,
    template="attempts/types/_compare.html",
    mark=_mark,
    suits=suits,
    samples=_samples,
    told=_told,
    says=_says,
    reread=lambda response: {"side": response["side"]},
    offer=lambda shown: {"sides": SIDES},
    reads_pair=False,
    shows=Shows.BOTH,
)
