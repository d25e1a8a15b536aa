"""Claims about the library's recipes for film, as they stand in the fixtures: complete, spread, and giving nothing away."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.specs import RecipeSpec

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "fixtures")
FILMS = [
    each
    for each in CATALOGUE.recipes.values()
    if each.has_twin and CATALOGUE.originals[each.original].medium == "video"
]
GIVEAWAYS = (
    "fake",
    "edited",
    "slow",
    "jump",
    "mirror",
    "backward",
    "nep",
    "bewerkt",
    "vertraagd",
    "gespiegeld",
)


def test_there_are_enough_pairs_of_enough_techniques_and_spread_difficulty() -> None:
    assert len(FILMS) >= 22
    assert len({each.technique for each in FILMS}) >= 8
    share = Counter(each.difficulty for each in FILMS)
    assert all(0.2 <= share[level] / len(FILMS) <= 0.45 for level in ("easy", "medium", "hard"))


def test_no_clip_has_more_than_four_twins_and_each_lasts_three_to_ten_seconds() -> None:
    assert max(Counter(each.original for each in FILMS).values()) <= 4
    for slug in {each.original for each in FILMS}:
        original = CATALOGUE.originals[slug]
        assert original.start is not None and original.end is not None
        assert Fraction(3) <= Fraction(original.end - original.start) <= Fraction(10)


@pytest.mark.parametrize("recipe", FILMS, ids=lambda recipe: recipe.slug)
def test_reveal_says_where_and_when_to_look_in_both_languages(recipe: RecipeSpec) -> None:
    assert recipe.texts["en"]["reveal"].startswith("Look ")
    assert recipe.texts["nl"]["reveal"].startswith("Kijk ")
    for texts in recipe.texts.values():
        assert len(texts["reveal"]) > 120 and texts["real"]


@pytest.mark.parametrize("recipe", FILMS, ids=lambda recipe: recipe.slug)
def test_title_and_alt_text_do_not_give_the_answer(recipe: RecipeSpec) -> None:
    for texts in recipe.texts.values():
        said = f"{texts['title']} {texts['alt']}".lower().replace("slow motion", "").replace("slowly", "")
        assert not [word for word in GIVEAWAYS if word in said]
        assert not [region for region in texts["regions"] if region.lower() in said]


@pytest.mark.parametrize("recipe", FILMS, ids=lambda recipe: recipe.slug)
def test_faces_of_living_people_are_never_drawn_anew(recipe: RecipeSpec) -> None:
    if CATALOGUE.originals[recipe.original].people == "recognisable":
        assert recipe.technique not in ("copy-move", "object-removal")
        assert recipe.params.get("between", "repeat") == "repeat"
