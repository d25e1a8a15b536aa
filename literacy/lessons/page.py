"""A lesson made ready for one reader: pairs with their links, questions with what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from literacy.lessons.access import pairs_of, pulled_of
from literacy.lessons.blocks import ASKING
from literacy.lessons.contacts import contacts_for
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
        if kind not in _PREPARED:
            return block
        return block | _PREPARED[kind](_Place(lesson, step, block, reader, done, answers, stories))

    shown_steps = [
        step
        | {
            "blocks": [ready(step["id"], block) for block in step["blocks"]],
            "is_done": step["id"] in done,
            "asks": asks(step),
        }
        for step in steps
    ]
    _say_each_lens_once(shown_steps)
    return shown_steps


def asks(step: Mapping[str, Any]) -> bool:
    """Whether a step is done with by answering its question; any other by saying so."""
    return any(block["kind"] in ASKING for block in step["blocks"])


@dataclass(frozen=True)
class _Place:
    """A block in its step, and what has to be known to make it ready."""

    lesson: Lesson
    step: str
    block: dict[str, Any]
    reader: Reader
    done: Mapping[str, str]
    answers: Mapping[str, str]
    stories: Mapping[str, dict[str, Any]]


def _lenses(at: _Place) -> dict[str, Any]:
    shown: ShownPair | None = at.block["shown"]
    if shown is None:
        return {}
    is_now = at.reader.now("lenses", at.block["pair"])
    chosen = at.reader.query.get("lens", "") if is_now else at.block["lens"]
    pointed = pointed_in(at.lesson, shown.pair, chosen, at.reader.scope, at.reader.query if is_now else None)
    return {"playground": playground_of(shown.pair, shown.links, chosen, pointed)}


def _say_each_lens_once(steps: list[dict[str, Any]]) -> None:
    """Mark the blocks whose lens was explained higher on the page; theirs is kept closed, so that a phone is not full of it."""
    said: set[str] = set()
    for block in (block for step in steps for block in step["blocks"] if block.get("playground")):
        if looked := block["playground"].looked:
            block["said_above"] = looked.slug in said
            said.add(looked.slug)


def _where(at: _Place) -> dict[str, Any]:
    given = at.reader.query if at.reader.now("where", at.block["pair"]) else None
    return {"where": show_where(at.block, at.block["shown"], given)}


def _check(at: _Place) -> dict[str, Any]:
    if not at.reader.now("check", at.block["id"]):
        return {"check": ShownCheck(at.block, at.step, at.done.get(at.step, ""))}
    choice = at.reader.query.get("choice", "")
    error = "" if choice else gettext("Choose an answer first.")
    return {"check": ShownCheck(at.block, at.step, choice, error)}


def _poll(at: _Place) -> dict[str, Any]:
    choice, error = at.answers.get(at.block["id"], ""), ""
    user_id = at.reader.user_id
    if not choice and at.reader.now("poll", at.block["id"]):
        # A guest's answer is in the address alone; of a learner it is kept, so here it was none.
        choice = at.reader.query.get("choice", "") if user_id is None else ""
        error = "" if choice else gettext("Choose an answer first.")
    return {"poll": show_poll(at.lesson, at.block, at.step, user_id=user_id, choice=choice, error=error)}


def _scenario(at: _Place) -> dict[str, Any]:
    slug = at.block["slug"]
    path = at.reader.query.get("path", "") if at.reader.now("scenario", slug) else ""
    return {"scenario": show_scenario(slug, at.stories.get(slug), path)}


_PREPARED: dict[str, Callable[[_Place], dict[str, Any]]] = {
    "lenses": _lenses,
    "where": _where,
    "clip": lambda at: {"timed": timed_clip(at.block, at.block["shown"])},
    "check": _check,
    "poll": _poll,
    "scenario": _scenario,
    "contacts": lambda at: {"contacts": contacts_for(at.reader.user_id)},
}


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
    if user_id is None or lesson.pk is None:
        return {}
    return dict(StepProgress.objects.filter(lesson=lesson, user_id=user_id).values_list("step", "choice"))


def _shown(lesson: Lesson, pair: Pair, scope: str) -> ShownPair | None:
    """A lesson asks to find what was changed first, so it is outlined only on request."""
    return show_pair(pair, links_in(lesson, pair, scope), marks_hidden=True)
