"""Dates, time and attempts of a learner's or a group's own, and who is excused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.given import learners_of, own_given, told_at
from literacy.classroom.models import Assignment, AssignmentEvent, Enrolment, Group, OwnTerms
from literacy.people.models import User
from quizzes.attempts.actions import change_time
from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import Terms
from quizzes.http.refusal import Refusal


@transaction.atomic
def excuse_learner(*, assignment: Assignment, enrolment: Enrolment, by: User) -> AssignmentEvent:
    """Ask nothing of a learner here, and count them nowhere in its results. What they answered is kept."""
    own, _made = OwnTerms.objects.get_or_create(assignment=assignment, enrolment=enrolment)
    if own.is_excused:
        raise Refusal(_("%(name)s is excused already.") % {"name": enrolment.user.name})
    own.is_excused = True
    own.save(update_fields=["is_excused"])
    return AssignmentEvent.objects.create(
        assignment=assignment, kind=AssignmentEvent.Kind.EXCUSED, by=by, enrolment=enrolment
    )


@transaction.atomic
def extend_assignment(
    *,
    assignment: Assignment,
    by: User,
    enrolment: Enrolment | None = None,
    group: Group | None = None,
    opens_at: datetime | None = None,
    due_at: datetime | None = None,
    extra_time: str = "",
    more_attempts: int = 0,
) -> AssignmentEvent:
    """Give a learner or a group dates, extra time or more attempts of their own; what is empty stays as it is.

    It also holds for a sitting that is under way. For neither learner nor group the date due of the whole class moves.
    Raises Refusal for a date that has passed, that comes before it opens, and where nothing is given.
    """
    if not (opens_at or due_at or extra_time or more_attempts):
        raise Refusal(_("Choose a date, extra time or one attempt more."), status=422)
    if due_at is not None and due_at <= timezone.now():
        raise Refusal(_("The date you chose has passed. Choose a later one."), status=422)
    opens = opens_at or assignment.opens_at
    due = due_at or assignment.due_at
    if opens is not None and due is not None and due <= opens:
        raise Refusal(_("It would be due before it opens. Choose a later date due."), status=422)
    if enrolment is None and group is None:
        details = _move_class(assignment, due_at)
    else:
        own, made = OwnTerms.objects.get_or_create(assignment=assignment, enrolment=enrolment, group=group)
        details = {"own": own.pk, "made": made, "before": values_of(own)}
        own.opens_at, own.due_at = opens_at or own.opens_at, due_at or own.due_at
        own.extra_time = extra_time or own.extra_time
        own.more_attempts += more_attempts
        own.save()
        details["after"] = values_of(own)
    let_terms_hold(assignment, enrolment=enrolment, group=group)
    return AssignmentEvent.objects.create(
        assignment=assignment, kind=AssignmentEvent.Kind.EXTENDED, by=by, enrolment=enrolment, group=group,
        details=details,
    )  # fmt: skip


def _move_class(assignment: Assignment, due_at: datetime | None) -> dict[str, Any]:
    if due_at is None:
        raise Refusal(_("Choose the new date due of the class."), status=422)
    until = assignment.late_until
    before = [assignment.due_at, until]
    if until is not None and until <= due_at:
        raise Refusal(_("Late work is accepted until before that date. Choose an earlier one."), status=422)
    assignment.due_at = due_at
    assignment.save(update_fields=["due_at"])
    return {
        "class_due": before[0].isoformat() if before[0] else None,
        "after": {"due_at": due_at.isoformat()},
    }


def values_of(own: OwnTerms) -> dict[str, Any]:
    """What own terms say, as it is kept in the history."""
    return {
        "opens_at": own.opens_at.isoformat() if own.opens_at else None,
        "due_at": own.due_at.isoformat() if own.due_at else None,
        "extra_time": own.extra_time,
        "more_attempts": own.more_attempts,
    }


def let_terms_hold(
    assignment: Assignment,
    *,
    enrolment: Enrolment | None = None,
    group: Group | None = None,
    is_changed: bool = False,
) -> None:
    """Bring sittings up to the terms: in full of those whom a change is for, of all others when the truth is told.

    is_changed: the assignment itself has other terms. Then every sitting is called as it is now, what was handed in
    tells its truth and score by them, too, and who is at work keeps the time they began with where it would be less.
    """
    rows = list(OwnTerms.objects.filter(assignment=assignment))
    told = told_at(assignment, rows)
    sittings = Sitting.objects.filter(assigned__assignment=assignment, assigned__voided_at=None)
    if told is not None:
        sittings.exclude(reveal_at=None).update(reveal_at=told)
        sittings.exclude(score_at=None).update(score_at=told)
    if is_changed:
        sittings.exclude(title=assignment.named).update(title=assignment.named)
    places = learners_of(assignment).prefetch_related("groups")
    if enrolment is not None:
        places = places.filter(pk=enrolment.pk)
    elif group is not None:
        places = places.filter(groups=group)
    for place in places:
        own = own_given(
            assignment, enrolment_id=place.pk, extra_time=place.extra_time,
            groups={each.pk for each in place.groups.all()}, rows=rows,
        )  # fmt: skip
        if is_changed:
            _tell_by(sittings.filter(assigned__enrolment=place, finished_at__isnull=False), own.terms)
        for sitting in sittings.filter(assigned__enrolment=place, finished_at=None):
            terms = _no_less_time(sitting, own.terms) if is_changed else own.terms
            change_time(sitting=sitting, terms=terms)


def _tell_by(sittings: QuerySet[Sitting], terms: Terms) -> None:
    sittings.update(
        reveal=terms.reveal or "", reveal_at=terms.reveal_at, score=terms.score or "", score_at=terms.score_at
    )


def _no_less_time(sitting: Sitting, terms: Terms) -> Terms:
    """These terms, with the time limit that a sitting has where theirs is shorter."""
    own = sitting.terms
    is_shorter = terms.seconds is not None and (own.seconds is None or terms.seconds < own.seconds)
    if not is_shorter:
        return terms
    kept = {
        "time_limit": own.time_limit,
        "extra_factor": own.extra_factor,
        "extra_seconds": own.extra_seconds,
    }
    return replace(terms, **kept)  # type: ignore[arg-type]
