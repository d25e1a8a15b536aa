"""What lenses show is made once, of the very file that is shown, and goes when the rendition goes."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings as site
from PIL import Image

from quizzes.clips import lens_pictures
from quizzes.clips.lens_pictures import FOLDER, STEP, folder_of, lens_file, sweep_lenses
from quizzes.clips.lens_shown import lenses_for
from quizzes.clips.lens_words import LENSES
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.http.refusal import Refusal
from quizzes.lenses.registry import MEDIA, lens_called, lenses
from tests.factories import make_pair
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording

ROOT = Path(__file__).resolve().parents[2]
EVERY = [each.slug for medium in MEDIA for each in lenses(medium, revealed=True)]


@pytest.fixture
def photo(db: None) -> Pair:
    return make_pair()


def half(pair: Pair, kind: str = Half.TWIN) -> Rendition:
    return pair.renditions.get(kind=kind)


@pytest.mark.parametrize("slug", EVERY)
def test_every_lens_has_words_and_a_section_in_the_docs(slug: str) -> None:
    assert str(LENSES[slug].name) and str(LENSES[slug].shows) and str(LENSES[slug].fools)
    assert f"\n## {slug}\n" in (ROOT / "docs/algorithms/lenses.md").read_text(encoding="utf-8")


def test_there_are_no_words_for_lenses_that_are_not_there() -> None:
    assert set(LENSES) == set(EVERY)


def test_a_picture_is_made_once(photo: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lens_file(lens_called("ela"), half(photo)).path
    before = first.read_bytes()

    def never(*given: Any) -> bytes:
        raise AssertionError("it was made again")

    monkeypatch.setattr(lens_pictures, "_made", never)
    assert lens_file(lens_called("ela"), half(photo)).path.read_bytes() == before


def test_a_picture_has_the_size_of_the_photo_and_a_length_that_tells_next_to_nothing(photo: Pair) -> None:
    for each in lenses("photo"):
        if each.gives != "picture":
            continue
        files = [lens_file(each, half(photo, kind)).path.read_bytes() for kind in Half.values]
        assert {len(file) % STEP for file in files} == {0}
        assert len(files[0]) == len(files[1])
        assert Image.open(io.BytesIO(files[0])).size == (half(photo).width, half(photo).height)


def test_the_difference_shows_the_red_box_and_nothing_else(photo: Pair) -> None:
    file = lens_file(lens_called("twin-difference"), half(photo, Half.ORIGINAL), half(photo))
    shown = np.asarray(Image.open(file.path).convert("L"))
    assert shown[50:70, 130:170].mean() > 100
    assert shown[:30, :100].max() < 30


def test_curves_of_a_film_are_kept_as_numbers(db: None) -> None:
    film = make_film_pair()
    kept = json.loads(lens_file(lens_called("frame-difference"), half(film)).path.read_bytes())
    assert kept["seconds"] == pytest.approx(4.4, abs=0.1)
    assert kept["path"].startswith("M")
    flow = lens_file(lens_called("optical-flow"), half(film))
    assert Image.open(flow.path).width == 960


def test_a_recording_has_a_picture_of_its_tones_and_a_curve(db: None, settings: Any, tmp_path: Path) -> None:
    settings.LIBRARY_CACHE = tmp_path
    sound = make_recording(tmp_path)
    assert Image.open(lens_file(lens_called("spectrogram"), half(sound)).path).size == (1200, 360)
    kept = json.loads(lens_file(lens_called("level-profile"), half(sound)).path.read_bytes())
    assert kept["seconds"] > 0.5


def test_two_halves_share_no_file_even_where_their_bytes_are_equal(db: None) -> None:
    claim = make_pair(claim=True)
    assert half(claim).sha256 == half(claim, Half.ORIGINAL).sha256
    assert folder_of(half(claim)) != folder_of(half(claim, Half.ORIGINAL))


def test_what_was_made_of_a_rendition_goes_with_it(photo: Pair) -> None:
    kept, gone = half(photo), half(photo, Half.ORIGINAL)
    for each in (kept, gone):
        lens_file(lens_called("noise"), each)
    assert sweep_lenses([kept, gone]) == 0
    assert sweep_lenses([kept]) == 1
    assert folder_of(kept).exists() and not folder_of(gone).exists()


def test_what_earlier_code_made_is_swept(photo: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    old = lens_file(lens_called("noise"), half(photo)).path
    monkeypatch.setattr(lens_pictures, "code_digest", lambda: "another")
    assert lens_file(lens_called("noise"), half(photo)).path != old
    assert sweep_lenses([half(photo)]) == 1
    assert not old.exists()


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_leaves_nothing(photo: Pair) -> None:
    Path(site.MEDIA_ROOT, half(photo).file).write_bytes(b"no picture")
    with pytest.raises(Refusal, match=r"could not be made|kon bij deze clip niet"):
        lens_file(lens_called("ela"), half(photo))
    assert list(Path(site.MEDIA_ROOT, FOLDER).rglob("*.jpg")) == []


def test_whoever_waits_too_long_is_told_so(photo: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lens_pictures, "LONGEST_WAIT_S", 0.01)
    with lens_pictures._one_at_a_time, pytest.raises(Refusal) as refused:
        lens_file(lens_called("ela"), half(photo))
    assert refused.value.status == 503


def test_the_difference_is_offered_only_with_the_truth_and_only_where_there_are_two(photo: Pair) -> None:
    def slugs(pair: Pair, *, revealed: bool) -> set[str]:
        return {each.slug for each in lenses_for(pair, revealed=revealed)}

    assert "twin-difference" not in slugs(photo, revealed=False)
    assert slugs(photo, revealed=True) == slugs(photo, revealed=False) | {"twin-difference"}
    for alone in (make_pair(has_twin=False), make_pair(claim=True), make_pair(has_original=False)):
        assert "twin-difference" not in slugs(alone, revealed=True)
