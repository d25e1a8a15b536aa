"""A school's own lessons: who reads them, and which of them a class can be given."""

from __future__ import annotations

from django.db.models import QuerySet

from literacy.classroom.access import shelf_keys_around, shelves_edited_by, shelves_of
from literacy.classroom.models import Classroom
from literacy.classroom.tasklist import State, tasks_of
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.clips.models import LIBRARY


def may_read(user: User, lesson: Lesson) -> bool:
    """Adults read every lesson of their school; pupils those that are open to the school, and those they were given."""
    if lesson.shelf in shelves_edited_by(user):
        return True
    if lesson.open_to_school and not lesson.is_retired and lesson.shelf in shelves_of(user):
        return True
    return lesson.pk in _given_to(user)


def own_lessons_of(user: User) -> list[Lesson]:
    """What somebody finds in the list of lessons besides the site's; of pupils, what they were given is among it. One query
    where the school has no lessons of its own.
    """
    lessons = list(Lesson.objects.filter(shelf__in=shelf_keys_around(user)).offered())
    if not lessons or not user.is_pupil:
        return lessons
    given = _given_to(user)
    return [lesson for lesson in lessons if lesson.open_to_school or lesson.pk in given]


def lessons_to_give(classroom: Classroom) -> QuerySet[Lesson]:
    """The lessons of the site, in their order, and behind them those of the class's own school."""
    lessons = Lesson.objects.on_shelves(LIBRARY, classroom.school.shelf).offered()
    return lessons.order_by("shelf", "number", "pk")


def _given_to(user: User) -> frozenset[int]:
    """The keys of the lessons that stand on somebody's own page and are open by now."""
    tasks = tasks_of(user) if user.is_pupil else []
    open_by_now = (task.assignment.lesson_id for task in tasks if task.state is not State.LATER)
    return frozenset(key for key in open_by_now if key is not None)
