"""What the library as a whole promises, counted in the fixtures: enough of everything, and not too much of one."""

from collections import Counter

import pytest
from django.conf import settings

from quizzes.clips.catalogue import Catalogue, load_catalogue
from quizzes.clips.catalogue_words import AUTHENTIC, LANGUAGES
from quizzes.clips.specs import OriginalSpec, RecipeSpec

CATALOGUE: Catalogue = load_catalogue(settings.FIXTURES)
RECIPES = list(CATALOGUE.recipes.values())
TWINS = [recipe for recipe in RECIPES if recipe.has_twin]
_SHARED_SECONDS = 1.0
"""Windows of one recording that share less than this share a breath at most: they are two originals."""


def original_of(recipe: RecipeSpec) -> OriginalSpec:
    return CATALOGUE.originals[recipe.original]


def are_one_recording(one: OriginalSpec, other: OriginalSpec) -> bool:
    """Whether two originals show the same: one file, and of what lasts also the same seconds."""
    if one.sha256 != other.sha256:
        return False
    if None in (one.start, one.end, other.start, other.end):
        return True
    assert one.start is not None and one.end is not None and other.start is not None and other.end is not None
    return min(one.end, other.end) - max(one.start, other.start) >= _SHARED_SECONDS


def test_there_are_a_hundred_pairs_and_enough_of_each_medium() -> None:
    assert len(TWINS) >= 100
    media = Counter(original_of(recipe).medium for recipe in RECIPES)
    assert media["photo"] >= 55 and media["video"] >= 22 and media["sound"] >= 16, media


def test_there_are_enough_captions_with_evidence() -> None:
    assert sum(bool(recipe.evidence) for recipe in RECIPES) >= 12


def test_enough_real_clips_look_odd_and_not_only_photographs() -> None:
    odd = [original_of(recipe).medium for recipe in RECIPES if recipe.technique == AUTHENTIC]
    assert len(odd) >= 10
    assert set(odd) == {"photo", "video", "sound"}


def test_there_are_at_least_twenty_techniques() -> None:
    assert len({recipe.technique for recipe in RECIPES}) >= 20


def test_difficulty_is_spread() -> None:
    counts = Counter(recipe.difficulty for recipe in RECIPES)
    for difficulty, least, most in (("easy", 0.25, 0.35), ("medium", 0.33, 0.45), ("hard", 0.25, 0.35)):
        assert least <= counts[difficulty] / len(RECIPES) <= most, counts


@pytest.mark.parametrize("recipe", TWINS, ids=lambda recipe: recipe.slug)
def test_no_recording_has_more_than_four_twins(recipe: RecipeSpec) -> None:
    same = [other for other in TWINS if are_one_recording(original_of(recipe), original_of(other))]
    assert len(same) <= 4, [other.slug for other in same]


@pytest.mark.parametrize("recipe", TWINS, ids=lambda recipe: recipe.slug)
def test_every_twin_says_in_each_language_where_to_look(recipe: RecipeSpec) -> None:
    assert set(recipe.texts) == set(LANGUAGES)
    assert recipe.cues
    for texts in recipe.texts.values():
        assert len(texts["reveal"]) >= 80
        if not recipe.asks_about_claim:
            assert texts["regions"] and all(len(region.split()) >= 2 for region in texts["regions"])
    if not recipe.asks_about_claim:
        english, dutch = (recipe.texts[language]["regions"] for language in LANGUAGES)
        assert not set(english) & set(dutch), "a place is named in the reader's language"
