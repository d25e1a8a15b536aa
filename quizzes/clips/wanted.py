"""What the catalogue asks for and what is there of it: tiers, packages, packs that a recipe waits for."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from quizzes.clips.catalogue import Catalogue
from quizzes.clips.fetching import ORDER, waits_for_pack
from quizzes.clips.models import Pair
from quizzes.clips.pipeline import is_up_to_date
from quizzes.clips.specs import OriginalSpec, RecipeSpec

Package = tuple[str, str, str]
"""Source, name and version: what is fetched as a whole."""


def originals_of(catalogue: Catalogue, recipe: RecipeSpec) -> list[OriginalSpec]:
    """Return all originals that a recipe is made of, its own first."""
    return [catalogue.originals[slug] for slug in (recipe.original, *recipe.sources)]


def tier_of(catalogue: Catalogue, recipe: RecipeSpec) -> int:
    """Return the tier of a recipe: that of its latest original."""
    return max(original.tier for original in originals_of(catalogue, recipe))


def waits_of(catalogue: Catalogue, recipe: RecipeSpec) -> list[str]:
    """Return the packs that a recipe waits for: they hold its originals, and nobody imported them here yet."""
    cache = Path(settings.LIBRARY_CACHE)
    return sorted({each.package for each in originals_of(catalogue, recipe) if waits_for_pack(each, cache)})


def is_ready(catalogue: Catalogue, recipe: RecipeSpec) -> bool:
    """Whether the pair of a recipe is published as the catalogue has it now, with all its files."""
    pair = Pair.objects.filter(slug=recipe.slug).prefetch_related("renditions").first()
    if pair is None or pair.recipe.get("digest") != catalogue.render_digest(recipe):
        return False
    return is_up_to_date(pair)


def package_of(original: OriginalSpec) -> Package:
    """Return what an original is fetched with."""
    return (original.source, original.package, original.version)


def packages_of(originals: Iterable[OriginalSpec]) -> dict[Package, list[OriginalSpec]]:
    """Return what comes with each package, in the order in which they are to be fetched."""
    found: dict[Package, list[OriginalSpec]] = {}
    for original in originals:
        found.setdefault(package_of(original), []).append(original)
    return dict(sorted(found.items(), key=lambda entry: ORDER.get(entry[0][0], 0)))
