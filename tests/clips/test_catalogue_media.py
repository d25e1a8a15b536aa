"""Claims about recordings and films in the catalogue: their parts, and what is said in them."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.clips.catalogue import load_catalogue, load_originals
from quizzes.clips.catalogue_reading import CatalogueError
from tests.clips.catalogue_texts import ORIGINAL, RECIPE, SOUND, SPOKEN, write


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
