"""What one pupil was given and how far they are: the list on their own page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import ceil

from django.db.models import Count, Q
from django.utils import timezone

from literacy.classroom.actions.assigning import ready_at
from literacy.classroom.given import OwnGiven, given_to, own_given
from literacy.classroom.lesson_work import LessonWork, work_in_lessons
from literacy.classroom.models import AssignedSitting, Assignment, Enrolment
from literacy.people.models import User
from quizzes.attempts.models import Sitting


class State(StrEnum):
    """How far a pupil is with an assignment."""

    OPEN = "open"
    BUSY = "busy"
    DONE = "done"
    LATER = "later"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as one pupil sees it. `answered` of `total` clips, or of a lesson's questions, are answered.

    sitting: of the last attempt. attempt: the number of the attempt that beginning now would be. tries: how many are
    over. ready_at: when another one may begin, None where it may at once. is_late: past the date due, or done after it.
    is_past: the date due has passed. minutes: how long this pupil has from the first clip on, None without a limit.
    """

    assignment: Assignment
    state: State
    answered: int
    total: int
    sitting: Sitting | None
    own: OwnGiven
    attempt: int
    tries: int
    ready_at: datetime | None
    is_late: bool
    is_past: bool
    is_closed: bool
    minutes: int | None

    @property
    def tries_left(self) -> int | None:
        """How many attempts may still be begun; None for as many as one likes."""
        if self.own.attempts is None:
            return None
        return max(0, self.own.attempts - self.tries - (self.state is State.BUSY))

    @property
    def may_try_again(self) -> bool:
        return (
            self.state is State.DONE
            and self.assignment.quiz_id is not None
            and not self.is_closed
            and self.tries_left != 0
        )


_ORDER = [State.BUSY, State.OPEN, State.LATER, State.DONE, State.EXCUSED]


def tasks_of(pupil: User, now: datetime | None = None) -> list[Task]:
    """Everything a pupil was given: what was begun first, then by date due, what is done last.

    Of classes the pupil left, of those that are over, and of what was taken back, only what was done is there: to be
    looked at again. Six
    queries however much it is, and one more where there are lessons.
    """
    now = now or timezone.now()
    places = list(Enrolment.objects.filter(user=pupil).prefetch_related("groups"))
    by_class = {place.classroom_id: place for place in places}
    groups = {group.pk for place in places for group in place.groups.all()}
    keys = [place.pk for place in places]
    given = (
        list(
            Assignment.objects.filter(given_to(keys, groups))
            .select_related("quiz", "lesson", "classroom__school")
            .prefetch_related("own_terms")
            .annotate(
                total=Count(
                    "quiz__placements", filter=Q(quiz__placements__item__is_pulled=False), distinct=True
                )
            )
            .order_by("pk")
        )
        if places
        else []
    )
    tried = _attempts_of(keys) if given else {}
    lessons = work_in_lessons({each.lesson for each in given if each.lesson is not None}, users=[pupil.pk])
    over = {place.classroom_id for place in places if place.left_at is not None}
    over |= {each.classroom_id for each in given if each.classroom.archived_at is not None}
    tasks = []
    for assignment in given:
        place = by_class[assignment.classroom_id]
        own = own_given(
            assignment, enrolment_id=place.pk, extra_time=place.extra_time, groups=groups,
            rows=list(assignment.own_terms.all()),
        )  # fmt: skip
        if assignment.lesson_id is not None:
            tasks.append(_lesson_task(assignment, own, lessons[assignment.lesson_id, pupil.pk], now))
        else:
            task = _task(assignment, own, tried.get(assignment.pk, []), now)
            tasks.append(replace(task, is_closed=True) if assignment.classroom_id in over else task)
    tasks = [
        replace(task, is_closed=True) if task.assignment.withdrawn_at is not None else task for task in tasks
    ]
    tasks = [task for task in tasks if task.state is State.DONE or not _is_gone(task.assignment, over)]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(
        tasks,
        key=lambda task: (
            _ORDER.index(task.state),
            task.own.opens_at or now if task.state is State.LATER else now,
            task.own.due_at or far,
            -task.assignment.pk,
        ),
    )


def _is_gone(assignment: Assignment, over: set[int]) -> bool:
    return assignment.withdrawn_at is not None or assignment.classroom_id in over


def _attempts_of(places: list[int]) -> dict[int, list[AssignedSitting]]:
    is_asked = Q(sitting__showings__item__is_pulled=False, sitting__showings__left_out=False)
    tried: dict[int, list[AssignedSitting]] = defaultdict(list)
    for row in (
        AssignedSitting.objects.filter(enrolment__in=places)
        .select_related("sitting")
        .annotate(
            answered=Count(
                "sitting__showings",
                filter=is_asked & Q(sitting__showings__answers__isnull=False),
                distinct=True,
            ),
            asked=Count("sitting__showings", filter=is_asked, distinct=True),
        )
        .order_by("attempt")
    ):
        tried[row.assignment_id].append(row)
    return tried


def _task(assignment: Assignment, own: OwnGiven, attempts: list[AssignedSitting], now: datetime) -> Task:
    counted = [each for each in attempts if each.voided_at is None]
    row = counted[-1] if counted else None
    sitting = row.sitting if row else None
    total = row.asked if row else assignment.total  # type: ignore[attr-defined]
    if sitting is not None:
        state = State.DONE if sitting.finished_at else State.BUSY
    else:
        state = State.LATER if own.opens_later(now) else State.OPEN
    if own.is_excused and state is not State.DONE:
        state = State.EXCUSED
    ended = sitting.finished_at if sitting is not None else None
    ready = ready_at(assignment, counted)
    seconds = own.terms.seconds
    return Task(
        assignment=assignment,
        state=state,
        answered=row.answered if row else 0,  # type: ignore[attr-defined]
        total=total,
        sitting=sitting,
        own=own,
        attempt=max((each.attempt for each in attempts), default=0) + 1,
        tries=sum(each.sitting.finished_at is not None for each in counted),
        ready_at=ready if ready is not None and ready > now else None,
        is_late=own.is_late_at(ended or now),
        is_past=own.is_late_at(now),
        is_closed=own.has_closed(now),
        minutes=None if seconds is None else ceil(seconds / 60),
    )


def _lesson_task(assignment: Assignment, own: OwnGiven, work: LessonWork, now: datetime) -> Task:
    state = State.DONE if work.is_done else State.BUSY if work.answered else State.OPEN
    if state is not State.DONE and own.is_excused:
        state = State.EXCUSED
    elif state is State.OPEN and own.opens_later(now):
        state = State.LATER
    return Task(
        assignment=assignment, state=state, answered=work.answered, total=work.total, sitting=None, own=own,
        attempt=1, tries=0, ready_at=None, is_late=own.is_late_at(work.done_at or now), is_past=own.is_late_at(now),
        is_closed=False, minutes=None,
    )  # fmt: skip
