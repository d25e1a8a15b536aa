"""Hold sittings, so that nobody can go on with them, and let them go on without having lost any time."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from quizzes.attempts.models import Sitting


def hold_sittings(sittings: QuerySet[Sitting]) -> int:
    """Shut those of these sittings that are under way, for now; returns how many. Their answers stay, their clocks stand."""
    return sittings.filter(finished_at=None, held_at=None).update(held_at=timezone.now())


@transaction.atomic
def release_sittings(sittings: QuerySet[Sitting]) -> int:
    """Let held sittings go on; returns how many. As much is left of a time limit as there was; a closing moment stays."""
    held = list(sittings.filter(held_at__isnull=False).select_for_update(of=("self",)))
    now = timezone.now()
    for sitting in held:
        lost = now - (sitting.held_at or now)
        if sitting.clock_began_at is not None:
            sitting.clock_began_at += lost
        if sitting.deadline_at is not None and sitting.deadline_at != sitting.closes_at:
            later = sitting.deadline_at + lost
            sitting.deadline_at = later if sitting.closes_at is None else min(later, sitting.closes_at)
        sitting.held_at = None
        sitting.save(update_fields=["clock_began_at", "deadline_at", "held_at"])
    return len(held)
