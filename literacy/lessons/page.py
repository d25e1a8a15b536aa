"""A lesson made ready for one reader: pairs with their links, checks with what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from literacy.lessons.access import pairs_of, pulled_of
from literacy.lessons.models import Lesson, StepProgress
from quizzes.attempts.shown import ShownPair, show_pair
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


@dataclass(frozen=True)
class ShownCheck:
    """A check and, if somebody chose, their choice and what is said about it."""

    block: dict[str, Any]
    step: str
    choice: str = ""
    error: str = ""

    @property
    def chosen(self) -> dict[str, Any] | None:
        return next((option for option in self.block["options"] if option["key"] == self.choice), None)


def steps_for_reader(
    lesson: Lesson,
    *,
    scope: str,
    first_choices: dict[str, str],
    now: tuple[str, str] = ("", ""),
    lens: tuple[str, str] = ("", ""),
    query: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """The steps in the reader's language, each block with `shown`, `check` or `playground` made ready.

    `first_choices` maps steps to what was chosen before; `now` is a check's id with what was chosen just now, and
    `lens` a pair's slug with the lens it is to be looked at through, and `query` where an eye is in it. A pair that
    is not (or not yet) in the library leaves `shown` None, and `was_pulled` says whether it was taken away.
    """
    pairs = {
        pair.slug: _shown(lesson, pair, scope)
        for pair in pairs_of(lesson).select_related("clip").prefetch_related("renditions", "sources")
    }

    wanted = {
        block["pair"] for each in lesson.body.get("steps", []) for block in each["blocks"] if "pair" in block
    }
    pulled = pulled_of(lesson) if wanted - pairs.keys() else frozenset()

    def ready(step: str, block: dict[str, Any]) -> dict[str, Any]:
        if "pair" in block:
            block = block | {"shown": pairs.get(block["pair"]), "was_pulled": block["pair"] in pulled}
        if block["kind"] == "lenses" and block["shown"]:
            chosen = lens[1] if lens[0] == block["pair"] else block["lens"]
            pair = block["shown"].pair
            pointed = pointed_in(lesson, pair, chosen, scope, query if lens[0] == pair.slug else None)
            return block | {"playground": playground_of(pair, block["shown"].links, chosen, pointed)}
        if block["kind"] == "check":
            if now[0] == block["id"]:
                error = "" if now[1] else gettext("Choose an answer first.")
                return block | {"check": ShownCheck(block, step, now[1], error)}
            return block | {"check": ShownCheck(block, step, first_choices.get(step, ""))}
        return block

    return [
        step | {"blocks": [ready(step["id"], block) for block in step["blocks"]]}
        for step in lesson.body.get("steps", [])
    ]


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
    address = reverse("lesson_lens", args=[lesson.slug, pair.slug, lens]) if lens in LENSES else ""
    return Pointed(query or {}, address, "closest .playground", "outerHTML", who=scope)


def links_in(lesson: Lesson, pair: Pair, scope: str) -> PairLinks:
    """The links to the files of a pair that the lesson shows."""
    return PairLinks(pair.slug, scope, lambda token: reverse("lesson_media", args=[lesson.slug, token]))


def shows_film(steps: list[dict[str, Any]]) -> bool:
    """Whether any of the steps, made ready, holds a film, which needs a script of its own."""
    shown = [block["shown"] for step in steps for block in step["blocks"] if block["kind"] == "compare"]
    return any(each is not None and each.film is not None for each in shown)


def first_choices_of(lesson: Lesson, user_id: int | None) -> dict[str, str]:
    """What somebody chose first, by step; nothing for guests, who have no id."""
    if user_id is None:
        return {}
    return dict(StepProgress.objects.filter(lesson=lesson, user_id=user_id).values_list("step", "choice"))


def _shown(lesson: Lesson, pair: Pair, scope: str) -> ShownPair | None:
    """A lesson asks to find what was changed first, so it is outlined only on request."""
    return show_pair(pair, links_in(lesson, pair, scope), marks_hidden=True)
