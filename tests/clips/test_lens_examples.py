"""Every lens has its words and two examples, and what the catalogue says of eyes is checked."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from literacy.people.models import User
from quizzes.clips.actions import clip_fields
from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.catalogue_eye import read_eye
from quizzes.clips.catalogue_reading import CatalogueError, Table
from quizzes.clips.lens_examples import EXAMPLES
from quizzes.clips.lens_words import LENSES
from quizzes.lenses.registry import MEDIA, lens_called, lenses
from tests.eye_films import EYE, make_eye_pair
from tests.pages import sign_in

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_every_lens_has_words_and_two_examples_out_of_the_library_in_both_languages() -> None:
    slugs = {each.slug for medium in MEDIA for each in lenses(medium, revealed=True)}
    assert slugs == LENSES.keys() == EXAMPLES.keys()
    catalogue = load_catalogue(FIXTURES)
    for slug, examples in EXAMPLES.items():
        assert str(examples.shows.text) != str(examples.fools.text)
        for example in (examples.shows, examples.fools):
            recipe = catalogue.recipes[example.slug]
            assert catalogue.originals[recipe.original].medium == lens_called(slug).medium
            with translation.override("en"):
                english = str(example.text)
            with translation.override("nl"):
                assert str(example.text) != english


def test_eyes_in_the_catalogue_reach_the_clip_and_change_no_rendering() -> None:
    originals = load_catalogue(FIXTURES).originals
    known = [each for each in originals.values() if each.eye]
    assert {each.medium for each in known} == {"video"}
    for each in known:
        assert replace(each, eye=None).render_digest == each.render_digest
        assert replace(each, eye=None).digest != each.digest
        assert clip_fields(each)["ingest"]["eye"] == list(each.eye or ())


@pytest.mark.parametrize(
    "value", ["0.4", [0.4, 0.4, 0.5], [0.5, 0.4, 0.4, 0.5], [0, 0, 1.2, 1], [True, 0, 1, 1], ["a", 0, 1, 1]]
)
def test_an_eye_that_makes_no_sense_is_refused_by_name(value: Any) -> None:
    with pytest.raises(CatalogueError, match="`eye` must"):
        read_eye(Table({"eye": value}, "a file, original x"), "video")


def test_an_eye_goes_with_a_film_alone() -> None:
    assert read_eye(Table({}, "a file"), "photo") is None
    assert read_eye(Table({"eye": [0.1, 0.2, 0.3, 0.4]}, "a file"), "video") == (0.1, 0.2, 0.3, 0.4)
    with pytest.raises(CatalogueError, match="not with a photo"):
        read_eye(Table({"eye": [0.1, 0.2, 0.3, 0.4]}, "a file"), "photo")


def test_in_the_library_both_halves_follow_the_eye_that_was_pointed_at(
    own_folders: None, client: Client, tess: User
) -> None:
    pair = make_eye_pair()
    sign_in(client, tess)
    address = reverse("library_lens", args=[pair.slug, "eye-openness"])
    html = client.get(address, EYE, headers={"accept-language": "en"}).content.decode()
    assert html.count('class="curve"') == 2
    assert "Nothing is marked." in html and "Marked: " in html
    assert "For example:" in html
    assert reverse("library_lens", args=["reorder-hand", "eye-openness"]) in html
