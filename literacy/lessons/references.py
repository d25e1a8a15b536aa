"""What a lesson refers to outside its file: pairs, drawings, scenarios. What is not there is named with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.problems import Problem
from literacy.lessons.text import LessonText
from quizzes.clips.models import LIBRARY, Medium, Pair
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
    is_own: bool = False
    """Whether a school's own lesson refers to it, whose authors have no files."""


def known_things(fixtures: Path, static: Path) -> Known:
    """Read what there is, in the files and in the library that everybody has."""
    made = {pair.slug: pair for pair in Pair.objects.in_library().defer("recipe", "texts")}
    slugs = set(made)
    for path in (fixtures / "recipes").glob("*.toml"):
        recipes = tomllib.loads(path.read_text(encoding="utf-8")).get("recipe", [])
        slugs |= {str(recipe.get("slug")) for recipe in recipes}
    return Known(frozenset(slugs), made, _scenarios(fixtures), static)


def known_to_school(shelf: str, slugs: Collection[str], fixtures: Path, static: Path) -> Known:
    """Of these slugs, the published pairs of the library and of a school's shelf, and what else there is."""
    pairs = Pair.objects.on_shelves(LIBRARY, shelf).published().filter(slug__in=slugs)
    made = {pair.slug: pair for pair in pairs.defer("recipe", "texts")}
    return Known(frozenset(made), made, _scenarios(fixtures), static, is_own=True)


def _scenarios(fixtures: Path) -> frozenset[str]:
    prefix = scenario_slug("")
    kept = Item.objects.filter(pair=None, slug__startswith=prefix).values_list("slug", flat=True)
    stories = {slug.removeprefix(prefix) for slug in kept}
    return frozenset(stories | {path.stem for path in (fixtures / "scenarios").glob("*/*.toml")})


def dangling(text: LessonText, known: Known) -> list[Problem]:
    """References to what does not exist, or cannot be shown in the way that is asked for."""
    problems: list[Problem] = []

    def say(line: int, sentence: str) -> None:
        problems.append(Problem(text.file, line, sentence))

    for kind in PAIR_KINDS:
        for block in text.blocks(kind):
            if block["pair"] not in known.slugs:
                sentence = (
                    _("There is no pair called %(pair)s. Choose one of the library or of your school.")
                    if known.is_own
                    else "There is no pair called %(pair)s. Choose a slug from fixtures/recipes."
                )
                say(block["line"], sentence % {"pair": block["pair"][:80]})
            elif block["pair"] in known.made:
                for line, sentence in _misfits(block, known.made[block["pair"]]):
                    say(line, sentence)
    for block in text.blocks("scenario"):
        if block["slug"] not in known.scenarios:
            there = ", ".join(sorted(known.scenarios)) or _("none yet")
            sentence = (
                _("There is no story called %(slug)s. There are: %(there)s.")
                if known.is_own
                else "There is no scenario called %(slug)s. In fixtures/scenarios: %(there)s."
            )
            say(block["line"], sentence % {"slug": block["slug"][:80], "there": there})
    for block in text.blocks("figure"):
        if not (known.static / block["src"]).is_file():
            sentence = (
                _("There is no drawing called %(src)s. Choose one of those that the site has.")
                if known.is_own
                else "There is no file static/%(src)s. Add it or correct `src`."
            )
            say(block["line"], sentence % {"src": block["src"][:80]})
    return problems


def can_be_pointed_at(pair: Pair) -> bool:
    """Whether a block `where` can ask about a pair: a photo with one place in it that was changed."""
    return pair.medium == Medium.PHOTO and pair.has_both and ITEM_TYPES["locate"].suits(pair)


def _misfits(block: dict[str, Any], pair: Pair) -> list[tuple[int, str]]:
    if block["kind"] == "where" and not can_be_pointed_at(pair):
        return [
            (
                block["line"],
                _("In %(slug)s there is no one place to point at. Choose a photo with a small change.")
                % {"slug": pair.slug},
            )
        ]
    if block["kind"] != "clip":
        return []
    if pair.medium == Medium.PHOTO:
        return [
            (
                block["line"],
                _("%(slug)s is a photo and has no points in time. Use compare or where.")
                % {"slug": pair.slug},
            )
        ]
    found = []
    if block["half"] != "manipulated" and not pair.has_original:
        found.append(
            (block["line"], _("%(slug)s has no authentic half. Use half=manipulated.") % {"slug": pair.slug})
        )
    if block["half"] != "authentic" and not pair.has_twin:
        found.append(
            (block["line"], _("%(slug)s has no manipulated half. Use half=authentic.") % {"slug": pair.slug})
        )
    seconds = float(pair.truth.get("seconds", 0))
    late = [point for point in block["points"] if seconds and point["at"] > seconds]
    found += [
        (
            point["line"],
            _("The clip is over after %(seconds)s s; this point lies behind its end.")
            % {"seconds": format(seconds, ".1f")},
        )
        for point in late
    ]
    return found
