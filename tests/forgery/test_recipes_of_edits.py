"""The recipes for splicing, retouching and text editing are complete, well-formed and keep their secret."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quizzes.forgery.retouch import RetouchParams
from quizzes.forgery.splicing import SplicingParams
from quizzes.forgery.text_edit import TextEditParams

FIXTURES = Path(__file__).parents[2] / "fixtures"
PARSERS: dict[str, Any] = {
    "splicing": SplicingParams,
    "retouch": RetouchParams,
    "text-edit": TextEditParams,
}
LEAST = {"splicing": 6, "retouch": 7, "text-edit": 4}
KEYS = {
    *("slug", "original", "technique", "seed", "difficulty", "sources", "cues"),
    *("effort", "iptc_source_type", "harm", "params", "text"),
}
GIVEAWAYS = ("fake", "edited", "recolour", "spliced", "nep", "bewerkt", "gekleurd", "geplakt")
ORIGINALS = {
    each["slug"]: each
    for each in tomllib.loads((FIXTURES / "originals.toml").read_text(encoding="utf-8"))["original"]
}


def recipes(page: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = tomllib.loads(
        (FIXTURES / "recipes" / f"{page}.toml").read_text(encoding="utf-8")
    )["recipe"]
    return [each for each in read if ORIGINALS[each["original"]]["medium"] == "photo"]


EVERY = [pytest.param(each, id=each["slug"]) for page in PARSERS for each in recipes(page)]


@pytest.mark.parametrize("recipe", EVERY)
def test_recipe_says_everything_about_itself(recipe: dict[str, Any]) -> None:
    assert set(recipe) == KEYS
    assert recipe["slug"].startswith(recipe["technique"])
    assert recipe["cues"]
    assert recipe["harm"] == "none"
    assert (recipe["iptc_source_type"] == "compositeCapture") == (recipe["technique"] == "splicing")


@pytest.mark.parametrize("recipe", EVERY)
def test_parameters_can_be_read_and_every_photograph_is_in_the_list(recipe: dict[str, Any]) -> None:
    parsed = PARSERS[recipe["technique"]].parse(recipe["params"])
    needed = [parsed.source] if recipe["technique"] == "splicing" else []
    assert recipe["sources"] == needed
    assert {recipe["original"], *needed} <= set(ORIGINALS)


@pytest.mark.parametrize("recipe", EVERY)
def test_faces_of_the_living_are_never_retouched(recipe: dict[str, Any]) -> None:
    assert ORIGINALS[recipe["original"]]["people"] != "public-figure"
    if recipe["technique"] == "retouch":
        assert ORIGINALS[recipe["original"]]["people"] in {"none", "deceased-public"}


@pytest.mark.parametrize("recipe", EVERY)
def test_both_languages_say_where_to_look(recipe: dict[str, Any]) -> None:
    english, dutch = recipe["text"]["en"], recipe["text"]["nl"]
    assert set(english) == set(dutch) >= {"title", "alt", "regions", "reveal"}
    assert len(english["regions"]) == len(dutch["regions"]) == 1
    assert english["reveal"].startswith("Look ")
    assert dutch["reveal"].startswith("Kijk ")
    assert min(len(english["reveal"]), len(dutch["reveal"])) > 120


@pytest.mark.parametrize("recipe", EVERY)
def test_title_and_alt_text_do_not_give_the_answer(recipe: dict[str, Any]) -> None:
    for text in recipe["text"].values():
        said = f"{text['title']} {text['alt']} ".lower()
        assert not [word for word in GIVEAWAYS if word in said]
        assert not [region for region in text["regions"] if region.lower() in said]


@pytest.mark.parametrize("page", PARSERS)
def test_there_are_enough_recipes_with_titles_of_their_own(page: str) -> None:
    found = recipes(page)
    assert len(found) >= LEAST[page]
    assert len({each["slug"] for each in found}) == len(found)


def test_no_photograph_has_more_than_four_twins() -> None:
    count = Counter(
        recipe["original"]
        for path in (FIXTURES / "recipes").glob("*.toml")
        if path.stem != "authentic-odd-looking"
        for recipe in tomllib.loads(path.read_text(encoding="utf-8"))["recipe"]
    )
    assert not {slug: times for slug, times in count.items() if times > 4}
