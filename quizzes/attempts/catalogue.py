"""The catalogue of item types for whoever works on the site: every type in every state, on pairs of the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.http import Http404

from quizzes.attempts.actions.record_answer import record_answer
from quizzes.attempts.actions.take_step import take_step
from quizzes.attempts.asked import shown_at
from quizzes.attempts.course import Course, Place, course_of
from quizzes.attempts.models import Cohort, Showing, Sitting
from quizzes.clips.families import CLAIM
from quizzes.clips.models import Half, Medium, Pair
from quizzes.items.models import Item, Quiz
from quizzes.items.types import ITEM_TYPES, ItemType, Shows
from quizzes.items.types.base import kind_of_clip

CLIPS = (*Medium.values, CLAIM)
STORY = "story"
STATES = ("asked", "error", "right", "partly", "wrong", "saved")
"""Asked, refused, and answered: rightly, partly and wrongly with the truth told, and in a test where it waits."""

_ALL_OR_NOTHING = {"provenance"}


@dataclass(frozen=True)
class Specimen:
    """One type on one kind of clip: the pair that stands for them, None for a story, and the states it can be in."""

    kind: ItemType
    clip: str
    pair: Pair | None
    states: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"catalogue-{self.kind.slug}-{self.clip}"


def specimens() -> Iterator[Specimen]:
    """Every type on every kind of clip that the library has a fair pair for."""
    for kind in ITEM_TYPES.values():
        for clip in (STORY,) if kind.shows is Shows.NOTHING else CLIPS:
            specimen = _specimen(kind, clip)
            if specimen is not None:
                yield specimen


def specimen_of(slug: str, clip: str) -> Specimen:
    """One of them. Raises Http404 where there is none."""
    kind = ITEM_TYPES.get(slug)
    specimen = _specimen(kind, clip) if kind is not None and clip in (*CLIPS, STORY) else None
    if specimen is None:
        raise Http404
    return specimen


def _specimen(kind: ItemType, clip: str) -> Specimen | None:
    if kind.shows is Shows.NOTHING:
        is_there = clip == STORY and Item.objects.filter(pair=None).exists()
        return Specimen(kind, STORY, None, STATES) if is_there else None
    question = Pair.Question.CLAIM if clip == CLAIM else Pair.Question.PICTURE
    pairs = Pair.objects.in_library().published().with_both().filter(question=question).order_by("pk")
    pairs = pairs if clip == CLAIM else pairs.filter(medium=clip)
    pair = next((each for each in pairs.iterator() if kind.suits(each) and kind_of_clip(each) == clip), None)
    if pair is None:
        return None
    has_parts = kind.shows is not Shows.BOTH and kind.slug not in _ALL_OR_NOTHING
    return Specimen(kind, clip, pair, STATES if has_parts else tuple(s for s in STATES if s != "partly"))


@transaction.atomic
def sitting_of(specimen: Specimen, state: str, user_id: int) -> Course:
    """The course of a sitting of this user's that stands in this state; made once for each, and nobody's result.

    Raises Http404 where this pair has no such state.
    """
    key = f"{specimen.name}-{state}:{user_id}"
    mode = Quiz.Mode.ASSESSMENT if state == "saved" else Quiz.Mode.PRACTICE
    quiz, _ = Quiz.objects.get_or_create(
        slug=f"{specimen.name}-{mode}", defaults={"mode": mode, "assignable": False, "texts": {"en": {"title": "", "intro": ""}}}
    )  # fmt: skip
    cohort, _ = Cohort.objects.get_or_create(key=key)
    sitting = Sitting.objects.filter(user_id=user_id, cohort=cohort).first()
    if sitting is None:
        sitting = Sitting.objects.create(quiz=quiz, user_id=user_id, cohort=cohort)
        items = [_item(specimen)]
        if state == "saved":  # a test tells at its end, so there is another place behind
            items.append(_item(specimen, "again"))
        for position, item in enumerate(items, start=1):
            Showing.objects.create(sitting=sitting, item=item, position=position, half=Half.TWIN)
        _answer(sitting, specimen.kind, state)
    return course_of(sitting)


def _item(specimen: Specimen, more: str = "") -> Item:
    if specimen.pair is None:
        items = Item.objects.filter(pair=None).order_by("pk")
        found = items.last() if more else items.first()
        if found is None:
            raise Http404
        return found
    kind = specimen.kind
    needs_doubt = not kind.asked_after(Place(0, 0, "", []))
    chain = ["judge", kind.slug] if needs_doubt else [kind.slug]
    slug = f"catalogue-{more}{specimen.pair.pk}-{'-'.join(chain)}"
    item, _ = Item.objects.get_or_create(slug=slug, defaults={"pair": specimen.pair, "chain": chain})
    return item


def _answer(sitting: Sitting, kind: ItemType, state: str) -> None:
    """Say what comes before, and what the state asks for."""
    how = {"asked": None, "error": None, "saved": "right"}.get(state, state)
    while (course := course_of(sitting)).current == 1:
        place = course.places[0]
        question = place.next_question
        if question is None:
            return
        asked = ITEM_TYPES[question]
        if question == kind.slug and how is None:
            return
        shown = shown_at(place)
        if question == "context" and how == "right" and shown.pair is not None:
            for card in shown.pair.evidence[:2]:
                take_step(place=place, step=card["kind"])
            shown = shown_at(place)
        sample = asked.samples(shown).get(how or "right" if question == kind.slug else "right")
        if sample is None:
            raise Http404
        form = asked.form(sample, shown)
        if not form.is_valid():
            raise Http404
        step = asked.next_step(form.cleaned_data, shown)
        if step is not None:
            take_step(place=place, step=step, after=len(place.steps))
            continue
        record_answer(
            course=course, position=1, item_type=question, key=uuid4(), cleaned=form.cleaned_data,
            milliseconds=None, shown=shown,
        )  # fmt: skip
