"""The recipes for light, mirrors, faces, screens and charts are complete and keep their secret."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.specs import RecipeSpec
from quizzes.forgery.drawn.draw import draw
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.registry import render

CATALOGUE = load_catalogue(Path(__file__).parents[2] / "fixtures")
LEAST = {"relight": 3, "mirror": 3, "face-morph": 1, "fake-screenshot": 3, "chart-distortion": 3}
EVERY = [
    pytest.param(recipe, id=recipe.slug)
    for recipe in CATALOGUE.recipes.values()
    if recipe.technique in LEAST and CATALOGUE.originals[recipe.original].medium == "photo"
]
DRAWN = [each for each in EVERY if CATALOGUE.originals[each.values[0].original].is_drawn]  # type: ignore[union-attr]
GIVEAWAYS = ("fake", "mirror", "flipped", "distort", "relit", "nep", "gespiegeld", "omgedraaid", "verdraaid")


def test_there_are_enough_recipes_of_spread_difficulty() -> None:
    recipes = [each.values[0] for each in EVERY]
    assert all(isinstance(recipe, RecipeSpec) for recipe in recipes)
    count = Counter(recipe.technique for recipe in recipes if isinstance(recipe, RecipeSpec))
    assert all(count[technique] >= least for technique, least in LEAST.items())
    share = Counter(recipe.difficulty for recipe in recipes if isinstance(recipe, RecipeSpec))
    assert all(0.2 <= share[level] / len(recipes) <= 0.5 for level in ("easy", "medium", "hard"))


@pytest.mark.parametrize("recipe", EVERY)
def test_faces_are_moved_only_on_the_dead_and_portraits_of_the_living_not_flipped(recipe: RecipeSpec) -> None:
    people = CATALOGUE.originals[recipe.original].people
    assert people == "deceased-public" if recipe.technique == "face-morph" else people != "public-figure"


@pytest.mark.parametrize("recipe", EVERY)
def test_both_languages_say_where_to_look_and_nothing_beforehand(recipe: RecipeSpec) -> None:
    assert recipe.slug.startswith(recipe.technique)
    for language, look in (("en", "Look "), ("nl", "Kijk ")):
        text = recipe.texts[language]
        assert text["reveal"].startswith(look)
        assert len(text["reveal"]) > 120
        said = f"{text['title']} {text['alt']} ".lower()
        assert not [word for word in GIVEAWAYS if word in said]
        assert not [region for region in text["regions"] if region.lower() in said]


@pytest.mark.parametrize("recipe", DRAWN)
def test_drawn_pairs_can_be_made_and_have_the_regions_that_they_name(recipe: RecipeSpec) -> None:
    original = CATALOGUE.originals[recipe.original]
    picture = draw(original.generator, original.params)
    twin = render(picture, Recipe(recipe.slug, recipe.technique, recipe.params, recipe.seed))
    assert len(twin.regions) == len(recipe.texts["en"]["regions"])
    assert 0.0002 < twin.mask.mean() < 0.3
    assert np.array_equal(twin.twin[~twin.mask], picture[~twin.mask])
