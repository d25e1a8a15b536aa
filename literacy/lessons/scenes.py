"""A scenario played in a lesson: where the story stands after the choices so far; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quizzes.clips.models import in_language
from quizzes.items.models import Item
from quizzes.items.scenarios import scenario_slug
from quizzes.items.types import Shown
from quizzes.items.types.respond import Turn, choices_of, step_at, turns

BETWEEN = "."
MOST_CHOICES = 40


@dataclass(frozen=True)
class ShownScenario:
    """A scenario: title, the turns taken, and where it stands: `text` and `choices`, or `closing` at its end.

    `is_there` is false where the site has no such scenario. `path` are the choices made, in order.
    """

    slug: str
    is_there: bool = False
    title: str = ""
    text: str = ""
    choices: list[dict[str, str]] = field(default_factory=list)
    closing: str = ""
    turns: list[Turn] = field(default_factory=list)
    path: str = ""
    error: str = ""


def scenarios_by_slug(slugs: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The contents of scenarios by their own name. One query, none without slugs."""
    if not slugs:
        return {}
    names = {scenario_slug(slug): slug for slug in slugs}
    found = Item.objects.filter(slug__in=names, pair=None).values_list("slug", "content")
    return {names[slug]: content for slug, content in found}


def show_scenario(
    slug: str, content: dict[str, Any] | None, path: str = "", *, error: str = ""
) -> ShownScenario:
    """Where the story stands after `path`; choices that do not exist (any more) end the way before them."""
    if content is None:
        return ShownScenario(slug)
    taken: list[str] = []
    over = False
    for name in path.split(BETWEEN)[:MOST_CHOICES] if path else []:
        choice = _step(content, taken)["choices"].get(name)
        if choice is None:
            break
        taken.append(name)
        if not choice.get("next"):
            over = True
            break
    words = in_language(content["texts"])
    made = turns(content, taken)
    kept = BETWEEN.join(taken)
    if over:
        return ShownScenario(slug, True, words["title"], closing=words["closing"], turns=made, path=kept)
    step = _step(content, taken)
    choices = [
        {"name": name, "text": in_language(choice["texts"])["text"]}
        for name, choice in choices_of(step).items()
    ]
    text = in_language(step["texts"])["text"]
    return ShownScenario(slug, True, words["title"], text, choices, turns=made, path=kept, error=error)


def _step(content: dict[str, Any], taken: Sequence[str]) -> Any:
    return step_at(Shown(False, content=content, steps=taken))
