"""Claims about the catalogue: a mistake is named by file, entry and key, and a change shows in the digest."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.clips.catalogue import Catalogue, load_catalogue, load_originals, load_recipes
from quizzes.clips.catalogue_reading import CatalogueError

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

ORIGINAL = """
[[original]]
slug = "beach"
medium = "photo"
source = "wheel"
package = "holiday"
version = "1.0"
path = "holiday/data/beach.jpg"
sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
tier = 1
licence = "CC0-1.0"
licence_note = "Stated in the package."
attribution = "Somebody"
people = "none"
consent = ""
[original.title]
en = "A beach"
nl = "Een strand"
[original.alt]
en = "A beach by the sea."
nl = "Een strand aan zee."
"""

RECIPE = """
[[recipe]]
slug = "second-boat"
original = "beach"
technique = "copy-move"
seed = 7
difficulty = "easy"
cues = ["duplicated-region"]
effort = "cheapfake"
iptc_source_type = "humanEdits"
harm = "none"
[recipe.params]
copies = [{ move = [10, 0] }]
[recipe.text.en]
title = "At sea"
alt = "Boats at sea."
regions = ["the boat on the left"]
reveal = "Look at the left boat."
[recipe.text.nl]
title = "Op zee"
alt = "Boten op zee."
regions = ["de linkerboot"]
reveal = "Kijk naar de linkerboot."
"""


def write(folder: Path, originals: str = ORIGINAL, recipes: str = RECIPE, name: str = "copy-move") -> Path:
    (folder / "recipes").mkdir(exist_ok=True)
    (folder / "originals.toml").write_text(originals, encoding="utf-8")
    (folder / f"recipes/{name}.toml").write_text(recipes, encoding="utf-8")
    return folder


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


def test_new_words_change_the_digest_but_not_what_is_rendered(tmp_path: Path) -> None:
    old = load_catalogue(write(tmp_path))
    new = load_catalogue(
        write(
            tmp_path,
            originals=ORIGINAL.replace("A beach by", "The beach by"),
            recipes=RECIPE.replace("Kijk naar", "Kijk goed naar").replace('"easy"', '"hard"'),
        )
    )
    for before, after in (
        (old.originals["beach"], new.originals["beach"]),
        (old.recipes["second-boat"], new.recipes["second-boat"]),
    ):
        assert before.digest != after.digest
        assert before.render_digest == after.render_digest
    boat = old.recipes["second-boat"]
    assert old.render_digest(boat) == new.render_digest(new.recipes["second-boat"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("seed = 7", "seed = 8"),
        ("move = [10, 0]", "move = [11, 0]"),
        ("seed = 7", 'seed = 7\nsources = ["beach"]'),
    ],
)
def test_a_change_in_the_rendering_changes_both_digests(tmp_path: Path, before: str, after: str) -> None:
    path = write(tmp_path) / "recipes/copy-move.toml"
    old = load_recipes(path)["second-boat"]
    path.write_text(RECIPE.replace(before, after))
    new = load_recipes(path)["second-boat"]
    assert old.digest != new.digest
    assert old.render_digest != new.render_digest


def test_another_file_or_crop_of_an_original_renders_its_pairs_anew(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path))
    beach, boat = catalogue.originals["beach"], catalogue.recipes["second-boat"]
    before = catalogue.render_digest(boat)
    for other in (
        replace(beach, sha256="f" * 64),
        replace(beach, crop=(0, 0, 10, 10)),
        replace(beach, long_side=640),
    ):
        assert Catalogue({"beach": other}, catalogue.recipes).render_digest(boat) != before
    relabelled = replace(beach, attribution="Somebody else")
    assert Catalogue({"beach": relabelled}, catalogue.recipes).render_digest(boat) == before


def test_the_order_of_keys_in_a_file_changes_no_digest(tmp_path: Path) -> None:
    path = write(tmp_path) / "recipes/copy-move.toml"
    old = load_recipes(path)["second-boat"]
    path.write_text(RECIPE.replace("seed = 7\n", "").replace('harm = "none"', 'harm = "none"\nseed = 7'))
    assert load_recipes(path)["second-boat"].digest == old.digest


SOUND = (
    ORIGINAL.replace('medium = "photo"', 'medium = "sound"\nstart = 1.5\nend = 8')
    + """
[original.transcript]
en = "The sea is not calm."
nl = "De zee is niet kalm."
"""
)
SAID = """regions = ["the place"]
transcript_original = "The sea is not calm."
transcript_twin = "The sea is calm."
"""
SPOKEN = RECIPE.replace('regions = ["the boat on the left"]\n', SAID).replace(
    'regions = ["de linkerboot"]\n', SAID
)


def test_a_recording_has_a_part_and_a_transcript_and_its_halves_have_their_own(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path, originals=SOUND, recipes=SPOKEN))
    beach, texts = catalogue.originals["beach"], catalogue.recipes["second-boat"].texts
    assert (beach.start, beach.end) == (1.5, 8.0)
    assert beach.texts["nl"]["transcript"] == "De zee is niet kalm."
    assert texts["en"]["transcript_twin"] == "The sea is calm."


def test_in_a_film_somebody_may_speak_or_not(tmp_path: Path) -> None:
    film = ORIGINAL.replace('medium = "photo"', 'medium = "video"\nstart = 1.5\nend = 8')
    for recipes, said in ((SPOKEN, True), (RECIPE, False)):
        texts = load_catalogue(write(tmp_path, originals=film, recipes=recipes)).recipes["second-boat"].texts
        assert ("transcript_twin" in texts["nl"]) == said


def test_another_part_of_a_recording_renders_its_pairs_anew(tmp_path: Path) -> None:
    beach = load_originals(write(tmp_path, originals=SOUND, recipes=SPOKEN) / "originals.toml")["beach"]
    assert replace(beach, end=7.0).render_digest != beach.render_digest
    assert replace(beach, start=None, end=None).render_digest != beach.render_digest


@pytest.mark.parametrize(
    ("originals", "recipes", "said"),
    [
        (SOUND, RECIPE, "transcript_original` is missing"),
        (ORIGINAL, SPOKEN, "transcript_original` does not go with a photo"),
        (SOUND.replace("end = 8", "end = 1"), SPOKEN, "`end` must lie after `start`"),
        (SOUND.replace("end = 8", ""), SPOKEN, "`end` must lie after `start`"),
        (SOUND.replace("start = 1.5", "start = -1"), SPOKEN, "`start` must be a number from 0"),
        (SOUND.replace('"sound"', '"photo"'), RECIPE, "`start` does not go with a photo"),
        (SOUND.replace("[original.transcript]", "[original.transcripts]"), SPOKEN, "`transcript` is missing"),
    ],
)
def test_what_does_not_go_with_the_medium_is_named(
    tmp_path: Path, originals: str, recipes: str, said: str
) -> None:
    with pytest.raises(CatalogueError, match=said):
        load_catalogue(write(tmp_path, originals=originals, recipes=recipes))


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
