"""The background work of this room."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from literacy.rosters import pipeline
from literacy.rosters.models import RosterImport
from quizzes.jobs.registry import Progress, job, swept

APPLY_ROSTER = "apply-roster"
LOOKED_AT = timedelta(hours=1)
REMEMBERED = timedelta(days=1)


@job(APPLY_ROSTER, title=_("Carrying out a list of pupils"))
def apply_roster(target: str, progress: Progress) -> None:
    pipeline.apply_roster(target, progress)


@swept
def forget_lists() -> int:
    """Delete the lists nobody carried out within the hour, and a day later what is left of those that were."""
    states = RosterImport.State
    old = RosterImport.objects.filter(
        state__in=[states.COLUMNS, states.READY], changed_at__lt=timezone.now() - LOOKED_AT
    ) | RosterImport.objects.filter(changed_at__lt=timezone.now() - REMEMBERED)
    return old.delete()[0]
