"""Writing the words of the other language once a pair is published; what is written stays as it is."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal
from quizzes.studio.actions.describe_draft import plain_texts
from quizzes.studio.actions.publish_draft import spread_words
from quizzes.studio.locking import locked
from quizzes.studio.models import Draft


def complete_words(*, draft: Draft, texts: Mapping[str, Mapping[str, str]]) -> Draft:
    """Add what was still missing to the words of a published pair: `texts` by language and name.

    A text that somebody has read already is never changed by it. Raises `Refusal`.
    """
    new = plain_texts(texts)
    with transaction.atomic():
        fresh = locked(draft)
        if fresh.state != Draft.State.PUBLISHED:
            raise Refusal(_("Only what was published can be completed."))
        languages = {*fresh.texts, *new}
        fresh.texts = {
            language: new.get(language, {}) | fresh.texts.get(language, {}) for language in sorted(languages)
        }
        fresh.save(update_fields=["texts", "changed_at"])
        spread_words(fresh)
    return fresh
