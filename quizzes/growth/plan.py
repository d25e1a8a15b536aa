"""What of the catalogue this site is to have, which packages that takes, and what a job calls each of them."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings

from quizzes.clips.catalogue import Catalogue, load_catalogue
from quizzes.clips.catalogue_words import DRAWN
from quizzes.clips.pipeline import RENDERED_MEDIA
from quizzes.clips.specs import OriginalSpec, RecipeSpec
from quizzes.clips.wanted import Package, originals_of, package_of, packages_of, tier_of, waits_of
from quizzes.jobs.models import Job

_LONGEST = Job._meta.get_field("target").max_length or 80
_LETTERS_OF_HASH = 12


@dataclass(frozen=True)
class Plan:
    """The catalogue as far as tier `tiers`."""

    catalogue: Catalogue
    tiers: int

    @cached_property
    def _makeable(self) -> list[RecipeSpec]:
        return [
            recipe
            for recipe in self.catalogue.recipes.values()
            if self.catalogue.originals[recipe.original].medium in RENDERED_MEDIA
            and tier_of(self.catalogue, recipe) <= self.tiers
        ]

    @property
    def recipes(self) -> list[RecipeSpec]:
        """All that is to be made here: what waits for a pack nobody has imported is not."""
        return [recipe for recipe in self._makeable if not waits_of(self.catalogue, recipe)]

    def packages(self, recipes: Collection[RecipeSpec]) -> dict[str, list[OriginalSpec]]:
        """What is fetched for these recipes: the originals of each package, by the name a job has for it."""
        slugs = {slug for recipe in recipes for slug in (recipe.original, *recipe.sources)}
        fetched = [
            each for slug, each in self.catalogue.originals.items() if slug in slugs and not each.is_drawn
        ]
        packages = {target_of(package): originals for package, originals in packages_of(fetched).items()}
        if any(self.targets_of(recipe) == {DRAWN} for recipe in recipes):
            packages[DRAWN] = []  # nothing to fetch, but somebody has to ask for the pairs
        return packages

    def targets_of(self, recipe: RecipeSpec) -> set[str]:
        """The names that jobs have for all that a recipe needs."""
        originals = originals_of(self.catalogue, recipe)
        return {target_of(package_of(each)) for each in originals if not each.is_drawn} or {DRAWN}


def plan_here() -> Plan:
    """The plan of this site, read once a process. Raises `CatalogueError`."""
    return Plan(_catalogue(settings.FIXTURES), settings.LIBRARY_TIERS)


def target_of(package: Package) -> str:
    """What a job calls a package: its source, name and version; a long one ends in a hash, to stay the only one."""
    source, name, version = package
    target = f"{source} {version}" if source == "web" else f"{source} {name} {version}".strip()
    if len(target) <= _LONGEST:
        return target
    digest = hashlib.sha256(target.encode()).hexdigest()[:_LETTERS_OF_HASH]
    return f"{target[: _LONGEST - _LETTERS_OF_HASH - 1]}…{digest}"


@lru_cache(maxsize=1)
def _catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder)
