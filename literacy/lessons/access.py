"""The only ways to a lesson and its clips."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from literacy.lessons.models import Lesson
from quizzes.clips.models import Pair
from quizzes.clips.pulled import refuse_pulled


def lesson_for_anybody(slug: str) -> Lesson:
    """A lesson; lessons are open to all. Raises Http404."""
    lesson = Lesson.objects.select_related("quiz").filter(slug=slug).first()
    if lesson is None:
        raise Http404
    return lesson


def pairs_of(lesson: Lesson) -> QuerySet[Pair]:
    """The published pairs that the lesson shows, and no others."""
    return Pair.objects.in_library().published().filter(slug__in=_pair_slugs(lesson))


def pulled_of(lesson: Lesson) -> frozenset[str]:
    """The slugs of the pairs that the lesson would show, had they not been pulled."""
    pulled = Pair.objects.in_library().made().filter(is_pulled=True, slug__in=_pair_slugs(lesson))
    return frozenset(pulled.values_list("slug", flat=True))


def lessons_showing(pair: Pair) -> list[Lesson]:
    """The lessons in which a pair is shown, in their order. One query."""
    return [lesson for lesson in Lesson.objects.all() if pair.slug in _pair_slugs(lesson)]


def _pair_slugs(lesson: Lesson) -> set[str]:
    steps = [step for body in lesson.bodies.values() for step in body["steps"]]
    return {
        block["pair"] for step in steps for block in step["blocks"] if block["kind"] in ("compare", "lenses")
    }


def lens_pair_of(lesson: Lesson, slug: str) -> Pair:
    """The pair of a block of lenses, with its renditions. Raises Http404, and Refusal (410) where it was pulled."""
    blocks = [block for step in lesson.body.get("steps", []) for block in step["blocks"]]
    if not any(block["kind"] == "lenses" and block["pair"] == slug for block in blocks):
        raise Http404
    pairs = pairs_of(lesson).select_related("clip").prefetch_related("renditions")
    pair = pairs.filter(slug=slug).first()
    if pair is None:
        refuse_pulled(Pair.objects.in_library().filter(slug=slug))
        raise Http404
    return pair


def check_of(lesson: Lesson, check_id: str) -> tuple[str, dict[str, Any]]:
    """The step's id and the block of a check in the reader's language. Raises Http404."""
    for step in lesson.body.get("steps", []):
        for block in step["blocks"]:
            if block["kind"] == "check" and block["id"] == check_id:
                return str(step["id"]), block
    raise Http404
