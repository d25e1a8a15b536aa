"""The door through which a recipe makes the twin of a film."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple
from quizzes.forgery.recipe import ParamError, Recipe, RecipeError
from quizzes.forgery.registry import apply_technique

SHORTEST = 8


def render_film(film: Film, recipe: Recipe, sources: Mapping[str, Film] | None = None) -> FilmTwin:
    """Make the twin that `recipe` describes of `film`; frames are made while `pairs()` is read.

    `sources` are other films (a photograph is a film of one frame) that the recipe may take parts from. The
    same arguments give the same bytes. Raises `RecipeError`, a sentence naming the recipe and the parameter;
    what can only be found wrong while looking at the frames raises it from `pairs()`.
    """
    twin: FilmTwin = apply_technique("video", film, recipe, sources or {})
    if twin.count < SHORTEST:
        raise RecipeError(f"Recipe {recipe.slug}: its params leave only {twin.count} frames.")

    def pairs() -> Iterator[FrameTriple]:
        try:
            yield from twin.pairs()
        except ParamError as error:
            raise RecipeError(f"Recipe {recipe.slug}: {error}.") from error

    return replace(twin, pairs=pairs)
