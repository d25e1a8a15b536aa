"""Where everybody stands with an assignment: for its page, and for looking on while the class works."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Max, Q
from django.utils import timezone

from literacy.classroom.counting import counting_attempts
from literacy.classroom.given import OwnGiven, learners_of, own_given
from literacy.classroom.lesson_work import work_in_lessons
from literacy.classroom.models import AssignedSitting, Assignment, Enrolment, OwnTerms

IDLE = timedelta(minutes=3)
_SCHOOL_DAY = timedelta(hours=8)


class At(StrEnum):
    """Where a learner is."""

    AWAY = "away"
    WAITING = "waiting"
    BUSY = "busy"
    IDLE = "idle"
    DONE = "done"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner: where they are, at which of how many items, since when nothing came, and what was late.

    at_item: the item they look at, from 1; 0 where they have none open. attempts: those that count, the first first;
    `counting` is the one that results are about.
    """

    enrolment: Enrolment
    at: At
    at_item: int
    answered: int
    total: int
    last_at: datetime | None
    own: OwnGiven
    attempts: list[AssignedSitting]
    voided: list[AssignedSitting]
    counting: AssignedSitting | None
    is_late: bool

    @property
    def name(self) -> str:
        return str(self.enrolment.user.name)

    @property
    def percent(self) -> int:
        if self.at is At.DONE:
            return 100
        return round(100 * self.answered / self.total) if self.total else 0

    @property
    def open_attempt(self) -> AssignedSitting | None:
        return next((each for each in self.attempts if each.sitting.finished_at is None), None)

    @property
    def has_own(self) -> bool:
        """Whether anything holds for them that does not for the class."""
        return bool(self.own.extra_time) or self.own.is_excused


def standings(assignment: Assignment, now: datetime | None = None) -> list[Standing]:
    """Everybody to whom it was given, by name. Five queries however many they are; one more for the best attempt."""
    now = now or timezone.now()
    places = list(
        learners_of(assignment).select_related("user").prefetch_related("groups").order_by("user__name", "pk")
    )
    rows = list(OwnTerms.objects.filter(assignment=assignment))
    tried = _attempts(assignment)
    counting = counting_attempts(assignment) if any(len(those) > 1 for those in tried.values()) else {}
    lessons = work_in_lessons(
        [assignment.lesson] if assignment.lesson is not None else [],
        users=[place.user_id for place in places],
    )
    found = []
    for place in places:
        own = own_given(
            assignment, enrolment_id=place.pk, extra_time=place.extra_time,
            groups={group.pk for group in place.groups.all()}, rows=rows,
        )  # fmt: skip
        everything = tried.get(place.pk, [])
        attempts = [each for each in everything if each.voided_at is None]
        if assignment.lesson_id is not None:
            work = lessons[assignment.lesson_id, place.user_id]
            at = At.DONE if work.is_done else At.BUSY if work.answered else _before(place, now)
            counts = (work.answered, work.total, work.last_at)
            late = own.is_late_at(work.done_at or now)
        else:
            at, counts = _at(place, attempts, now)
            ended = attempts[-1].sitting.finished_at if attempts else None
            late = own.is_late_at(ended or now)
        if own.is_excused and at is not At.DONE:
            at = At.EXCUSED
        answered, total, last_at = counts
        is_open = at in (At.BUSY, At.IDLE)
        found.append(
            Standing(
                enrolment=place, at=at, at_item=min(answered + 1, total) if is_open else 0, answered=answered,
                total=total, last_at=last_at, own=own, attempts=attempts,
                voided=[each for each in everything if each.voided_at is not None],
                counting=counting.get(place.pk, attempts[0] if attempts else None),
                is_late=late and at is not At.EXCUSED,
            )
        )  # fmt: skip
    return found


def _attempts(assignment: Assignment) -> dict[int, list[AssignedSitting]]:
    asked = Q(sitting__showings__item__is_pulled=False, sitting__showings__left_out=False)
    rows = (
        assignment.assigned_sittings.select_related("sitting")
        .annotate(
            asked=Count("sitting__showings", filter=asked, distinct=True),
            answered=Count(
                "sitting__showings", filter=asked & Q(sitting__showings__answers__isnull=False), distinct=True
            ),
            last_answer=Max("sitting__showings__answers__created_at"),
        )
        .order_by("attempt")
    )
    tried: dict[int, list[AssignedSitting]] = defaultdict(list)
    for row in rows:
        tried[row.enrolment_id].append(row)
    return tried


def _at(
    place: Enrolment, attempts: list[AssignedSitting], now: datetime
) -> tuple[At, tuple[int, int, datetime | None]]:
    if not attempts:
        return _before(place, now), (0, 0, None)
    row = attempts[-1]
    sitting = row.sitting
    last = row.last_answer or sitting.clock_began_at or sitting.started_at  # type: ignore[attr-defined]
    if sitting.finished_at is not None:
        at = At.DONE
        last = sitting.finished_at
    else:
        at = At.IDLE if now - last >= IDLE else At.BUSY
    return at, (row.answered, row.asked, last)  # type: ignore[attr-defined]


def _before(place: Enrolment, now: datetime) -> At:
    """Whether somebody who has not begun is in: they signed in within a school day. Nobody signs out on paper."""
    seen = place.user.last_login
    return At.WAITING if seen is not None and now - seen < _SCHOOL_DAY else At.AWAY
