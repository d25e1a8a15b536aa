"""The recipes for sound are complete, in both languages, render to what they name, and keep their secret."""

from collections import Counter
from pathlib import Path

import pytest

from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.specs import RecipeSpec
from quizzes.forgery.registry import techniques

FIXTURES = Path(__file__).parents[2] / "fixtures"
CATALOGUE = load_catalogue(FIXTURES)
SOUND = [
    each
    for each in CATALOGUE.recipes.values()
    if each.has_twin and CATALOGUE.originals[each.original].medium == "sound"
]
EVERY = [pytest.param(each, id=each.slug) for each in SOUND]
SAME_WORDS = {"speed-change", "voice-conversion", "tts"}
GIVEAWAYS = ("fake", "cut", "splice", "slow", "deep", "nep", "geknipt", "langzamer", "vertraagd", "bewerkt")


def test_there_are_enough_pairs_of_spread_techniques_and_difficulty() -> None:
    assert len(SOUND) >= 16
    assert {each.technique for each in SOUND} <= set(techniques("sound"))
    assert len({each.technique for each in SOUND}) >= 5
    share = Counter(each.difficulty for each in SOUND)
    assert all(0.2 <= share[level] / len(SOUND) <= 0.45 for level in ("easy", "medium", "hard"))
    assert max(Counter(each.original for each in SOUND).values()) <= 4


def test_a_first_tier_of_sound_comes_with_small_packages() -> None:
    first = [each for each in SOUND if CATALOGUE.originals[each.original].tier == 1]
    assert len(first) >= 12


@pytest.mark.parametrize("recipe", EVERY)
def test_recipe_says_what_was_done_and_harms_nobody(recipe: RecipeSpec) -> None:
    original = CATALOGUE.originals[recipe.original]
    assert recipe.slug.startswith(recipe.technique)
    assert recipe.cues
    assert recipe.harm == "none"
    assert original.consent
    assert recipe.texts["en"]["reveal"].count(".") >= 2
    assert "Listen" in recipe.texts["en"]["reveal"] and "Luister" in recipe.texts["nl"]["reveal"]
    assert min(len(texts["reveal"]) for texts in recipe.texts.values()) > 120


@pytest.mark.parametrize("recipe", EVERY)
def test_transcripts_differ_exactly_where_words_were_changed(recipe: RecipeSpec) -> None:
    for texts in recipe.texts.values():
        same = texts["transcript_original"] == texts["transcript_twin"]
        changed_voice_only = recipe.technique in SAME_WORDS or recipe.slug == "partial-audio-fake-always"
        assert same == changed_voice_only


@pytest.mark.parametrize("recipe", EVERY)
def test_words_of_a_dead_president_are_never_changed(recipe: RecipeSpec) -> None:
    original = CATALOGUE.originals[recipe.original]
    assert original.people in {"recognisable", "deceased-public"}
    if original.people == "deceased-public":
        assert recipe.technique in SAME_WORDS - {"tts"}


@pytest.mark.parametrize("recipe", EVERY)
def test_what_is_read_before_the_answer_tells_nothing(recipe: RecipeSpec) -> None:
    for texts in recipe.texts.values():
        said = f"{texts['title']} {texts['alt']}".lower().split()
        assert not [word for word in said if word.strip(".,") in GIVEAWAYS]


@pytest.mark.parametrize("recipe", EVERY)
def test_every_region_is_named_in_the_order_of_the_spans(recipe: RecipeSpec) -> None:
    count = {
        "omission": len(recipe.params.get("cut", [])),
        "reorder": 2,
        "splice-audio": len(recipe.params.get("replace", [])),
        "partial-audio-fake": len(recipe.params.get("replace", [])),
        "tts": len(recipe.params.get("replace", [])),
        "speed-change": len(recipe.params.get("at", [])),
        "voice-conversion": len(recipe.params.get("at", [1])),
    }[recipe.technique]
    assert {len(texts["regions"]) for texts in recipe.texts.values()} == {count}


@pytest.mark.parametrize("recipe", EVERY)
def test_every_word_of_the_originals_has_its_time(recipe: RecipeSpec) -> None:
    for slug in (recipe.original, *recipe.sources):
        original = CATALOGUE.originals[slug]
        assert original.spoken == "en"
        assert original.words
        if original.start is not None and original.end is not None:
            assert original.words[-1][1] <= original.end - original.start
        assert all(0.03 < end - start < 1.3 for start, end, _word in original.words)
