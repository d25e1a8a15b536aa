"""The list of techniques, and the one door through which a recipe becomes a twin."""

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np

from quizzes.forgery.picture import Picture, as_picture
from quizzes.forgery.recipe import ParamError, Recipe, RecipeError
from quizzes.forgery.twin import Twin

Technique: TypeAlias = Callable[
    [Picture, Mapping[str, Any], np.random.Generator, Mapping[str, Picture]], Twin
]

_registered: dict[str, Technique] = {}


def technique(slug: str) -> Callable[[Technique], Technique]:
    """Register a function as the technique `slug`; the file is named after it (`copy-move`: copy_move.py)."""

    def register(function: Technique) -> Technique:
        if slug in _registered and _registered[slug].__module__ != function.__module__:
            raise ValueError(f"Two techniques are called {slug}.")
        _registered[slug] = function
        return function

    return register


@cache
def _import_all() -> None:
    # Every file of this room is looked at, so that a new technique is one new file and nothing else.
    package = import_module("quizzes.forgery")
    for module in pkgutil.iter_modules(package.__path__, "quizzes.forgery."):
        import_module(module.name)


def techniques() -> tuple[str, ...]:
    """Return the slugs of all techniques, sorted."""
    _import_all()
    return tuple(sorted(_registered))


def render(original: Picture, recipe: Recipe, sources: Mapping[str, Picture] | None = None) -> Twin:
    """Make the twin that `recipe` describes from `original` (height, width, 3; RGB, uint8).

    The given pictures stay as they are. `sources` are other pictures that the recipe may take parts from, by
    slug. The same arguments give the same bytes. Raises `RecipeError`, a sentence naming the recipe and the
    parameter, when the recipe is wrong.
    """
    if recipe.technique not in techniques():
        known = ", ".join(techniques())
        raise RecipeError(
            f"Recipe {recipe.slug}: `technique` is {recipe.technique!r}, which is not one of {known}."
        )
    rng = np.random.default_rng(recipe.seed)
    given = as_picture(original).copy()
    try:
        return _registered[recipe.technique](given, recipe.params, rng, dict(sources or {}))
    except ParamError as error:
        raise RecipeError(f"Recipe {recipe.slug}: {error}.") from error
