"""Bad originals of every medium: each fails with a sentence of its own, and the good ones are made all the same."""

from pathlib import Path
from typing import Any

import pytest

from quizzes.clips import build
from quizzes.clips.build import build_library
from quizzes.clips.models import Pair
from tests.clips.made_films import MadeFilms
from tests.clips.made_library import Silent, png
from tests.clips.test_bad_sounds import coded
from tests.clips.test_build import _drain_here

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = b"This is a text, whatever it is called.\n"
BAD: list[tuple[str, str, bytes]] = [
    ("photo-empty", "photo", b""),
    ("photo-text", "photo", TEXT),
    ("photo-half", "photo", png(3)[:5000]),
    ("photo-header", "photo", png(3)[:20]),
    ("sound-empty", "sound", b""),
    ("sound-text", "sound", TEXT),
    ("sound-half", "sound", coded("wav", "pcm_s16le")[:900]),
    ("film-empty", "video", b""),
    ("film-text", "video", TEXT),
    ("film-header", "video", b"\0\0\0\x18ftypisom" + bytes(400)),
]


@pytest.fixture
def originals(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeFilms:
    """A good original of every medium and many bad ones, each with a pair that is to be made of it."""
    settings.LIBRARY_CACHE, settings.JOB_TRIES = tmp_path / "cache", 1
    monkeypatch.setattr(build, "drain", _drain_here)
    made = MadeFilms(tmp_path / "cache")
    made.original("film-good")
    made.original("film-cut", spoil=900)
    made.keep("sound-good", coded("mp3", "libmp3lame", "stereo", 44_100), "sound", None, "wheel")
    made.photo("photo-good", 1)
    made.photo("photo-changed", 2)
    for slug, medium, data in BAD:
        made.keep(slug, data, medium, None, "wheel")
    for slug in made.originals:
        made.recipe(f"of-{slug}", "authentic-odd-looking", slug, {})
    changed = made.originals["photo-changed"]
    (made.cache / f"{changed.sha256}.png").write_bytes(png(9))  # not the file that was agreed on
    return made


def test_one_bad_original_never_stops_the_others(originals: MadeFilms) -> None:
    outcome = build_library(originals.catalogue, tier=1, workers=1, reporter=Silent(), fetch=originals.fetch)
    assert outcome.made == ["of-film-good", "of-photo-good", "of-sound-good"]
    bad = {f"of-{slug}" for slug, _, _ in BAD} | {"of-photo-changed", "of-film-cut"}
    assert set(outcome.failed) == bad
    for slug, sentence in outcome.failed.items():
        assert slug.removeprefix("of-") in sentence and sentence.endswith("."), sentence
        assert "Something went wrong" not in sentence, "nobody had thought of this one"
    assert "sha256" in outcome.failed["of-photo-changed"]
    assert Pair.objects.published().count() == 3
