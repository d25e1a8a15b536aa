"""What an assignment is for one learner: whether it is theirs, and on which dates, extra time and attempts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from literacy.classroom.models import Assignment, Enrolment, ExtraTime, OwnTerms
from quizzes.attempts.terms import Terms

_MOST_TIME_FIRST = list(ExtraTime.values)[::-1]


@dataclass(frozen=True, slots=True)
class OwnGiven:
    """An assignment on one learner's own terms. `attempts`: how many in all, None for as many as they like.

    closes_at: from when on it can neither be begun nor gone on with, None for never.
    """

    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    attempts: int | None
    extra_time: str
    is_excused: bool
    terms: Terms

    def is_open(self, now: datetime) -> bool:
        return not self.opens_later(now) and not self.has_closed(now)

    def opens_later(self, now: datetime) -> bool:
        return self.opens_at is not None and self.opens_at > now

    def has_closed(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now

    def is_late_at(self, moment: datetime) -> bool:
        return self.due_at is not None and self.due_at <= moment


def own_given(
    assignment: Assignment,
    *,
    enrolment_id: int,
    extra_time: str,
    groups: Collection[int],
    rows: Sequence[OwnTerms],
) -> OwnGiven:
    """Put together what holds for one learner.

    extra_time: what they have in the class. groups: keys of the groups they are in. rows: the own terms of this
    assignment, everybody's: what waits for the date is told when nobody can answer any more. What is a learner's goes
    before what is a group's; of several groups the most generous counts.
    """
    alone = [row for row in rows if row.enrolment_id == enrolment_id]
    shared = [row for row in rows if row.group_id in groups]
    opens_at = _own((row.opens_at for row in alone), (row.opens_at for row in shared), first=True)
    due_at = _own((row.due_at for row in alone), (row.due_at for row in shared))
    extras = {row.extra_time for row in alone if row.extra_time} or {
        row.extra_time for row in shared if row.extra_time
    }
    extra = next((each for each in _MOST_TIME_FIRST if each in extras), extra_time)
    more = sum(row.more_attempts for row in alone) + max((row.more_attempts for row in shared), default=0)
    due = due_at or assignment.due_at
    closes_at = closing_of(assignment, due)
    return OwnGiven(
        opens_at=opens_at or assignment.opens_at,
        due_at=due,
        closes_at=closes_at,
        attempts=None if assignment.attempts is None else assignment.attempts + more,
        extra_time=extra,
        is_excused=any(row.is_excused for row in alone),
        terms=assignment.terms_for(extra, closes_at=closes_at, told_at=told_at(assignment, rows)),
    )


def closing_of(assignment: Assignment, due_at: datetime | None) -> datetime | None:
    """From when on nobody goes on who has it due at this moment; None for never."""
    if not assignment.closes or due_at is None:
        return None
    until = assignment.late_until
    return max(until, due_at) if assignment.late == Assignment.Late.UNTIL and until is not None else due_at


def told_at(assignment: Assignment, rows: Iterable[OwnTerms]) -> datetime | None:
    """When what waits for the date is told: after the last who may still answer."""
    own = [closing_of(assignment, row.due_at) or row.due_at for row in rows if row.due_at is not None]
    return max([moment for moment in (*own, assignment.closing or assignment.due_at) if moment], default=None)


def _own(
    alone: Iterable[datetime | None], shared: Iterable[datetime | None], *, first: bool = False
) -> datetime | None:
    choose = min if first else max
    for moments in (alone, shared):
        there = [moment for moment in moments if moment is not None]
        if there:
            return choose(there)
    return None


def learners_of(assignment: Assignment) -> QuerySet[Enrolment]:
    """Who has this to do: of the class, or of the groups and pupils chosen, those who have not left."""
    places = Enrolment.objects.filter(classroom_id=assignment.classroom_id, left_at=None)
    if assignment.whom == Assignment.Whom.CLASS:
        return places
    groups = Assignment.groups.through.objects.filter(assignment=assignment).values("group")
    alone = Assignment.learners.through.objects.filter(assignment=assignment).values("enrolment")
    in_group = Enrolment.groups.through.objects.filter(group__in=groups, enrolment=OuterRef("pk"))
    return places.filter(Exists(in_group) | Q(pk__in=alone))


def given_to(enrolments: Collection[int], groups: Collection[int]) -> Q:
    """The condition on assignments that are given to somebody with these places and groups (keys)."""
    in_group = Assignment.groups.through.objects.filter(assignment=OuterRef("pk"), group__in=groups)
    alone = Assignment.learners.through.objects.filter(assignment=OuterRef("pk"), enrolment__in=enrolments)
    to_class = Q(whom=Assignment.Whom.CLASS, classroom__enrolments__in=enrolments)
    return to_class | Q(Exists(in_group)) | Q(Exists(alone))
