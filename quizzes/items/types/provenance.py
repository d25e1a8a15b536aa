"""`provenance`: what do the Content Credentials of this file prove? One of four statements."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.clips.credential_cards import can_be_signed
from quizzes.clips.models import Pair
from quizzes.clips.specimen_cards import SpecimenCard, specimen_card
from quizzes.clips.specimens import SpecimenState, state_for
from quizzes.items.types.base import How, ItemType, Marked, QuestionForm, Shown, Told, about_picture
from quizzes.items.types.statements import BY_SLUG, STATEMENTS, Statement
from quizzes.scoring.marking.choice import mark_choice


def state_of(shown: Shown) -> SpecimenState:
    """The state of the credentials: drawn with the secret seed of the showing, and never from the half."""
    return state_for(_number(shown))


def card_of(shown: Shown) -> SpecimenCard:
    """What the file says of itself. Raises Refusal where it cannot be signed."""
    return specimen_card(shown.the_pair, shown.half, state_of(shown), _number(shown))


def _number(shown: Shown) -> int:
    return random.Random(f"provenance:{shown.seed}").getrandbits(64)


def statements(shown: Shown) -> list[Statement]:
    """The four that are offered, in an order by lot."""
    offered = list(STATEMENTS[state_of(shown)])
    random.Random(f"statements:{shown.seed}").shuffle(offered)
    return offered


class ProvenanceForm(QuestionForm):
    """One of the statements on offer."""

    statement = forms.CharField(error_messages={"required": gettext_lazy("Pick one of the four first.")})

    def clean_statement(self) -> str:
        chosen: str = self.cleaned_data["statement"]
        if self.shown is not None and chosen not in {each.slug for each in statements(self.shown)}:
            raise forms.ValidationError(
                gettext_lazy("That is not one of the four. Pick the one that fits best.")
            )
        return chosen


def suits(pair: Pair) -> bool:
    """Whether both halves are there, so that there is something at stake, and this site can sign them."""
    return about_picture(pair) and pair.has_both and can_be_signed()


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    right = STATEMENTS[state_of(shown)][0].slug
    mark = mark_choice(cleaned["statement"], right)
    kept = {"statement": cleaned["statement"], "right": right, "verdict": mark.verdict.value}
    return Marked(response=kept, points=mark.points)


def _told(marked: Marked, shown: Shown) -> Told | None:
    chosen, right = BY_SLUG[marked.response["statement"]], BY_SLUG[marked.response["right"]]
    sentence = _("You picked “%(chosen)s”") % {"chosen": chosen.text}
    if marked.points:
        return Told(
            How.RIGHT,
            sentence,
            str(chosen.feedback),
            headline=gettext_lazy("You read the credentials for what they are."),
        )
    better = _("What does follow: “%(right)s”") % {"right": right.text}
    return Told(
        How.WRONG,
        sentence,
        f"{chosen.feedback} {better}",
        headline=gettext_lazy("That is not what these credentials prove."),
    )


def _says(response: Mapping[str, Any]) -> str:
    return _("You picked “%(chosen)s”") % {"chosen": BY_SLUG[response["statement"]].text}


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    right, *_near, wrong = STATEMENTS[state_of(shown)]
    return {"right": {"statement": right.slug}, "wrong": {"statement": wrong.slug}, "none": {}}


PROVENANCE = ItemType(
    slug="provenance",
    form=ProvenanceForm,
    template="attempts/types/_provenance.html",
    mark=_mark,
    suits=suits,
    samples=_samples,
    told=_told,
    says=_says,
    reread=lambda response: {"statement": response["statement"]},
    offer=lambda shown: {"card": card_of(shown), "statements": statements(shown)},
)
