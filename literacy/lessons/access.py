"""The only ways to a lesson and its clips."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.models import DRAFT, LIVE, Lesson
from literacy.lessons.readers import draft_for, may_read_own
from quizzes.clips.models import LIBRARY, Pair, PairQuerySet
from quizzes.clips.pulled import refuse_pulled


def lesson_for_reader(user: Any, key: str) -> Lesson:
    """A lesson by its `key`: the site's are open to all, a school's to those who may read it, a draft to its authors.

    A draft is in no table; nothing can be kept of it. Raises Http404.
    """
    shelf, _line, slug = key.rpartition("_")
    lesson: Lesson | None = None
    if shelf in (DRAFT, LIVE):
        if user.is_authenticated and slug.isdecimal() and len(slug) < 13:
            lesson = draft_for(user, int(slug), is_live=shelf == LIVE)
    else:
        lesson = Lesson.objects.select_related("quiz").filter(shelf=shelf, slug=slug).first()
        if lesson is not None and shelf and not (user.is_authenticated and may_read_own(user, lesson)):
            raise Http404
    if lesson is None:
        raise Http404
    return lesson


def pairs_of(lesson: Lesson) -> QuerySet[Pair]:
    """The published pairs that the lesson shows, and no others."""
    return _within_reach(lesson).published().filter(slug__in=_pair_slugs(lesson))


def pulled_of(lesson: Lesson) -> frozenset[str]:
    """The slugs of the pairs that the lesson would show, had they not been pulled."""
    pulled = _within_reach(lesson).made().filter(is_pulled=True, slug__in=_pair_slugs(lesson))
    return frozenset(pulled.values_list("slug", flat=True))


def lessons_showing(pair: Pair, *, shelves: Collection[str] = ()) -> list[Lesson]:
    """The lessons of the site, and of these shelves, in which a pair is shown, in their order. One query."""
    lessons = Lesson.objects.on_shelves(LIBRARY, *shelves).offered()
    return [lesson for lesson in lessons if pair.slug in _pair_slugs(lesson)]


def _within_reach(lesson: Lesson) -> PairQuerySet:
    """What a lesson may show: the library, and a school's lesson what that school made."""
    return Pair.objects.on_shelves(LIBRARY, lesson.shelf)


def _pair_slugs(lesson: Lesson) -> set[str]:
    steps = [step for body in lesson.bodies.values() for step in body["steps"]]
    return {block["pair"] for step in steps for block in step["blocks"] if block["kind"] in PAIR_KINDS}


def shown_pair_of(lesson: Lesson, kind: str, slug: str) -> tuple[dict[str, Any], Pair]:
    """A block of this kind and its pair, with its renditions. Raises Http404, and Refusal (410) where it was pulled."""
    _step, block = block_of(lesson, kind, "pair", slug)
    pairs = pairs_of(lesson).select_related("clip").prefetch_related("renditions", "sources")
    pair = pairs.filter(slug=slug).first()
    if pair is None:
        refuse_pulled(_within_reach(lesson).filter(slug=slug))
        raise Http404
    return block, pair


def block_of(lesson: Lesson, kind: str, key: str, value: str) -> tuple[str, dict[str, Any]]:
    """The step's id and the block of this kind in the reader's language. Raises Http404."""
    for step in lesson.body.get("steps", []):
        for block in step["blocks"]:
            if block["kind"] == kind and block[key] == value:
                return str(step["id"]), dict(block)
    raise Http404


def step_of(lesson: Lesson, name: str) -> dict[str, Any]:
    """A step in the reader's language, and the id of the one after it as `following`, empty behind the last. Raises Http404."""
    steps = lesson.body.get("steps", [])
    for at, step in enumerate(steps):
        if step["id"] == name:
            return dict(step) | {"following": steps[at + 1]["id"] if at + 1 < len(steps) else ""}
    raise Http404
