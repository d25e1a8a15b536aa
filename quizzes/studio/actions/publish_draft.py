"""Showing a pair to the school, and taking it away again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.models import Medium, Pair
from quizzes.http.refusal import Refusal
from quizzes.studio.actions.settle_drafts import settle_drafts
from quizzes.studio.consent import refuse_altering, refuse_showing, rights_of
from quizzes.studio.locking import locked
from quizzes.studio.models import Draft
from quizzes.studio.recipe import is_as_made
from quizzes.studio.recipes import asks_about_claim


def publish_draft(*, draft: Draft) -> Draft:
    """Put a made pair on its shelf for quizzes and the library. Raises `Refusal` naming what is still missing."""
    settle_drafts(shelf=draft.shelf)
    with transaction.atomic():
        fresh = locked(draft)
        pair = fresh.pair
        if fresh.state != Draft.State.MADE or pair is None or pair.state != Pair.State.PUBLISHED:
            raise Refusal(_("Have it made first, and look at both halves."))
        if not is_as_made(fresh):
            raise Refusal(
                _("You changed something after this was made. Have it made again, and look at both halves.")
            )
        stated = rights_of(fresh)
        refuse_altering(fresh.technique, fresh.place, stated)
        refuse_showing(stated)
        if missing := missing_words(fresh):
            raise Refusal(
                _("Still to be written in one language at least: %(words)s.") % {"words": ", ".join(missing)}
            )
        pair.cues, pair.difficulty, pair.is_draft = fresh.cues, fresh.difficulty, False
        pair.save(update_fields=["cues", "difficulty", "is_draft"])
        spread_words(fresh)
        fresh.state, fresh.published_at = Draft.State.PUBLISHED, timezone.now()
        fresh.save(update_fields=["state", "published_at", "changed_at"])
    return fresh


def retire_draft(*, draft: Draft) -> Draft:
    """Take a published pair out of all that is dealt from now on; answers that were given stay."""
    with transaction.atomic():
        fresh = locked(draft)
        if fresh.state != Draft.State.PUBLISHED or fresh.pair is None:
            raise Refusal(_("Only what was published can be retired."))
        Pair.objects.filter(draft=fresh).update(state=Pair.State.RETIRED)
        fresh.state = Draft.State.RETIRED
        fresh.save(update_fields=["state", "changed_at"])
    return fresh


def missing_words(draft: Draft) -> list[str]:
    """What is still to be written, in the language in which least is missing; empty when one is complete."""
    wanted = {"title": _("title"), "reveal": _("what gives it away")}
    if draft.medium == Medium.SOUND:
        wanted |= {"transcript_original": _("what is said in the original")}
        wanted |= {"transcript_twin": _("what is said in the twin")}
    else:
        wanted |= {"alt": _("what is to be seen, for those who cannot see it")}
    if asks_about_claim(draft.technique):
        wanted |= {"claim_original": _("the true caption"), "claim_twin": _("the false caption")}
    missing = [
        [word for name, word in wanted.items() if not draft.texts.get(language, {}).get(name)]
        for language in LANGUAGES
    ]
    return min(missing, key=len)


def spread_words(draft: Draft) -> None:
    """Write the words of a draft to its pair and clip, where everybody reads them."""
    pair = draft.pair
    if pair is None:
        return
    pair.texts = words_of(draft)
    pair.save(update_fields=["texts"])
    pair.clip.texts = {
        language: {name: found[name] for name in ("title", "alt") if name in found}
        for language, found in pair.texts.items()
    }
    pair.clip.save(update_fields=["texts"])


def words_of(draft: Draft) -> dict[str, dict[str, Any]]:
    """The texts of a pair: what a language lacks is said in the other one until it is written."""
    found = {language: draft.texts.get(language, {}) for language in LANGUAGES}
    whole = {name: text for texts in found.values() for name, text in texts.items()}
    return {language: {**whole, **texts} for language, texts in found.items()}
