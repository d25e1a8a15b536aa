"""How the library says what rows keep as short words: licences, people, kinds of choice."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Medium, Pair
from quizzes.clips.vocabulary import CUES, LICENCES, TECHNIQUES

FACETS: dict[str, str | Promise] = {
    "technique": _("Technique"),
    "difficulty": _("Difficulty"),
    "cue": _("What gives it away"),
    "medium": _("Medium"),
    "licence": _("Licence"),
}

PEOPLE: dict[str, str | Promise] = {
    "none": _("Nobody is in the picture."),
    "unrecognisable": _("There are people in the picture, but nobody can be recognised."),
    "recognisable": _("Somebody can be recognised."),
    "public-figure": _("Somebody in the picture is known to the public."),
    "deceased-public": _("Somebody in the picture was known to the public and has died."),
}


def word_for(facet: str, value: str) -> str:
    """A value as a person reads it; one that the vocabulary lacks is said as it is."""
    words: dict[str, str | Promise]
    if facet == "technique":
        return str(TECHNIQUES[value].name) if value in TECHNIQUES else value
    if facet == "cue":
        words = CUES
    elif facet == "medium":
        words = dict(Medium.choices)
    elif facet == "difficulty":
        words = dict(Pair.Difficulty.choices)
    else:
        words = LICENCES
    return str(words.get(value, value))
