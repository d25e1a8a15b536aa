"""The course that the lessons are: how far a reader is in each, what comes next, and how long it still takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from literacy.lessons.models import Lesson, StepProgress


@dataclass(frozen=True)
class Way:
    """How far somebody is in a lesson: steps done of all, the step to go on with, and about how many minutes are left.

    `following` is None when all is done; `last_at` when they were in it last.
    """

    lesson: Lesson
    done: int
    total: int
    following: dict[str, Any] | None
    minutes_left: int
    last_at: datetime | None = None

    @property
    def is_begun(self) -> bool:
        return self.done > 0

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.following is None

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


@dataclass(frozen=True)
class Course:
    """All lessons in their order, how many are done, what to go on with (None for nothing or a guest), and the time of all."""

    ways: list[Way]
    done: int
    minutes: int
    following: Way | None
    is_kept: bool


def way_through(lesson: Lesson, done: Collection[str], last_at: datetime | None = None) -> Way:
    """How far somebody is who is done with these steps; names that the lesson has no more do not count."""
    steps = lesson.body.get("steps", [])
    left = [step for step in steps if step["id"] not in done]
    minutes = int(lesson.body.get("minutes", 0))
    open_minutes = ceil(minutes * len(left) / len(steps)) if steps else 0
    behind = [step for step in left if _is_after_done(step["id"], steps, done)]
    following = next(iter(behind or left), None)
    return Way(lesson, len(steps) - len(left), len(steps), following, open_minutes, last_at)


def course_for(lessons: Sequence[Lesson], user_id: int | None) -> Course:
    """The course for a reader; nothing is kept of guests, who have no id. One query at most."""
    done: dict[int, set[str]] = defaultdict(set)
    last: dict[int, datetime] = {}
    if user_id is not None:
        rows = StepProgress.objects.filter(user_id=user_id).values_list("lesson_id", "step", "created_at")
        for lesson_id, step, at in rows:
            done[lesson_id].add(step)
            last[lesson_id] = max(at, last.get(lesson_id, at))
    ways = [way_through(lesson, done[lesson.pk], last.get(lesson.pk)) for lesson in lessons]
    return Course(
        ways,
        sum(way.is_done for way in ways),
        sum(int(way.lesson.body.get("minutes", 0)) for way in ways),
        _following(ways) if user_id is not None else None,
        user_id is not None,
    )


def _following(ways: Sequence[Way]) -> Way | None:
    """The lesson somebody was in last and is not done with; else the first behind those that are done; at first none."""
    begun = [way for way in ways if way.last_at is not None and not way.is_done]
    if begun:
        return max(begun, key=lambda way: way.last_at or datetime.min)
    if any(way.is_done for way in ways):
        return next((way for way in ways if not way.is_done), None)
    return None


def _is_after_done(name: str, steps: Sequence[dict[str, Any]], done: Collection[str]) -> bool:
    """Whether a step lies behind the last one that is done: whoever skips a step meant to."""
    names = [step["id"] for step in steps]
    furthest = max((names.index(each) for each in done if each in names), default=-1)
    return names.index(name) > furthest


def lessons_done_by(users: Collection[int], lessons: Sequence[Lesson]) -> dict[int, int]:
    """How many of these users are done with all steps of each lesson, by the lesson's key. One query."""
    done: dict[tuple[int, int], set[str]] = defaultdict(set)
    rows = StepProgress.objects.filter(user__in=users, lesson__in=[lesson.pk for lesson in lessons])
    for lesson_id, user_id, step in rows.values_list("lesson_id", "user_id", "step"):
        done[lesson_id, user_id].add(step)
    counts: dict[int, int] = {lesson.pk: 0 for lesson in lessons}
    wanted = {lesson.pk: {step["id"] for step in lesson.body.get("steps", [])} for lesson in lessons}
    for (lesson_id, _user), steps in done.items():
        counts[lesson_id] += bool(wanted[lesson_id]) and wanted[lesson_id] <= steps
    return counts
