"""Fetching one package, and asking for the pairs that are complete with it."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from quizzes.clips.actions import save_clip, save_pair
from quizzes.clips.drawn import keep_drawn
from quizzes.clips.fetching import fetch_originals
from quizzes.clips.package_tools import beating
from quizzes.clips.packages import place_of
from quizzes.clips.specs import OriginalSpec, RecipeSpec
from quizzes.clips.wanted import is_ready, originals_of, package_of
from quizzes.growth.plan import Plan


def fetch_package(plan: Plan, target: str, beat: Callable[[], None]) -> list[str]:
    """Fetch what a job calls `target` and save the pairs that nothing else is missing for; returns their slugs.

    What is there and right is not fetched or made again. `beat` is called a few times a second, and may raise to
    end it. Raises `FetchError`.
    """
    originals = plan.packages(plan.recipes).get(target)
    if originals is None:  # a job of another version of this site, whose catalogue had it
        return []
    if originals:
        source, package, version = package_of(originals[0])
        members = {each.path: each.sha256 for each in originals}
        with beating(beat):
            fetch_originals(source, package, version, members, Path(settings.LIBRARY_CACHE))
    saved = []
    for recipe in plan.recipes:
        if target in plan.targets_of(recipe) and _is_complete(plan, recipe):
            beat()
            if not is_ready(plan.catalogue, recipe):
                _save(plan, recipe)
                saved.append(recipe.slug)
    return saved


def _is_complete(plan: Plan, recipe: RecipeSpec) -> bool:
    originals = originals_of(plan.catalogue, recipe)
    return all(each.is_drawn or _place(each).is_file() for each in originals)


def _save(plan: Plan, recipe: RecipeSpec) -> None:
    for original in originals_of(plan.catalogue, recipe):
        place = keep_drawn(original, Path(settings.LIBRARY_CACHE)) if original.is_drawn else _place(original)
        save_clip(spec=original, file=place.name)
    save_pair(catalogue=plan.catalogue, recipe=recipe)


def _place(original: OriginalSpec) -> Path:
    path = urlsplit(original.path).path if original.source == "web" else original.path
    return place_of(Path(settings.LIBRARY_CACHE), path, original.sha256)
