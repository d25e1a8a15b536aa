"""`judge`: is this clip real or manipulated, and how sure are you? One control for both."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.items.types.base import ItemType, Marked, QuestionForm, Shown
from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS, JudgeResponse, mark_judge


@dataclass(frozen=True)
class Stop:
    """One stop of the control: its probability, which side it is on, and how it is said."""

    p_manipulated: float
    side: str
    percent: int
    name: str | Promise


_SURE = {95: _("very sure"), 80: _("fairly sure"), 60: _("a little sure")}


def stops() -> list[Stop]:
    """The seven stops from left (real) to right (manipulated), with "I would check first" in the middle."""
    made = []
    for p in STOPS:
        percent = round(100 * max(p, 1 - p))
        side = "check" if p == CHECK_FIRST else "fake" if p > CHECK_FIRST else "real"
        made.append(Stop(p, side, percent, _SURE.get(percent, _("I would check first"))))
    return made


_BY_NAME = {str(p): p for p in STOPS}


class JudgeForm(QuestionForm):
    """Exactly one stop must be chosen. The template draws the scale, so this reads text: a choice field costs more."""

    p_manipulated = forms.CharField(
        error_messages={
            "required": _(
                "Choose a place on the scale first: from real, past “I would check first”, to manipulated."
            ),
        },
    )

    def clean_p_manipulated(self) -> float:
        p = _BY_NAME.get(self.cleaned_data["p_manipulated"])
        if p is None:
            raise forms.ValidationError(_("That is not a place on the scale. Choose one of the seven."))
        return p


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    response = JudgeResponse(cleaned["p_manipulated"])
    mark = mark_judge(response, shown.is_manipulated)
    return Marked(
        response={"p_manipulated": response.p_manipulated},
        points=mark.points,
        outcome=mark.outcome.value,
        p_manipulated=response.p_manipulated,
    )


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    sure = {"right": 0.95, "partly": 0.6, "wrong": 0.05}
    return {
        how: {"p_manipulated": p if shown.is_manipulated else round(1 - p, 2)} for how, p in sure.items()
    } | {"none": {}}


JUDGE = ItemType(
    slug="judge",
    form=JudgeForm,
    template="attempts/types/_judge.html",
    mark=_mark,
    suits=lambda pair: True,
    samples=_samples,
    offer=lambda shown: {"stops": stops()},
    reads_pair=False,
    judges=True,
)
