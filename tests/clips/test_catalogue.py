"""Claims about the catalogue: a mistake is named by file, entry and key, and a change shows in the digest."""

from collections import Counter
from pathlib import Path

import pytest

from quizzes.clips.catalogue import load_catalogue, load_originals
from quizzes.clips.catalogue_reading import CatalogueError
from tests.clips.catalogue_texts import ORIGINAL, RECIPE, write

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def test_a_right_catalogue_is_read_as_it_stands(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path))
    beach, boat = catalogue.originals["beach"], catalogue.recipes["second-boat"]
    assert beach.texts["nl"] == {"title": "Een strand", "alt": "Een strand aan zee."}
    assert beach.long_side == 1280
    assert beach.origin == "holiday 1.0: holiday/data/beach.jpg"
    assert boat.params == {"copies": [{"move": [10, 0]}]}
    assert boat.texts["nl"]["regions"] == ["de linkerboot"]
    assert boat.has_twin
    assert not boat.asks_about_claim


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('slug = "beach"', 'slug = "The Beach"', "slug"),
        ('medium = "photo"', 'medium = "painting"', "medium"),
        ('source = "wheel"', 'source = "website"', "source"),
        ('path = "holiday/data', 'path = "../../data', "path"),
        ('sha256 = "0123', 'sha256 = "xyz', "sha256"),
        ("tier = 1", "tier = 9", "tier"),
        ("tier = 1", "tier = true", "tier"),
        ("tier = 1\n", "", "tier"),
        ('people = "none"', 'people = "somebody"', "people"),
        ('people = "none"', 'people = "public-figure"', "consent"),
        ('licence = "CC0-1.0"', 'licence = "free to use"', "licence"),
        ("tier = 1", "tier = 1\ncrop = [10, 10, 5, 50]", "crop"),
        ("tier = 1", "tier = 1\ncrop = [10, 10]", "crop"),
        ("tier = 1", "tier = 1\nlong_side = 9", "long_side"),
        ("tier = 1", "tier = 1\nlicense = 'MIT'", "license"),
        ('nl = "Een strand"\n', "", "title.nl"),
        ('nl = "Een strand"', 'nl = " Een strand"', "title.nl"),
        ('en = "A beach by the sea."', 'de = "Ein Strand."', "alt.en"),
    ],
)
def test_a_mistake_in_an_original_is_named_by_file_slug_and_key(
    tmp_path: Path, before: str, after: str, key: str
) -> None:
    assert before in ORIGINAL
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(write(tmp_path, originals=ORIGINAL.replace(before, after, 1)))
    assert "originals.toml, original " in str(raised.value)
    assert f"`{key}`" in str(raised.value)
    assert "beach" in str(raised.value).lower()


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('original = "beach"', 'original = "moon"', "original"),
        ('technique = "copy-move"', 'technique = "splicing"', "technique"),
        ("seed = 7", "seed = -1", "seed"),
        ("seed = 7", 'seed = 7\nsources = ["moon"]', "sources"),
        ('difficulty = "easy"', 'difficulty = "tricky"', "difficulty"),
        ('cues = ["duplicated-region"]', 'cues = ["a feeling"]', "cues"),
        ('effort = "cheapfake"\n', "", "effort"),
        ('iptc_source_type = "humanEdits"', 'iptc_source_type = "edited"', "iptc_source_type"),
        ('harm = "none"', 'harm = "some"', "harm"),
        ('alt = "Boats at sea."\n', "", "text.en.alt"),
        ('regions = ["de linkerboot"]\n', "", "text.nl.regions"),
        ('regions = ["de linkerboot"]', 'regions = ["de boot", "de zee"]', "text"),
        ('reveal = "Kijk naar de linkerboot."', 'uitleg = "Kijk."', "text.nl.reveal"),
        ('title = "At sea"', 'title = "At sea"\nclaim_twin = "A second boat."', "text.en.claim_twin"),
    ],
)
def test_a_mistake_in_a_recipe_is_named_by_file_slug_and_key(
    tmp_path: Path, before: str, after: str, key: str
) -> None:
    assert before in RECIPE
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(write(tmp_path, recipes=RECIPE.replace(before, after, 1)))
    assert "copy-move.toml, recipe second-boat: " in str(raised.value)
    assert f"`{key}`" in str(raised.value)


def test_a_misleading_caption_needs_both_captions(tmp_path: Path) -> None:
    recipe = RECIPE.replace("copy-move", "miscaptioned")
    with pytest.raises(CatalogueError, match=r"text\.en\.claim_original"):
        load_catalogue(write(tmp_path, recipes=recipe, name="miscaptioned"))


def test_nothing_is_done_to_an_authentic_picture(tmp_path: Path) -> None:
    recipe = RECIPE.replace("copy-move", "authentic-odd-looking")
    with pytest.raises(CatalogueError, match="`params` may have canvas and crop, not copies"):
        load_catalogue(write(tmp_path, recipes=recipe, name="authentic-odd-looking"))
    bare = recipe.replace("[recipe.params]\ncopies = [{ move = [10, 0] }]\n", "")
    read = load_catalogue(write(tmp_path, recipes=bare, name="authentic-odd-looking"))
    assert not read.recipes["second-boat"].has_twin


@pytest.mark.parametrize("text", ["", "slug = [", "[[recipe]]\nslug = 'x'\n[other]\n", "original = 3", "\0"])
def test_a_file_that_is_no_catalogue_is_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match=r"originals\.toml"):
        load_catalogue(write(tmp_path, originals=text))


def test_a_missing_file_and_a_slug_used_twice_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="is not there"):
        load_originals(tmp_path / "originals.toml")
    with pytest.raises(CatalogueError, match="`slug` is used by another original already"):
        load_catalogue(write(tmp_path, originals=ORIGINAL + ORIGINAL))
    with pytest.raises(CatalogueError, match="`slug` is used by another recipe already"):
        load_catalogue(write(tmp_path, recipes=RECIPE + RECIPE))
    write(tmp_path, recipes=RECIPE)
    again = RECIPE.replace("copy-move", "splicing")
    with pytest.raises(CatalogueError, match="`slug` is used by another recipe already"):
        load_catalogue(write(tmp_path, recipes=again, name="splicing"))


def test_the_library_has_its_photographs_even_without_npm() -> None:
    originals = load_originals(FIXTURES / "originals.toml").values()
    photos = [original for original in originals if original.medium == "photo" and original.tier == 1]
    assert len(photos) >= 26
    assert sum(original.source == "wheel" for original in photos) >= 26
    parts = {(each.sha256, each.start, each.crop, str(each.speak)) for each in originals}
    assert len(parts) == len(originals)


def test_the_librarys_own_catalogue_is_right() -> None:
    catalogue = load_catalogue(FIXTURES)
    twins = Counter(recipe.original for recipe in catalogue.recipes.values() if recipe.has_twin)
    assert {slug: count for slug, count in twins.items() if count > 4} == {}
    assert {recipe.slug for recipe in catalogue.recipes.values() if recipe.harm != "none"} == set()
