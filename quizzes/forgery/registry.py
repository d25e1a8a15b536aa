"""The list of techniques by medium, and the one door through which a recipe becomes a twin."""

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias, TypeVar

import numpy as np

from quizzes.forgery.picture import Picture, as_picture
from quizzes.forgery.recipe import ParamError, Recipe, RecipeError
from quizzes.forgery.twin import Twin

Technique: TypeAlias = Callable[
    [Picture, Mapping[str, Any], np.random.Generator, Mapping[str, Picture]], Twin
]
"""A technique for photos; those for sound and video take and give what their own medium is made of."""

AnyTechnique = TypeVar("AnyTechnique", bound=Callable[..., Any])

ROOMS: Mapping[str, str] = {
    "photo": "quizzes.forgery",
    "sound": "quizzes.forgery.sound",
    "video": "quizzes.forgery.film",
}
"""In which package the techniques of each medium lie."""

_registered: dict[tuple[str, str], Callable[..., Any]] = {}


def technique(slug: str, medium: str = "photo") -> Callable[[AnyTechnique], AnyTechnique]:
    """Register a function as the technique `slug` of a medium.

    The file is named after it (`copy-move`: copy_move.py) and lies in the room of its medium. One slug may
    exist for several media: words can be left out of a sentence, and seconds out of a film.
    """
    if medium not in ROOMS:
        raise ValueError(f"{medium} is no medium; known are {', '.join(ROOMS)}.")

    def register(function: AnyTechnique) -> AnyTechnique:
        there = _registered.get((medium, slug))
        if there is not None and there.__module__ != function.__module__:
            raise ValueError(f"Two techniques are called {slug}.")
        _registered[medium, slug] = function
        return function

    return register


@cache
def _import_all() -> None:
    # Every file of this room is looked at, so that a new technique is one new file and nothing else.
    package = import_module("quizzes.forgery")
    for module in pkgutil.walk_packages(package.__path__, "quizzes.forgery."):
        import_module(module.name)


def techniques(medium: str = "photo") -> tuple[str, ...]:
    """Return the slugs of all techniques of a medium, sorted."""
    _import_all()
    return tuple(sorted(slug for known, slug in _registered if known == medium))


def media() -> tuple[str, ...]:
    """Return the media that have any technique, in the order of `ROOMS`."""
    return tuple(medium for medium in ROOMS if techniques(medium))


def render(original: Picture, recipe: Recipe, sources: Mapping[str, Picture] | None = None) -> Twin:
    """Make the twin that `recipe` describes from `original` (height, width, 3; RGB, uint8).

    The given pictures stay as they are. `sources` are other pictures that the recipe may take parts from, by
    slug. The same arguments give the same bytes. Raises `RecipeError`, a sentence naming the recipe and the
    parameter, when the recipe is wrong.
    """
    twin: Twin = apply_technique("photo", as_picture(original).copy(), recipe, sources or {})
    return twin


def apply_technique(medium: str, original: Any, recipe: Recipe, sources: Mapping[str, Any]) -> Any:
    """Apply the technique that `recipe` names to an original of `medium`, with a generator of its seed.

    This is what every medium's own `render` is made of; the original must be one that may be changed.
    Raises `RecipeError`.
    """
    known = techniques(medium)
    if recipe.technique not in known:
        raise RecipeError(
            f"Recipe {recipe.slug}: `technique` is {recipe.technique!r}, which is not one of "
            f"{', '.join(known)}."
        )
    rng = np.random.default_rng(recipe.seed)
    try:
        return _registered[medium, recipe.technique](original, recipe.params, rng, dict(sources))
    except ParamError as error:
        raise RecipeError(f"Recipe {recipe.slug}: {error}.") from error
