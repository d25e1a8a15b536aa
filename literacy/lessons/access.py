"""The only ways to a lesson and its clips."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from literacy.lessons.models import Lesson
from quizzes.clips.models import Pair


def lesson_for_anybody(slug: str) -> Lesson:
    """A lesson; lessons are open to all. Raises Http404."""
    lesson = Lesson.objects.select_related("quiz").filter(slug=slug).first()
    if lesson is None:
        raise Http404
    return lesson


def pairs_of(lesson: Lesson) -> QuerySet[Pair]:
    """The published pairs that the lesson shows, and no others."""
    steps = [step for body in lesson.bodies.values() for step in body["steps"]]
    slugs = {block["pair"] for step in steps for block in step["blocks"] if block["kind"] == "compare"}
    return Pair.objects.published().filter(slug__in=slugs)


def check_of(lesson: Lesson, check_id: str) -> tuple[str, dict[str, Any]]:
    """The step's id and the block of a check in the reader's language. Raises Http404."""
    for step in lesson.body.get("steps", []):
        for block in step["blocks"]:
            if block["kind"] == "check" and block["id"] == check_id:
                return str(step["id"]), block
    raise Http404
