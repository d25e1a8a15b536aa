"""Undo what was done to an assignment, once, and say so in its history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from literacy.assignments.actions.changing import put_terms
from literacy.assignments.actions.own_terms import let_terms_hold
from literacy.classroom.models import AssignedSitting, Assignment, AssignmentEvent, OwnTerms, PulledItem
from literacy.people.models import User
from quizzes.attempts.actions import release_sittings, reopen_sitting, take_back_marks
from quizzes.attempts.ending import finish_sitting
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.http.refusal import Refusal


@transaction.atomic
def undo_event(*, event: AssignmentEvent, by: User) -> None:
    """Undo one thing that was done. Raises Refusal for what was undone before, and what cannot be."""
    held = AssignmentEvent.objects.select_for_update().get(pk=event.pk)
    undo = _UNDO.get(held.kind)
    if undo is None:
        raise Refusal(_("This cannot be undone."))
    if held.undone_at is not None:
        raise Refusal(_("This was undone before."))
    undo(held, by)
    held.undone_at, held.undone_by = timezone.now(), by
    held.save(update_fields=["undone_at", "undone_by"])


def can_be_undone(event: AssignmentEvent) -> bool:
    """Whether there is something to undo about it, and nobody did."""
    return event.kind in _UNDO and event.undone_at is None


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None


def _attempt(event: AssignmentEvent) -> AssignedSitting:
    return AssignedSitting.objects.select_related("sitting").get(pk=event.details["attempt"])


def _close_again(event: AssignmentEvent, by: User) -> None:
    """Hand it in again, now if something was answered since, else as of the moment that it was."""
    sitting = _attempt(event).sitting
    since = Answer.objects.filter(showing__sitting=sitting, created_at__gt=event.at).exists()
    ended = _moment(event.details["finished_at"])
    finish_sitting(sitting, at=timezone.now() if since or ended is None else ended)
    Sitting.objects.filter(pk=sitting.pk).update(
        closes_at=_moment(event.details["closes_at"]), deadline_at=_moment(event.details["deadline_at"])
    )


def _count_again(event: AssignmentEvent, by: User) -> None:
    attempt = _attempt(event)
    AssignedSitting.objects.filter(pk=attempt.pk).update(voided_at=None)
    others = AssignedSitting.objects.counted().filter(
        assignment=attempt.assignment_id, enrolment=attempt.enrolment_id, sitting__finished_at=None
    )
    ends = attempt.sitting.deadline_at
    has_time = ends is None or ends > timezone.now()
    if event.details["was_open"] and has_time and not others.exists():
        reopen_sitting(sitting=attempt.sitting, until=ends)


def _expect_again(event: AssignmentEvent, by: User) -> None:
    OwnTerms.objects.filter(assignment=event.assignment_id, enrolment=event.enrolment_id).update(
        is_excused=False
    )


def _take_back_terms(event: AssignmentEvent, by: User) -> None:
    assignment = event.assignment
    if "class_due" in event.details:
        put_terms(assignment, {"due_at": event.details["class_due"]}, may_be_past=True)
        return
    before = event.details["before"]
    OwnTerms.objects.filter(pk=event.details["own"]).update(
        opens_at=_moment(before["opens_at"]), due_at=_moment(before["due_at"]),
        extra_time=before["extra_time"], more_attempts=before["more_attempts"],
    )  # fmt: skip
    let_terms_hold(assignment, enrolment=event.enrolment, group=event.group)


def _take_back_marks(event: AssignmentEvent, by: User) -> None:
    take_back_marks(remarks=event.details["remarks"], by=by)


def _ask_again(event: AssignmentEvent, by: User) -> None:
    """Whoever was led past it is not led back; whoever has answered nothing yet, and those who had answered it, get it back."""
    PulledItem.objects.filter(assignment=event.assignment_id, item=event.item_id).delete()
    begun = Exists(Answer.objects.filter(showing__sitting=OuterRef("sitting")))
    answered = Exists(Answer.objects.filter(showing=OuterRef("pk")))
    shown = Showing.objects.filter(pk__in=event.details["showings"])
    shown.filter(Q(answered) | ~begun).update(left_out=False)
    Showing.objects.filter(sitting__assigned__assignment=event.assignment_id, item=event.item_id).update(
        is_discounted=False
    )


def _as_it_was(event: AssignmentEvent, by: User) -> None:
    put_terms(event.assignment, event.details["before"], may_be_past=True)


def _give_again(event: AssignmentEvent, by: User) -> None:
    Assignment.objects.filter(pk=event.assignment_id).update(withdrawn_at=None)
    release_sittings(Sitting.objects.filter(assigned__assignment=event.assignment_id))


_UNDO: dict[str, Callable[[AssignmentEvent, User], None]] = {
    AssignmentEvent.Kind.REOPENED: _close_again,
    AssignmentEvent.Kind.RESET: _count_again,
    AssignmentEvent.Kind.EXCUSED: _expect_again,
    AssignmentEvent.Kind.EXTENDED: _take_back_terms,
    AssignmentEvent.Kind.MARKED_ANEW: _take_back_marks,
    AssignmentEvent.Kind.PULLED: _ask_again,
    AssignmentEvent.Kind.CHANGED: _as_it_was,
    AssignmentEvent.Kind.WITHDRAWN: _give_again,
}
