"""`technique`: what was done to it? One of four, of which one is right and one is near."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.clips.families import FAMILIES, OFFERED_TECHNIQUES
from quizzes.clips.models import Pair
from quizzes.clips.vocabulary import TECHNIQUES, Term
from quizzes.items.types.base import (
    How,
    ItemType,
    Marked,
    QuestionForm,
    Said,
    Shown,
    Told,
    after_doubt,
    kind_of_clip,
)
from quizzes.scoring.marking.choice import Verdict, mark_technique

OFFERED = 4


@dataclass(frozen=True)
class Option:
    """One technique that can be picked."""

    slug: str
    term: Term


def options(shown: Shown) -> list[str]:
    """The techniques offered: the right one, a near one where there is any, and far ones, in an order by lot.

    Drawn with the secret seed of the showing, and alike for both halves. Of a clip that nothing was done to, one
    is taken by lot for the right one, so that its list looks like any other.
    """
    pair, chance = shown.the_pair, random.Random(f"technique:{shown.seed}")
    pool = list(OFFERED_TECHNIQUES[kind_of_clip(pair)])
    right = pair.technique if pair.technique in pool else chance.choice(pool)
    sisters = [each for each in pool if each != right and FAMILIES[each] == FAMILIES[right]]
    near = [chance.choice(sisters)] if sisters else []
    far = [each for each in pool if each != right and each not in sisters]
    offered = [right, *near]
    offered += chance.sample(far, min(len(far), OFFERED - len(offered)))
    rest = [each for each in pool if each not in offered]
    offered += chance.sample(rest, OFFERED - len(offered))
    chance.shuffle(offered)
    return offered


class TechniqueForm(QuestionForm):
    """One of those on offer."""

    technique = forms.CharField(error_messages={"required": gettext_lazy("Pick one of the four first.")})

    def clean_technique(self) -> str:
        chosen: str = self.cleaned_data["technique"]
        if self.shown is not None and chosen not in options(self.shown):
            raise forms.ValidationError(
                gettext_lazy("That is not one of the four. Pick the one that fits best.")
            )
        return chosen


def suits(pair: Pair) -> bool:
    """Whether its technique can stand among others: it has a name that goes with such clips, or nothing was done."""
    pool = OFFERED_TECHNIQUES.get(kind_of_clip(pair), ())
    return pair.has_original and (not pair.has_twin or pair.technique in pool)


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    chosen = cleaned["technique"]
    if not shown.is_manipulated:
        return Marked(response={"technique": chosen})
    mark = mark_technique(chosen, shown.the_pair.technique, FAMILIES)
    return Marked(response={"technique": chosen, "verdict": mark.verdict.value}, points=mark.points)


def _told(marked: Marked, shown: Shown) -> Told | None:
    names = {"chosen": TECHNIQUES[marked.response["technique"]].name}
    if marked.points is None:
        return Told(How.UNMARKED, _("You picked “%(chosen)s”, but to what you saw nothing was done.") % names)
    names["right"] = TECHNIQUES[shown.the_pair.technique].name
    if marked.response["verdict"] == Verdict.RIGHT:
        return Told(How.RIGHT, _("You picked “%(chosen)s”. That is what was done.") % names)
    sentence = _("You picked “%(chosen)s”; it is “%(right)s”.") % names
    if marked.response["verdict"] == Verdict.NEAR:
        return Told(How.PARTLY, sentence, _("The two are related, so that counts for half."))
    return Told(How.WRONG, sentence)


def _asked_after(said: Said) -> bool:
    """After a comparison, too: there one of the two is manipulated for certain."""
    return after_doubt(said) or "compare" in said.answered


def _says(response: Mapping[str, Any]) -> str:
    return _("You picked “%(chosen)s”.") % {"chosen": TECHNIQUES[response["technique"]].name}


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    right = shown.the_pair.technique
    found: dict[str, dict[str, Any]] = {"none": {}}
    for each in options(shown):
        mark = mark_technique(each, right, FAMILIES)
        found["partly" if mark.verdict is Verdict.NEAR else mark.verdict.value] = {"technique": each}
    return found


TECHNIQUE = ItemType(
    slug="technique",
    form=TechniqueForm,
    template="attempts/types/_technique.html",
    mark=_mark,
    suits=suits,
    samples=_samples,
    told=_told,
    says=_says,
    reread=lambda response: {"technique": response["technique"]},
    offer=lambda shown: {"options": [Option(each, TECHNIQUES[each]) for each in options(shown)]},
    asked_after=_asked_after,
)
