"""Throwing a draft away with everything that was made of it, unless something stands on it."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from quizzes.clips import store
from quizzes.clips.models import Pair, in_language
from quizzes.http.refusal import Refusal
from quizzes.studio.locking import locked
from quizzes.studio.models import Draft


def delete_draft(*, draft: Draft) -> None:
    """Throw a draft away with its upload, clip, pair and all files. Raises `Refusal` where others stand on it."""
    try:
        with transaction.atomic():
            fresh = locked(draft)
            if sentence := why_kept(fresh):
                raise Refusal(sentence)
            clip, pair = fresh.clip, fresh.pair
            keys = [fresh.upload] if fresh.upload else []
            fresh.delete()
            if pair is not None:
                keys += pair.renditions.values_list("file", flat=True)
                # What a quiz once asked about it, and nobody was ever asked, goes along.
                pair.items.filter(placements=None, showings=None).delete()
                pair.delete()
            if clip is not None:
                keys.append(clip.file)
                clip.delete()
            store.discard_after_commit(keys)
    except ProtectedError as error:
        raise Refusal(_("Something else stands on this, so it cannot be deleted.")) from error


def why_kept(draft: Draft) -> str:
    """Return the sentence that says why a draft cannot be deleted now; empty where it can."""
    if draft.state == Draft.State.PUBLISHED:
        return _("This is published. Retire it first; then it can be deleted.")
    if draft.state == Draft.State.RENDERING:
        return _("This is being made at the moment. Wait until that is done, then delete it.")
    if draft.clip is not None and draft.clip.spliced_into.exclude(draft=draft).exists():
        return _("A part of this photo is used in another draft. Delete that one first.")
    if draft.clip is not None and draft.clip.drafts_taking_from.exclude(pk=draft.pk).exists():
        return _("Another draft takes a part of this photo. Delete that one first.")
    return _why_pair_is_kept(draft.pair) if draft.pair is not None else ""


def _why_pair_is_kept(pair: Pair) -> str:
    if pair.items.filter(showings__isnull=False).exists():
        return _(
            "Somebody was asked about it in a quiz. It stays retired, so that their answers and marks stay right; it is "
            "not asked any more."
        )
    # Which quizzes there are is for the rooms above to know; what stands on this pair names itself.
    quizzes: Any = pair.items.filter(placements__isnull=False).values_list("quizzes__texts", flat=True)
    titles = sorted({str(in_language(texts).get("title", "")) for texts in quizzes if texts})
    if titles:
        return _("It is in a quiz: %(titles)s. Take it out there first; then it can be deleted.") % {
            "titles": ", ".join(titles)
        }
    return ""
