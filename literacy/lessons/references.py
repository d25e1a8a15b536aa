"""What a lesson refers to outside its file: pairs, drawings, scenarios. What is not there is named with its line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.parser import LessonText
from literacy.lessons.problems import Problem
from quizzes.clips.models import Medium, Pair
from quizzes.items.models import Item
from quizzes.items.scenarios import scenario_slug
from quizzes.items.types import ITEM_TYPES


@dataclass(frozen=True)
class Known:
    """What there is to refer to: slugs of pairs, those that are made by slug, scenarios, and the folder of drawings."""

    slugs: frozenset[str]
    made: dict[str, Pair]
    scenarios: frozenset[str]
    static: Path


def known_things(fixtures: Path, static: Path) -> Known:
    """Read what there is, in the files and in the library that everybody has."""
    made = {pair.slug: pair for pair in Pair.objects.in_library().defer("recipe", "texts")}
    slugs = set(made)
    for path in (fixtures / "recipes").glob("*.toml"):
        recipes = tomllib.loads(path.read_text(encoding="utf-8")).get("recipe", [])
        slugs |= {str(recipe.get("slug")) for recipe in recipes}
    prefix = scenario_slug("")
    kept = Item.objects.filter(pair=None, slug__startswith=prefix).values_list("slug", flat=True)
    stories = {slug.removeprefix(prefix) for slug in kept}
    stories |= {path.stem for path in (fixtures / "scenarios").glob("*/*.toml")}
    return Known(frozenset(slugs), made, frozenset(stories), static)


def dangling(text: LessonText, known: Known) -> list[Problem]:
    """References to what does not exist, or cannot be shown in the way that is asked for."""
    problems: list[Problem] = []

    def say(line: int, sentence: str) -> None:
        problems.append(Problem(text.file, line, sentence))

    for kind in PAIR_KINDS:
        for block in text.blocks(kind):
            if block["pair"] not in known.slugs:
                say(
                    block["line"],
                    f"There is no pair called {block['pair']}. Choose a slug from fixtures/recipes.",
                )
            elif block["pair"] in known.made:
                for line, sentence in _misfits(block, known.made[block["pair"]]):
                    say(line, sentence)
    for block in text.blocks("scenario"):
        if block["slug"] not in known.scenarios:
            there = ", ".join(sorted(known.scenarios)) or "none yet"
            say(
                block["line"], f"There is no scenario called {block['slug']}. In fixtures/scenarios: {there}."
            )
    for block in text.blocks("figure"):
        if not (known.static / block["src"]).is_file():
            say(block["line"], f"There is no file static/{block['src']}. Add it or correct `src`.")
    return problems


def can_be_pointed_at(pair: Pair) -> bool:
    """Whether a block `where` can ask about a pair: a photo with one place in it that was changed."""
    return pair.medium == Medium.PHOTO and pair.has_both and ITEM_TYPES["locate"].suits(pair)


def _misfits(block: dict[str, Any], pair: Pair) -> list[tuple[int, str]]:
    if block["kind"] == "where" and not can_be_pointed_at(pair):
        return [
            (
                block["line"],
                f"In {pair.slug} there is no one place to point at. Choose a photo with a small change.",
            )
        ]
    if block["kind"] != "clip":
        return []
    if pair.medium == Medium.PHOTO:
        return [(block["line"], f"{pair.slug} is a photo and has no points in time. Use compare or where.")]
    found = []
    if block["half"] != "manipulated" and not pair.has_original:
        found.append((block["line"], f"{pair.slug} has no authentic half. Use half=manipulated."))
    if block["half"] != "authentic" and not pair.has_twin:
        found.append((block["line"], f"{pair.slug} has no manipulated half. Use half=authentic."))
    seconds = float(pair.truth.get("seconds", 0))
    late = [point for point in block["points"] if seconds and point["at"] > seconds]
    found += [
        (point["line"], f"The clip is over after {seconds:.1f} s; this point lies behind its end.")
        for point in late
    ]
    return found
