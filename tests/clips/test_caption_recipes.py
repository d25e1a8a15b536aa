"""Claims about the library's crop-out, miscaptioned and authentic entries, as they stand in the fixtures."""

from pathlib import Path

import pytest

from quizzes.clips.catalogue import Catalogue, load_catalogue
from quizzes.clips.specs import RecipeSpec
from quizzes.clips.vocabulary import CUES, TECHNIQUES

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CATALOGUE: Catalogue = load_catalogue(FIXTURES)
CLAIMS = [recipe for recipe in CATALOGUE.recipes.values() if recipe.asks_about_claim]


def of(technique: str) -> list[RecipeSpec]:
    return [recipe for recipe in CATALOGUE.recipes.values() if recipe.technique == technique]


def test_there_are_enough_of_each_kind_and_most_need_no_npm() -> None:
    for technique, least in (
        ("crop-out", 5),
        ("miscaptioned", 5),
        ("wrong-date-place", 2),
        ("authentic-odd-looking", 7),
    ):
        without_npm = [r for r in of(technique) if CATALOGUE.originals[r.original].source == "wheel"]
        assert len(without_npm) >= least, technique


def test_each_way_of_being_wrong_about_a_true_picture_has_recipes_of_its_own() -> None:
    for technique in ("wrong-date-place", "old-footage-new-event", "isolated-excerpt"):
        assert of(technique)
        assert all(recipe.asks_about_claim and not recipe.params for recipe in of(technique))


@pytest.mark.parametrize("recipe", CLAIMS, ids=lambda recipe: recipe.slug)
def test_the_length_of_a_caption_does_not_tell_which_one_is_true(recipe: RecipeSpec) -> None:
    for texts in recipe.texts.values():
        true, false = len(texts["claim_original"]), len(texts["claim_twin"])
        assert abs(true - false) <= 0.2 * max(true, false)


def test_over_all_pairs_the_true_caption_is_not_the_longer_one_as_a_rule() -> None:
    for language in ("en", "nl"):
        longer = sum(
            len(r.texts[language]["claim_original"]) > len(r.texts[language]["claim_twin"]) for r in CLAIMS
        )
        assert 0.25 * len(CLAIMS) <= longer <= 0.75 * len(CLAIMS)


@pytest.mark.parametrize("recipe", CLAIMS, ids=lambda recipe: recipe.slug)
def test_title_and_alt_text_hold_neither_caption(recipe: RecipeSpec) -> None:
    for texts in recipe.texts.values():
        assert texts["claim_original"] != texts["claim_twin"]
        for shown_before in (texts["title"], texts["alt"]):
            assert texts["claim_original"] not in shown_before
            assert texts["claim_twin"] not in shown_before


def test_every_technique_of_a_recipe_has_words_for_a_pupil() -> None:
    assert {recipe.technique for recipe in CATALOGUE.recipes.values()} - set(TECHNIQUES) == set()


def test_every_cue_of_a_recipe_has_words_for_a_pupil() -> None:
    named = {cue for recipe in CATALOGUE.recipes.values() for cue in recipe.cues}
    assert named - set(CUES) == set()
