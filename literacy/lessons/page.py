"""A lesson made ready for one reader: pairs with their links, checks with what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from literacy.lessons.access import pairs_of
from literacy.lessons.models import Lesson, StepProgress
from quizzes.attempts.shown import ShownPair, show_pair
from quizzes.clips.links import PairLinks
from quizzes.clips.models import Pair


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
    lesson: Lesson, *, scope: str, first_choices: dict[str, str], now: tuple[str, str] = ("", "")
) -> list[dict[str, Any]]:
    """The steps in the reader's language, each block with `pair` or `check` made ready.

    `first_choices` maps steps to what was chosen before; `now` is a check's id with what was chosen just now.
    A pair that is not (or not yet) in the library leaves `pair` None.
    """
    pairs = {
        pair.slug: _shown(lesson, pair, scope)
        for pair in pairs_of(lesson).select_related("clip").prefetch_related("renditions", "sources")
    }

    def ready(step: str, block: dict[str, Any]) -> dict[str, Any]:
        if block["kind"] == "compare":
            return block | {"shown": pairs.get(block["pair"])}
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


def shows_film(steps: list[dict[str, Any]]) -> bool:
    """Whether any of the steps, made ready, holds a film, which needs a script of its own."""
    shown = [block.get("shown") for step in steps for block in step["blocks"]]
    return any(each is not None and each.film is not None for each in shown)


def first_choices_of(lesson: Lesson, user_id: int | None) -> dict[str, str]:
    """What somebody chose first, by step; nothing for guests, who have no id."""
    if user_id is None:
        return {}
    return dict(StepProgress.objects.filter(lesson=lesson, user_id=user_id).values_list("step", "choice"))


def _shown(lesson: Lesson, pair: Pair, scope: str) -> ShownPair | None:
    """A lesson asks to find what was changed first, so it is outlined only on request."""
    links = PairLinks(pair.slug, scope, lambda token: reverse("lesson_media", args=[lesson.slug, token]))
    return show_pair(pair, links, marks_hidden=True)
