"""Originals that are drawn here are built without a network, and only when they come out as agreed."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from quizzes.clips import packages
from quizzes.clips.build import build_library
from quizzes.clips.catalogue import Catalogue, load_catalogue, load_originals
from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.clips.drawn import keep_drawn, plain_png
from quizzes.clips.fetch_errors import FetchError
from quizzes.clips.ingest import ingest
from quizzes.clips.models import Pair
from quizzes.forgery.drawn.draw import draw
from tests.clips.made_library import Silent, picture
from tests.clips.test_build import _drain_here

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CATALOGUE = load_catalogue(FIXTURES)
DRAWN = [each for each in CATALOGUE.originals.values() if each.is_drawn]
TRAM = CATALOGUE.originals["tram-times"]


@pytest.mark.parametrize("number", [1, 2])
def test_plain_png_holds_the_very_pixels_and_can_be_ingested(number: int) -> None:
    data = plain_png(picture(number))
    assert np.array_equal(np.array(Image.open(io.BytesIO(data)).convert("RGB")), picture(number))
    assert np.array_equal(ingest(data), picture(number))


@pytest.mark.parametrize("spec", DRAWN, ids=lambda spec: spec.slug)
def test_every_drawing_of_the_catalogue_comes_out_as_agreed(spec: Any) -> None:
    drawn = draw(spec.generator, spec.params)
    assert hashlib.sha256(plain_png(drawn)).hexdigest() == spec.sha256
    assert max(drawn.shape) <= spec.long_side, "it is not made smaller, which would blur its letters"
    assert spec.origin == f"Second Look: {spec.generator} {spec.slug}"
    assert (spec.licence, spec.people) == ("CC0-1.0", "none")


def test_a_drawing_is_kept_once_and_made_again_when_damaged(tmp_path: Path) -> None:
    place = keep_drawn(TRAM, tmp_path / "cache")
    before = place.stat().st_mtime_ns
    assert keep_drawn(TRAM, tmp_path / "cache").stat().st_mtime_ns == before
    place.write_bytes(b"half")
    assert keep_drawn(TRAM, tmp_path / "cache").stat().st_size > 1_000_000
    assert [each.name for each in (tmp_path / "cache").iterdir()] == [f"{TRAM.sha256}.png"]


def test_a_drawing_that_comes_out_differently_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="tram-times did not come out as agreed"):
        keep_drawn(replace(TRAM, sha256="0" * 64), tmp_path)
    with pytest.raises(FetchError, match="tram-times cannot be made: `size`"):
        keep_drawn(replace(TRAM, params={"size": [1, 1]}), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_a_drawn_pair_is_built_without_a_download_and_a_wrong_one_stops_nothing(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LIBRARY_CACHE = tmp_path / "cache"
    monkeypatch.setattr("quizzes.clips.build.drain", _drain_here)
    monkeypatch.setattr(packages, "_DOWNLOADS", {})
    slugs = ("fake-screenshot-tram", "chart-distortion-bar")
    recipes = {slug: CATALOGUE.recipes[slug] for slug in slugs}
    originals = {recipe.original: CATALOGUE.originals[recipe.original] for recipe in recipes.values()}
    originals["chart-camping"] = replace(originals["chart-camping"], sha256="0" * 64)
    outcome = build_library(Catalogue(originals, recipes), tier=1, workers=1, reporter=Silent())
    assert outcome.made == ["fake-screenshot-tram"]
    assert outcome.left_out == ["chart-distortion-bar"]
    assert "did not come out as agreed" in outcome.not_fetched["chart-camping"]
    pair = Pair.objects.get(slug="fake-screenshot-tram")
    assert pair.clip.attribution == "Second Look"
    assert pair.can_be_located


def test_a_drawn_original_needs_a_generator_and_has_no_package(tmp_path: Path) -> None:
    text = (FIXTURES / "originals.toml").read_text(encoding="utf-8")
    entry = "[[original]]\n" + text.split('slug = "chart-films"')[0].rsplit("[[original]]\n", 1)[1]
    entry += 'slug = "chart-films"' + text.split('slug = "chart-films"')[1].split("[[original]]")[0]
    path = tmp_path / "originals.toml"
    path.write_text(entry, encoding="utf-8")
    assert load_originals(path)["chart-films"].generator == "chart"
    for old, new, wrong in (
        ('generator = "chart"', 'generator = "oil"', "`generator`"),
        ('generator = "chart"', 'generator = "chart"\npackage = "x"', "`package`"),
        ("[original.params]", "[original.parameters]", "`params` is missing"),
    ):
        path.write_text(entry.replace(old, new), encoding="utf-8")
        with pytest.raises(CatalogueError, match=wrong):
            load_originals(path)
