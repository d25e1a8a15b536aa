"""The words that go with a pair: title, what is to be seen or heard, what gives it away."""

import unicodedata
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.clips.catalogue_words import CUES, LANGUAGES
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.studio.locking import changeable
from quizzes.studio.models import Draft

LONGEST = {
    "title": 120,
    "alt": 500,
    "reveal": 1500,
    "claim_original": 300,
    "claim_twin": 300,
    "transcript_original": 3000,
    "transcript_twin": 3000,
}
"""The texts there are, and how many characters each may have."""


def describe_draft(
    *, draft: Draft, texts: Mapping[str, Mapping[str, str]], cues: Collection[str], difficulty: str
) -> Draft:
    """Keep the words of a draft: `texts` by language (en, nl) and name (see `LONGEST`), cues and difficulty.

    One language may follow later; its readers are shown the other one until then. Raises `Refusal`.
    """
    if difficulty not in Pair.Difficulty.values:
        raise Refusal(_("Choose how hard it is."), status=400)
    if not set(cues) <= CUES:
        raise Refusal(_("Choose what gives it away from the list."), status=400)
    kept = plain_texts(texts)
    with transaction.atomic():
        fresh = changeable(draft)
        fresh.texts = kept
        fresh.cues, fresh.difficulty = sorted(set(cues)), difficulty
        fresh.save(update_fields=["texts", "cues", "difficulty", "changed_at"])
    return fresh


def plain_texts(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return what was written, by language, without what is empty. Raises `Refusal` for a text that is too long."""
    kept: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        found = {name: _plain(texts.get(language, {}).get(name, "")) for name in LONGEST}
        for name, text in found.items():
            if len(text) > LONGEST[name]:
                raise Refusal(
                    _("One of the texts is too long: at most %(count)s characters.")
                    % {"count": LONGEST[name]},
                    status=400,
                )
        kept[language] = {name: text for name, text in found.items() if text}
    return {language: found for language, found in kept.items() if found}


def _plain(text: str) -> str:
    """Drop what cannot be seen, and what turns the direction of a line around; line ends stay."""
    shown = text.replace("\r\n", "\n")
    return "".join(each for each in shown if each == "\n" or unicodedata.category(each)[0] != "C").strip()
