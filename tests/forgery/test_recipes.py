"""The recipes for copy-move and removal are complete, in both languages, and give nothing away beforehand."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

RECIPES = Path(__file__).parents[2] / "fixtures" / "recipes"
PAGES = ("copy-move", "object-removal")
PHOTOS = {
    each["slug"]
    for each in tomllib.loads((RECIPES.parent / "originals.toml").read_text(encoding="utf-8"))["original"]
    if each["medium"] == "photo"
}
GIVEAWAYS = (
    "copy",
    "copied",
    "fake",
    "remov",
    "gekopieerd",
    "nep",
    "weggehaald",
    "bewerkt",
    "second ",
    "tweede",
)


def recipes(page: str) -> list[dict[str, Any]]:
    read = tomllib.loads((RECIPES / f"{page}.toml").read_text(encoding="utf-8"))["recipe"]
    return [each for each in read if each["original"] in PHOTOS]


EVERY = [pytest.param(each, id=each["slug"]) for page in PAGES for each in recipes(page)]


@pytest.mark.parametrize("recipe", EVERY)
def test_recipe_says_everything_about_itself(recipe: dict[str, Any]) -> None:
    wanted = {
        "slug",
        "original",
        "technique",
        "seed",
        "difficulty",
        "sources",
        "cues",
        "effort",
        "harm",
        "text",
    }
    assert wanted | {"iptc_source_type", "params"} == set(recipe)
    assert recipe["slug"].startswith(recipe["technique"])
    assert recipe["difficulty"] in {"easy", "medium", "hard"}
    assert recipe["cues"]
    assert recipe["harm"] == "none"


@pytest.mark.parametrize("recipe", EVERY)
def test_both_languages_name_every_region_and_the_reveal_says_where_to_look(recipe: dict[str, Any]) -> None:
    count = len(recipe["params"].get("copies") or recipe["params"]["remove"])
    english, dutch = recipe["text"]["en"], recipe["text"]["nl"]
    assert set(english) == set(dutch)
    for text in (english, dutch):
        assert {"title", "alt", "regions", "reveal"} <= set(text)
        assert len(text["regions"]) == count
        assert len(text["reveal"]) > 80
    assert english["reveal"] != dutch["reveal"]
    assert any(word in dutch["reveal"].lower() for word in ("kijk", "zoom", "volg", "vergelijk"))


@pytest.mark.parametrize("recipe", EVERY)
def test_title_and_alt_text_do_not_give_the_answer(recipe: dict[str, Any]) -> None:
    for text in recipe["text"].values():
        said = f"{text['title']} {text['alt']} ".lower()
        assert not [word for word in GIVEAWAYS if word in said]
        assert not [region for region in text["regions"] if region.lower() in said]


def test_there_are_enough_recipes_of_spread_difficulty() -> None:
    for page, least in (("copy-move", 9), ("object-removal", 8)):
        found = recipes(page)
        assert len(found) >= least
        assert len({each["slug"] for each in found}) == len(found)
        share = Counter(each["difficulty"] for each in found)
        assert all(0.2 <= share[level] / len(found) <= 0.5 for level in ("easy", "medium", "hard"))
