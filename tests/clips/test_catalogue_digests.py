"""Claims about what makes a pair of the catalogue be rendered anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.clips.catalogue import Catalogue, load_catalogue, load_recipes
from tests.clips.catalogue_texts import ORIGINAL, RECIPE, write


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
