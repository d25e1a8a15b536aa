"""What a class has covered: lessons done by its pupils, and the goals of curricula that they serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from literacy.classroom.models import Classroom
from literacy.lessons.course import lessons_done_by
from literacy.lessons.curriculum import Framework, Goal
from literacy.lessons.models import Lesson
from quizzes.clips.models import LIBRARY


@dataclass(frozen=True)
class Covered:
    """A lesson with how many pupils of the class are done with it, and whether it was given to them."""

    lesson: Lesson
    done: int
    pupils: int
    is_given: bool

    @property
    def is_covered(self) -> bool:
        """Whether at least half of the class is done with it."""
        return self.pupils > 0 and 2 * self.done >= self.pupils


@dataclass(frozen=True)
class CoveredGoal:
    """A goal with the lessons that serve it, those that this site has."""

    goal: Goal
    lessons: list[Covered]

    @property
    def is_covered(self) -> bool:
        return any(each.is_covered for each in self.lessons)


def coverage_of(
    classroom: Classroom, frameworks: Sequence[Framework]
) -> tuple[list[Covered], list[tuple[Framework, list[CoveredGoal]]]]:
    """Every lesson of the site, those of the school that were given, and every goal of each framework. Four queries."""
    pupils = list(classroom.enrolments.filter(left_at=None).values_list("user_id", flat=True))
    given = set(
        classroom.assignments.standing().filter(lesson__isnull=False).values_list("lesson_id", flat=True)
    )
    lessons = list(
        Lesson.objects.filter(Q(shelf=LIBRARY) | Q(pk__in=given)).order_by("shelf", "number", "pk")
    )
    done = lessons_done_by(pupils, lessons)
    covered = {
        lesson.key: Covered(lesson, done[lesson.pk], len(pupils), lesson.pk in given) for lesson in lessons
    }
    by_framework = [
        (
            framework,
            [
                CoveredGoal(goal, [covered[slug] for slug in goal.lessons if slug in covered])
                for goal in framework.goals
            ],
        )
        for framework in frameworks
    ]
    return list(covered.values()), by_framework
