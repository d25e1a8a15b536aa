"""What recipes of the catalogue make of originals that came in a pack."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from quizzes.clips.actions import save_clip, save_pair
from quizzes.clips.catalogue import Catalogue
from quizzes.clips.models import Pair
from quizzes.clips.packages import place_of
from quizzes.clips.specs import RecipeSpec


@dataclass
class Requested:
    """Slugs of pairs that are to be made now, and of those that are there and right.

    By original: `made_of`, the recipes of which one of these is true, and `waiting`, those that lack another
    original.
    """

    asked: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    made_of: dict[str, list[str]] = field(default_factory=dict)
    waiting: dict[str, list[str]] = field(default_factory=dict)


def request_recipes(catalogue: Catalogue, originals: Iterable[str]) -> Requested:
    """Ask for every pair of which one of `originals` is a part, once all its originals are here."""
    found, wanted = Requested(), set(originals)
    for recipe in catalogue.recipes.values():
        used = [slug for slug in (recipe.original, *recipe.sources) if slug in wanted]
        if not used:
            continue
        there = _save_when_complete(catalogue, recipe)
        for slug in used:
            (found.waiting if there is None else found.made_of).setdefault(slug, []).append(recipe.slug)
        if there is not None:
            (found.unchanged if there.state == Pair.State.PUBLISHED else found.asked).append(recipe.slug)
    return found


def _save_when_complete(catalogue: Catalogue, recipe: RecipeSpec) -> Pair | None:
    specs = [catalogue.originals[slug] for slug in (recipe.original, *recipe.sources)]
    places = [place_of(Path(settings.LIBRARY_CACHE), spec.path, spec.sha256) for spec in specs]
    if not all(place.is_file() for place in places):
        return None
    for spec, place in zip(specs, places, strict=True):
        save_clip(spec=spec, file=place.name)
    return save_pair(catalogue=catalogue, recipe=recipe)
