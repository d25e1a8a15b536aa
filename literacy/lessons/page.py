"""A lesson made ready for one reader: pairs with their links, questions with what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from literacy.lessons.access import pairs_of, pulled_of
from literacy.lessons.blocks import ASKING
from literacy.lessons.models import Lesson, StepProgress
from literacy.lessons.playground import links_in, playground_of, pointed_in
from literacy.lessons.pointing import show_where
from literacy.lessons.polls import own_answers, show_poll
from literacy.lessons.scenes import scenarios_by_slug, show_scenario
from literacy.lessons.timed import timed_clip
from quizzes.attempts.shown import ShownPair, show_pair
from quizzes.clips.models import Pair

_SCRIPTS = {"compare": "compare", "where": "compare where", "lenses": "eye", "clip": "timed"}


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


@dataclass(frozen=True)
class Reader:
    """Who reads: an id, None for a guest; what links are bound to; and what the address says was chosen just now."""

    scope: str
    user_id: int | None = None
    query: Mapping[str, str] = field(default_factory=dict)

    def now(self, kind: str, name: str) -> bool:
        """Whether the address is about the block of this kind and name."""
        return self.query.get(kind) == name


def steps_for_reader(lesson: Lesson, reader: Reader, done: Mapping[str, str]) -> list[dict[str, Any]]:
    """The steps in the reader's language, each block with what its template needs, and whether the step is done.

    `done` maps the steps that the reader is done with to the choice at their check. A pair that is not (or not yet)
    in the library leaves `shown` None, and `was_pulled` says whether it was taken away.
    """
    steps = lesson.body.get("steps", [])
    blocks = [block for step in steps for block in step["blocks"]]
    pairs = {
        pair.slug: _shown(lesson, pair, reader.scope)
        for pair in pairs_of(lesson).select_related("clip").prefetch_related("renditions", "sources")
    }
    wanted = {block["pair"] for block in blocks if "pair" in block}
    pulled = pulled_of(lesson) if wanted - pairs.keys() else frozenset()
    stories = scenarios_by_slug([block["slug"] for block in blocks if block["kind"] == "scenario"])
    has_polls = any(block["kind"] == "poll" for block in blocks)
    answers = own_answers(lesson, reader.user_id) if has_polls else {}

    def ready(step: str, block: dict[str, Any]) -> dict[str, Any]:
        kind = block["kind"]
        if "pair" in block:
            block = block | {"shown": pairs.get(block["pair"]), "was_pulled": block["pair"] in pulled}
        if kind == "scenario":
            slug = block["slug"]
            path = reader.query.get("path", "") if reader.now("scenario", slug) else ""
            return block | {"scenario": show_scenario(slug, stories.get(slug), path)}
        return (
            block | _PREPARED[kind](lesson, step, block, reader, done, answers)
            if kind in _PREPARED
            else block
        )

    return [
        step
        | {
            "blocks": [ready(step["id"], block) for block in step["blocks"]],
            "is_done": step["id"] in done,
            "asks": asks(step),
        }
        for step in steps
    ]


def asks(step: Mapping[str, Any]) -> bool:
    """Whether a step is done with by answering its question; any other by saying so."""
    return any(block["kind"] in ASKING for block in step["blocks"])


_Prepare = Callable[
    [Lesson, str, dict[str, Any], Reader, Mapping[str, str], Mapping[str, str]], dict[str, Any]
]


def _lenses(lesson: Lesson, step: str, block: dict[str, Any], reader: Reader, *more: Any) -> dict[str, Any]:
    shown: ShownPair | None = block["shown"]
    if shown is None:
        return {}
    is_now = reader.now("lenses", block["pair"])
    chosen = reader.query.get("lens", "") if is_now else block["lens"]
    pointed = pointed_in(lesson, shown.pair, chosen, reader.scope, reader.query if is_now else None)
    return {"playground": playground_of(shown.pair, shown.links, chosen, pointed)}


def _where(lesson: Lesson, step: str, block: dict[str, Any], reader: Reader, *more: Any) -> dict[str, Any]:
    given = reader.query if reader.now("where", block["pair"]) else None
    return {"where": show_where(block, block["shown"], given)}


def _clip(lesson: Lesson, step: str, block: dict[str, Any], *more: Any) -> dict[str, Any]:
    return {"timed": timed_clip(block, block["shown"])}


def _check(
    lesson: Lesson, step: str, block: dict[str, Any], reader: Reader, done: Mapping[str, str], *more: Any
) -> dict[str, Any]:
    if not reader.now("check", block["id"]):
        return {"check": ShownCheck(block, step, done.get(step, ""))}
    choice = reader.query.get("choice", "")
    return {"check": ShownCheck(block, step, choice, "" if choice else gettext("Choose an answer first."))}


def _poll(
    lesson: Lesson,
    step: str,
    block: dict[str, Any],
    reader: Reader,
    done: Mapping[str, str],
    answers: Mapping[str, str],
) -> dict[str, Any]:
    choice, error = answers.get(block["id"], ""), ""
    if not choice and reader.now("poll", block["id"]):
        # A guest's answer is in the address alone; of a learner it is kept, so here it was none.
        choice = reader.query.get("choice", "") if reader.user_id is None else ""
        error = "" if choice else gettext("Choose an answer first.")
    return {"poll": show_poll(lesson, block, step, user_id=reader.user_id, choice=choice, error=error)}


_PREPARED: dict[str, _Prepare] = {
    "lenses": _lenses, "where": _where, "clip": _clip, "check": _check, "poll": _poll,
}  # fmt: skip


def scripts_of(steps: list[dict[str, Any]]) -> list[str]:
    """The static files of the scripts that the blocks of these steps need, made ready; no page fetches another's."""
    names: set[str] = set()
    for block in (block for step in steps for block in step["blocks"]):
        if block.get("shown") is None:
            continue
        names |= set(_SCRIPTS[block["kind"]].split())
        medium = block["shown"].pair.medium
        if block["kind"] in ("compare", "clip") and medium != "photo":
            names.add("film" if medium == "video" else "sound")
    return [f"js/{name}.js" for name in sorted(names)]


def done_steps(lesson: Lesson, user_id: int | None) -> dict[str, str]:
    """The steps somebody is done with, and what they chose first at a check; nothing for guests, who have no id."""
    if user_id is None:
        return {}
    return dict(StepProgress.objects.filter(lesson=lesson, user_id=user_id).values_list("step", "choice"))


def _shown(lesson: Lesson, pair: Pair, scope: str) -> ShownPair | None:
    """A lesson asks to find what was changed first, so it is outlined only on request."""
    return show_pair(pair, links_in(lesson, pair, scope), marks_hidden=True)
