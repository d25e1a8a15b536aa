"""A pair of a lesson under lenses: which fit, what one of them shows, and where an eye is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from literacy.lessons.models import Lesson
from quizzes.clips.eye_place import Pointed
from quizzes.clips.lens_shown import Looked, Offer, halves_under_lens, lens_of, lenses_for, look_through
from quizzes.clips.lens_words import LENSES
from quizzes.clips.links import PairLinks
from quizzes.clips.models import Pair


@dataclass(frozen=True)
class Playground:
    """A pair with the lenses it can be looked at through, and what the chosen one shows (None before a choice)."""

    pair: Pair
    lenses: list[Offer]
    looked: Looked | None


def playground_of(pair: Pair, links: PairLinks, slug: str, pointed: Pointed | None = None) -> Playground:
    """The lenses that fit a pair, and what one of them shows of both halves; an unknown one shows nothing."""
    through = lens_of(pair, slug, revealed=True) if slug else None
    halves = halves_under_lens(pair)
    looked = (
        look_through(through, pair, halves, links.lens, named=True, pointed=pointed, with_examples=True)
        if through
        else None
    )
    return Playground(pair, lenses_for(pair, revealed=True), looked)


def pointed_in(lesson: Lesson, pair: Pair, lens: str, scope: str, query: Mapping[str, str] | None) -> Pointed:
    """Where an eye is, and where the form that says so goes."""
    address = reverse("lesson_lens", args=[lesson.key, pair.slug, lens]) if lens in LENSES else ""
    return Pointed(query or {}, address, "closest .playground", "outerHTML", who=scope)


def links_in(lesson: Lesson, pair: Pair, scope: str) -> PairLinks:
    """The links to the files of a pair that the lesson shows."""
    return PairLinks(pair.slug, scope, lambda token: reverse("lesson_media", args=[lesson.key, token]))
