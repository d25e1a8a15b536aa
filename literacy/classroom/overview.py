"""What is given to whom and how far they are: the lists on a pupil's and a teacher's pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from literacy.classroom.models import AssignedSitting, Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.models import Sitting


class State(StrEnum):
    """How far a pupil is with an assignment."""

    OPEN = "open"
    BUSY = "busy"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as one pupil sees it. `answered` of `total` clips have been judged.

    minutes: how long this pupil has from the first clip on, None without a limit. is_past: the date due has passed.
    """

    assignment: Assignment
    state: State
    answered: int
    total: int
    sitting: Sitting | None
    is_late: bool
    is_past: bool
    minutes: int | None

    @property
    def is_closed(self) -> bool:
        """Whether it cannot be done any more: the date has passed on which it closes."""
        return self.is_late and self.assignment.closes


def tasks_of(pupil: User, now: datetime | None = None) -> list[Task]:
    """Everything a pupil was given: what was begun first, then by date due, what is done last. Two queries.

    Of classes the pupil left, and of those that are over, only what was done is there: to be looked at again.
    """
    now = now or timezone.now()
    given = list(
        Assignment.objects.filter(classroom__enrolments__user=pupil)
        .select_related("quiz", "classroom__school")
        .annotate(
            total=Count("quiz__placements", filter=Q(quiz__placements__item__is_pulled=False), distinct=True),
            extra_time=F("classroom__enrolments__extra_time"),
            is_in=Q(classroom__enrolments__left_at=None, classroom__archived_at=None),
        )
    )
    is_asked = Q(sitting__showings__item__is_pulled=False, sitting__showings__left_out=False)
    begun = {
        row.assignment_id: row
        for row in AssignedSitting.objects.filter(enrolment__user=pupil)
        .select_related("sitting")
        .annotate(
            answered=Count(
                "sitting__showings",
                filter=is_asked & Q(sitting__showings__answers__isnull=False),
                distinct=True,
            ),
            asked=Count("sitting__showings", filter=is_asked, distinct=True),
        )
    }
    tasks = [_task(assignment, begun.get(assignment.pk), now) for assignment in given]
    tasks = [task for task in tasks if task.assignment.is_in or task.state is State.DONE]  # type: ignore[attr-defined]
    order = [State.BUSY, State.OPEN, State.DONE]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(
        tasks, key=lambda task: (order.index(task.state), task.assignment.due_at or far, -task.assignment.pk)
    )


def _task(assignment: Assignment, row: AssignedSitting | None, now: datetime) -> Task:
    total = row.asked if row else assignment.total  # type: ignore[attr-defined]
    sitting = row.sitting if row else None
    state = State.OPEN if sitting is None else State.DONE if sitting.finished_at else State.BUSY
    past = assignment.due_at is not None and assignment.due_at <= now
    late = state is not State.DONE and past
    seconds = assignment.terms_for(assignment.extra_time).seconds  # type: ignore[attr-defined]
    minutes = None if seconds is None else ceil(seconds / 60)
    answered = row.answered if row else 0  # type: ignore[attr-defined]
    return Task(assignment, state, answered, total, sitting, late, past, minutes)


def with_progress(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Assignments with `busy` and `done`: how many pupils of the class are half-way, and how many have finished."""
    present = Q(assigned_sittings__enrolment__left_at=None)
    return assignments.select_related("quiz").annotate(
        busy=Count(
            "assigned_sittings",
            filter=present & Q(assigned_sittings__sitting__finished_at=None),
            distinct=True,
        ),
        done=Count(
            "assigned_sittings",
            filter=present & ~Q(assigned_sittings__sitting__finished_at=None),
            distinct=True,
        ),
    )


def with_overview(classrooms: QuerySet[Classroom]) -> QuerySet[Classroom]:
    """Classrooms with `pupils`, how many there are, and their assignments with progress."""
    return (
        classrooms.select_related("school")
        .annotate(pupils=Count("enrolments", filter=Q(enrolments__left_at=None), distinct=True))
        .prefetch_related(Prefetch("assignments", queryset=with_progress(Assignment.objects.all())))
    )
