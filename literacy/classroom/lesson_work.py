"""How far learners are in lessons that were given to them: which of the questions on the way they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from literacy.lessons.blocks import ASKING
from literacy.lessons.models import Lesson, StepProgress


@dataclass(frozen=True, slots=True)
class LessonWork:
    """Questions answered of a lesson. done_at: when the last of them was, None as long as some are open."""

    answered: int
    total: int
    last_at: datetime | None

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.answered >= self.total

    @property
    def done_at(self) -> datetime | None:
        return self.last_at if self.is_done else None


def work_in_lessons(
    lessons: Iterable[Lesson], *, users: Collection[int]
) -> dict[tuple[int, int], LessonWork]:
    """By lesson and user (keys): what each of them answered in each lesson. One query; none without lessons."""
    asked = {lesson.pk: _steps_that_ask(lesson) for lesson in lessons}
    if not asked:
        return {}
    rows = StepProgress.objects.filter(lesson__in=asked, user__in=users)
    found: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for lesson, user, step, at in rows.values_list("lesson_id", "user_id", "step", "created_at"):
        if step in asked[lesson]:
            found[lesson, user].append(at)
    return {
        (lesson, user): LessonWork(
            len(found[lesson, user]), len(steps), max(found[lesson, user], default=None)
        )
        for lesson, steps in asked.items()
        for user in users
    }


def _steps_that_ask(lesson: Lesson) -> frozenset[str]:
    """The names of the steps with a question; they are the same in every language."""
    body: dict[str, Any] = next(iter(lesson.bodies.values()), {})
    return frozenset(
        step["id"]
        for step in body.get("steps", [])
        if any(block["kind"] in ASKING for block in step["blocks"])
    )
