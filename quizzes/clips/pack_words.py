"""Words for clips whose pack brings none of its own, per language, and how a pack says who is seen."""

from collections.abc import Mapping

from quizzes.clips.catalogue_words import PEOPLE

# Title and alternative text are read before the answer: a generated portrait and a real one that stand beside
# each other must have the very same, or the words would tell.
PORTRAIT: Mapping[str, Mapping[str, str]] = {
    "en": {"title": "A portrait", "alt": "Portrait of one person."},
    "nl": {"title": "Een portret", "alt": "Portret van één persoon."},
}

_MADE = {
    "en": "{generator} made this picture from nothing but a line of text. This person does not exist.",
    "nl": "{generator} maakte dit beeld van niets dan een regel tekst. Deze persoon bestaat niet.",
}
_ASKED = {"en": " The line was: “{prompt}”.", "nl": " Die regel was: “{prompt}”."}
_MODEL = {"en": "A computer model", "nl": "Een computermodel"}
_LOOK = {
    "en": " Look at what carries on behind the head, at earrings and glasses left and right, at teeth and hairs "
    "one by one. Often nothing gives it away: then ask who shows this picture, and where it comes from.",
    "nl": " Kijk naar wat achter het hoofd doorloopt, naar oorbellen en brillenglazen links en rechts, naar "
    "tanden en losse haren. Vaak verraadt niets het: vraag dan wie dit beeld laat zien en waar het vandaan komt.",
}


def generated_face(language: str, generator: str, prompt: str) -> dict[str, str]:
    """Title, alternative text and reveal of a generated portrait, in `en` or `nl`."""
    reveal = _MADE[language].format(generator=generator or _MODEL[language])
    if prompt:
        reveal += _ASKED[language].format(prompt=prompt)
    return {**PORTRAIT[language], "reveal": reveal + _LOOK[language]}


def people_of(said: str) -> str:
    """Turn what a pack says of people into the catalogue's word.

    A pack may use that word, may say more behind a colon or comma, or may use words of its own; then whoever
    is meant counts as recognisable, so that consent must be named.
    """
    word = said.replace(",", ":").split(":")[0].strip().lower()
    if word in PEOPLE:
        return word
    return "unrecognisable" if word in ("none recognisable", "nobody recognisable") else "recognisable"
