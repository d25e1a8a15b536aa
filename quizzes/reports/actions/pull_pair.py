"""Take a clip away: at once out of every quiz, sitting, lesson and the library; answers are kept."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.actions import leave_out_items, skip_items
from quizzes.clips.models import Pair
from quizzes.clips.signed import forget_copies
from quizzes.http.refusal import Refusal
from quizzes.items.models import Item
from quizzes.reports.models import Pull, Report

LONGEST = 1000


def pull_pair(*, pair: Pair, by: Any, why: str) -> Pull:
    """Take a pair away, or confirm that it stays away where reports had paused it; its open reports are dealt with.

    by: the user who decides. why: for other editors, up to LONGEST characters. Doing it twice changes nothing more.
    Raises Refusal (422) without a reason.
    """
    why = note_in(why)
    if not why:
        raise Refusal(_("Say why, in a few words: other editors read it."), status=422)
    with transaction.atomic():
        fresh = Pair.objects.select_for_update().defer("truth", "recipe", "evidence").get(pk=pair.pk)
        pull, is_new = Pull.objects.get_or_create(
            pair=fresh, restored_at=None, defaults={"by": by, "why": why}
        )
        if not is_new and pull.is_pause:
            pull.by, pull.why, pull.is_pause = by, why, False
            pull.save(update_fields=["by", "why", "is_pause"])
        if not fresh.is_pulled:
            set_pulled(fresh, to=True)
        settle_reports(fresh, by, why, Report.Decision.PULLED)
    return pull


def set_pulled(pair: Pair, *, to: bool) -> None:
    """Have the row, its items and all sittings say the same; within a transaction that holds the pair's row."""
    pair.is_pulled = to
    pair.save(update_fields=["is_pulled"])
    items = Item.objects.filter(pair=pair)
    keys = list(items.values_list("pk", flat=True))
    if to:
        items.update(is_pulled=True)
        skip_items(items=keys)
        transaction.on_commit(partial(forget_copies, pair))
    else:
        leave_out_items(items=keys)
        items.update(is_pulled=False)


def settle_reports(pair: Pair, by: Any, note: str, decision: str) -> int:
    """Close every open report about a pair; returns how many."""
    return (
        Report.objects.open()
        .filter(pair=pair)
        .update(
            state=Report.State.HANDLED, decision=decision, note=note, handled_by=by, handled_at=timezone.now()
        )
    )


def note_in(text: str) -> str:
    """An editor's words without space around them. Raises Refusal (422) when they are too long."""
    text = text.strip()
    if len(text) > LONGEST:
        raise Refusal(_("Say it in at most %(most)s characters.") % {"most": LONGEST}, status=422)
    return text
