"""Mend what became of one attempt: let somebody go on with it, or set it aside."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.models import AssignedSitting, AssignmentEvent
from literacy.people.models import User
from quizzes.attempts.actions import reopen_sitting
from quizzes.attempts.course import course_of
from quizzes.attempts.ending import finish_sitting
from quizzes.http.refusal import Refusal


@transaction.atomic
def reopen_attempt(*, attempt: AssignedSitting, minutes: int | None, by: User) -> AssignmentEvent:
    """Let a pupil go on with an attempt that was handed in: for so many minutes, or without a limit.

    What they answered stays, so it is refused (Refusal) where nothing is open, and where it was not handed in.
    """
    sitting = attempt.sitting
    if attempt.voided_at is not None:
        raise Refusal(_("This attempt was set aside, so nobody can go on with it."))
    if sitting.finished_at is None:
        raise Refusal(_("This attempt is still open."))
    if all(place.is_done for place in course_of(sitting).places):
        raise Refusal(
            _(
                "Everything in it was answered, and answers are never changed. Set the attempt aside for a new one."
            )
        )
    if minutes is not None and not 1 <= minutes <= 10_080:
        raise Refusal(_("Choose a number of minutes, from 1 to 10080."), status=422)
    before = {
        "finished_at": sitting.finished_at.isoformat(),
        "closes_at": sitting.closes_at.isoformat() if sitting.closes_at else None,
        "deadline_at": sitting.deadline_at.isoformat() if sitting.deadline_at else None,
    }
    until = None if minutes is None else timezone.now() + timedelta(minutes=minutes)
    reopen_sitting(sitting=sitting, until=until)
    return AssignmentEvent.objects.create(
        assignment=attempt.assignment, kind=AssignmentEvent.Kind.REOPENED, by=by, enrolment=attempt.enrolment,
        details={"attempt": attempt.pk, "number": attempt.attempt, "minutes": minutes, **before},
    )  # fmt: skip


@transaction.atomic
def reset_attempt(*, attempt: AssignedSitting, by: User) -> AssignmentEvent:
    """Set an attempt aside: its answers are kept and count nowhere, and the pupil may begin another in its place."""
    if attempt.voided_at is not None:
        raise Refusal(_("This attempt was set aside before."))
    sitting, now = attempt.sitting, timezone.now()
    was_open = finish_sitting(sitting, at=now)
    attempt.voided_at = now
    attempt.save(update_fields=["voided_at"])
    return AssignmentEvent.objects.create(
        assignment=attempt.assignment, kind=AssignmentEvent.Kind.RESET, by=by, enrolment=attempt.enrolment,
        details={"attempt": attempt.pk, "number": attempt.attempt, "was_open": was_open},
    )  # fmt: skip
