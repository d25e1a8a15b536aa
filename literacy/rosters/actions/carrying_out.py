"""Saying yes or no to what a list would do."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.rosters import pipeline
from literacy.rosters.models import RosterImport
from literacy.rosters.snapshot import plan_of_import
from literacy.rosters.tasks import APPLY_ROSTER
from quizzes.http.refusal import Refusal
from quizzes.jobs.actions import enqueue
from quizzes.jobs.models import Job

AT_ONCE = 300


def carry_out_list(*, roster: RosterImport, digest: str) -> None:
    """Do what the plan with this digest says: a short list at once, a long one in the background.

    Raises Refusal when nothing would change, and when the plan is no longer the one that was looked at; then nothing
    is done.
    """
    with transaction.atomic():
        roster = RosterImport.objects.select_for_update().select_related("school", "by").get(pk=roster.pk)
        if roster.state != RosterImport.State.READY:
            raise Refusal(_("This list is being carried out already."))
        plan = plan_of_import(roster)
        if plan.digest != digest:
            raise Refusal(
                _(
                    "The school changed while you looked, so nothing was done yet. Look once more: this is how it would be now."
                )
            )
        if not plan.changes:
            raise Refusal(_("This list changes nothing, so there is nothing to carry out."))
        roster.state, roster.digest, roster.reason = RosterImport.State.APPLYING, digest, ""
        roster.save(update_fields=["state", "digest", "reason", "changed_at"])
        if len(plan.steps) > AT_ONCE:
            enqueue(kind=APPLY_ROSTER, target=str(roster.pk))
        else:
            pipeline.apply_roster(str(roster.pk))


def drop_list(*, roster: RosterImport) -> None:
    """Forget a list that is not being carried out. Raises Refusal for one that is."""
    dropped = RosterImport.objects.filter(pk=roster.pk).exclude(state=RosterImport.State.APPLYING)
    if not dropped.delete()[0]:
        raise Refusal(_("This list is being carried out already."))


def settle_list(*, roster: RosterImport) -> int | None:
    """Bring a list up to what became of its job; returns how far it is, 0 to 100, or None for one that waits for nobody."""
    if roster.state != RosterImport.State.APPLYING:
        return None
    job = Job.objects.about(kind=APPLY_ROSTER, target=str(roster.pk)).first()
    if job is not None and job.state in (Job.State.WAITING, Job.State.RUNNING):
        return job.progress
    forsaken = RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.APPLYING)
    forsaken.update(state=RosterImport.State.READY, reason="failed", digest="")
    roster.refresh_from_db()
    return None
