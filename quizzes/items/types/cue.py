"""`cue`: what gives it away? All that fit of six, some of which do."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.clips.families import OFFERED_CUES
from quizzes.clips.models import Pair
from quizzes.clips.vocabulary import CUES
from quizzes.items.types.base import (
    How,
    ItemType,
    Marked,
    QuestionForm,
    Shown,
    Told,
    after_doubt,
    kind_of_clip,
)
from quizzes.scoring.marking.cue import mark_cues

OFFERED = 6
MOST_RIGHT = 3


@dataclass(frozen=True)
class Option:
    """One cue that can be ticked."""

    slug: str
    words: str | Promise


def right_cues(pair: Pair) -> list[str]:
    """The cues that give a pair away, the most telling first; no more than can stand among others."""
    return [cue for cue in pair.cues if cue in CUES][:MOST_RIGHT]


def options(shown: Shown) -> list[str]:
    """The cues offered: the right ones and others that go with such clips, always as many, in an order by lot.

    Drawn with the secret seed of the showing, and alike for both halves.
    """
    pair, chance = shown.the_pair, random.Random(f"cue:{shown.seed}")
    offered = right_cues(pair)
    others = [each for each in OFFERED_CUES[kind_of_clip(pair)] if each not in pair.cues]
    offered += chance.sample(others, OFFERED - len(offered))
    chance.shuffle(offered)
    return offered


class CueForm(QuestionForm):
    """At least one of those on offer."""

    cue = forms.MultipleChoiceField(
        choices=[(slug, slug) for slug in CUES],
        error_messages={
            "required": gettext_lazy("Tick at least one. What made you think so?"),
            "invalid_choice": gettext_lazy("That is not one of the list. Tick what fits."),
        },
    )

    def clean_cue(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["cue"]
        if self.shown is not None and not set(ticked) <= set(options(self.shown)):
            raise forms.ValidationError(self.fields["cue"].error_messages["invalid_choice"])
        return ticked


def suits(pair: Pair) -> bool:
    """Whether there is anything to tick, and it is not about a picture that a computer made as a whole."""
    return pair.has_original and (not pair.has_twin or bool(right_cues(pair)))


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    ticked, offered = cleaned["cue"], options(shown)
    response = {"cues": [each for each in offered if each in ticked]}
    if not shown.is_manipulated:
        return Marked(response=response)
    mark = mark_cues(set(ticked), set(right_cues(shown.the_pair)), set(offered))
    shares = {"precision": round(mark.precision, 4), "recall": round(mark.recall, 4)}
    return Marked(response=response | shares, points=round(mark.points, 4))


def _told(marked: Marked, shown: Shown) -> Told | None:
    ticked = marked.response["cues"]
    if marked.points is None:
        said = {"cues": _named(ticked)}
        return Told(
            How.UNMARKED,
            _("You ticked: %(cues)s. Nothing was changed here: real clips can look or sound like that.")
            % said,
        )
    right = right_cues(shown.the_pair)
    found = [each for each in ticked if each in right]
    counts = {"found": len(found), "right": len(right)}
    sentence = (
        ngettext(
            "You found %(found)s of %(right)s sign.", "You found %(found)s of %(right)s signs.", len(right)
        )
        % counts
    )
    if marked.points >= 0.999:
        return Told(How.RIGHT, sentence, _("And nothing that is not there."))
    told = []
    missed, extra = (
        [each for each in right if each not in ticked],
        [each for each in ticked if each not in right],
    )
    if missed:
        told.append(_("Also there: %(cues)s.") % {"cues": _named(missed)})
    if extra:
        told.append(_("Not there: %(cues)s.") % {"cues": _named(extra)})
    if marked.points > 0:
        told.append(
            _("That counts for %(percent)s %% of the points.") % {"percent": round(100 * marked.points)}
        )
    return Told(How.PARTLY if marked.points > 0 else How.WRONG, sentence, " ".join(told))


def _named(cues: list[str]) -> str:
    return "; ".join(str(CUES[each]) for each in cues)


def _says(response: Mapping[str, Any]) -> str:
    return _("You ticked: %(cues)s.") % {"cues": _named(response["cues"])}


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    right, offered = right_cues(shown.the_pair), options(shown)
    if not shown.is_manipulated:
        return {"wrong": {"cue": offered[:1]}, "none": {}}
    wrong = [each for each in offered if each not in right]
    return {
        "right": {"cue": right},
        "partly": {"cue": [*right, wrong[0]]},
        "wrong": {"cue": wrong[:1]},
        "none": {},
    }


CUE = ItemType(
    slug="cue",
    form=CueForm,
    template="attempts/types/_cue.html",
    mark=_mark,
    suits=suits,
    samples=_samples,
    told=_told,
    says=_says,
    reread=lambda response: {"cue": response["cues"]},
    offer=lambda shown: {"options": [Option(each, CUES[each]) for each in options(shown)]},
    asked_after=after_doubt,
)
