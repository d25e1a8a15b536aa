"""Claims about the library's recipes for film, as they stand in the fixtures: complete, spread, and giving nothing away."""

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.specs import RecipeSpec
from quizzes.forgery.registry import techniques

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "fixtures")
FILMS = [
    each
    for each in CATALOGUE.recipes.values()
    if each.has_twin and CATALOGUE.originals[each.original].medium == "video"
]
FIGURE = r"(\d+(?:[.,]\d+)?)"
SECONDS = re.compile(rf"\bseconde? {FIGURE}(?: (?:to|and|tot|en)(?: second)? {FIGURE})?")
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
    packed = [each for each in FILMS if CATALOGUE.originals[each.original].source == "pack"]
    assert len(FILMS) - len(packed) >= 26 and len(packed) >= 5
    assert {each.technique for each in FILMS} == set(techniques("video"))
    share = Counter(each.difficulty for each in FILMS)
    assert all(0.2 <= share[level] / len(FILMS) <= 0.45 for level in ("easy", "medium", "hard"))


def test_pairs_that_come_without_a_pack_take_nothing_from_one() -> None:
    for each in FILMS:
        if CATALOGUE.originals[each.original].source != "pack":
            assert not [one for one in each.sources if CATALOGUE.originals[one].source == "pack"]


def test_no_clip_has_more_than_four_twins_and_each_lasts_two_to_ten_seconds() -> None:
    assert max(Counter(each.original for each in FILMS).values()) <= 4
    for slug in {each.original for each in FILMS}:
        original = CATALOGUE.originals[slug]
        assert original.start is not None and original.end is not None
        assert Fraction(2) <= Fraction(original.end - original.start) <= Fraction(10)


@pytest.mark.parametrize("recipe", FILMS, ids=lambda recipe: recipe.slug)
def test_seconds_that_the_texts_name_lie_within_the_film_and_agree_in_both_languages(
    recipe: RecipeSpec,
) -> None:
    original = CATALOGUE.originals[recipe.original]
    assert original.start is not None and original.end is not None
    named = {}
    for language, texts in recipe.texts.items():
        said = " ".join([texts["reveal"], *texts["regions"]])
        pairs = SECONDS.findall(said)
        named[language] = {float(each.replace(",", ".")) for pair in pairs for each in pair if each}
    assert named["en"] == named["nl"]
    assert all(second <= original.end - original.start for second in named["en"])


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
    original = CATALOGUE.originals[recipe.original]
    if original.people == "recognisable":
        assert recipe.technique != "copy-move"
        # A walker who is taken out as a whole keeps the face that he has.
        assert recipe.technique != "object-removal" or "may be taken out" in original.consent
        assert recipe.params.get("between", "repeat") == "repeat"
