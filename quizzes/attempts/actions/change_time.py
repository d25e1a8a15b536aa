"""Give sittings other limits than those they began on: by whoever set those, never by who sits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import Terms


def change_time(*, sitting: Sitting, terms: Terms) -> None:
    """Let a sitting go by the time limit, closing moment, reveal and score of `terms`; what was answered stays.

    A clock that runs keeps the moment it began at. One that has ended stays ended: see `reopen_sitting`.
    """
    with transaction.atomic():
        held = Sitting.objects.select_for_update().get(pk=sitting.pk)
        held.time_limit, held.extra_factor = terms.time_limit, terms.extra_factor
        held.extra_seconds, held.closes_at = terms.extra_seconds, terms.closes_at
        held.reveal, held.reveal_at = terms.reveal or "", terms.reveal_at
        held.score, held.score_at = terms.score or "", terms.score_at
        if held.finished_at is None:
            began = held.clock_began_at
            held.deadline_at = terms.closes_at if began is None else terms.deadline(began)
        held.save()


def reopen_sitting(*, sitting: Sitting, until: datetime | None) -> bool:
    """Let somebody go on with a sitting that has ended, until a moment or without one; False when it had not ended.

    Answers that are there stay and are not asked again.
    """
    with transaction.atomic():
        held = Sitting.objects.select_for_update().get(pk=sitting.pk)
        if held.finished_at is None:
            return False
        closes = held.closes_at
        held.finished_at, held.deadline_at = None, until
        held.closes_at = until if closes is not None and (until is None or closes < until) else closes
        held.save(update_fields=["finished_at", "deadline_at", "closes_at"])
    return True
