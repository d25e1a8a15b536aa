"""Films and sounds travel as packs do: pairs with their truth and transcripts, originals with what is made of them."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quizzes.clips import build, pack_import, store
from quizzes.clips.build import build_library
from quizzes.clips.catalogue import Catalogue
from quizzes.clips.films import open_film
from quizzes.clips.models import Clip, Pair
from quizzes.clips.pack_export import _value, export_pack
from quizzes.clips.pack_import import import_pack
from quizzes.clips.pack_manifest import read_pack
from quizzes.clips.sounds import ingest_sound
from quizzes.clips.specs import OriginalSpec, RecipeSpec
from quizzes.clips.strip import CALM, LOUD
from quizzes.clips.truth import pack_mask
from tests.clips.made_films import MadeFilms, film_file
from tests.clips.made_library import Silent
from tests.clips.made_pack import MadePack
from tests.clips.test_pack_format import SCHEMA, _known
from tests.clips.test_pack_import import drain_here
from tests.clips.test_sounds import wav
from tests.forgery.sounds import speech
from tests.library.test_strip import frames_of

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = {"from": {"ellipse": [22, 38, 7, 7]}, "move": [40, -20], "during": [0.32, 0.64], "feather": 1}
NOBODY = Catalogue({}, {})


@pytest.fixture
def films(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeFilms:
    settings.LIBRARY_CACHE, settings.MEDIA_ROOT = tmp_path / "cache", tmp_path / "media"
    settings.JOB_TRIES = 1
    for room in (build, pack_import):
        monkeypatch.setattr(room, "drain", drain_here)
    made = MadeFilms(tmp_path / "cache")
    made.original("disc")
    made.recipe("second-disc", "copy-move", "disc", SECOND)
    return made


def _spoken(films: MadeFilms) -> None:
    """Add a recording of which a second is left out, and say what is said in both halves."""
    data = wav(speech())
    sha256 = hashlib.sha256(data).hexdigest()
    (films.cache / f"{sha256}.wav").write_bytes(data)
    words = {language: {"title": "Talk", "alt": "Somebody talks"} for language in ("en", "nl")}
    films.originals["talk"] = OriginalSpec(
        "talk", "sound", "wheel", "made-films", "1.0", "talk.wav", sha256, 1, "CC0-1.0", "Made for a test.",
        "The test", "none", "", None, 320, words,
    )  # fmt: skip
    texts = {
        language: {
            "title": "Talk", "alt": "Somebody talks", "reveal": "Listen.", "regions": ["the middle"], "real": "",
            "transcript_original": "One two three", "transcript_twin": "One three",
        }
        for language in ("en", "nl")
    }  # fmt: skip
    films.recipes["talk-faster"] = RecipeSpec(
        "talk-faster", "talk", "speed-change", 1, "easy", (), (), "cheapfake", "humanEdits", "none",
        {"at": [[0.4, 0.7]], "factor": 1.3, "room": [0.05, 0.35]}, texts,
    )  # fmt: skip


def _strip_is_below_every_frame(
    file: Path, shown: Path, within: tuple[float, ...], colour: tuple[int, int, int]
) -> None:
    """A strip with letters stands below each frame, apart from the picture, which is the one that is shown."""
    _left, _top, width, height = (int(side) for side in within)
    frames, before = frames_of(file.read_bytes()), frames_of(shown.read_bytes())
    assert len(frames) == len(before) > 0
    for frame, same in zip(frames, before, strict=True):
        assert same.shape[:2] == (height, width)
        assert np.abs(frame[:height].astype(float) - same).mean() < 4
        gap = frame[height + 8 : height + 16].astype(float)
        assert gap.mean() < 12, "nothing of the strip's colour comes near the picture"
        assert np.abs(frame[-2:].astype(float).mean((0, 1)) - colour).max() < 12
        assert (frame[height + 16 :].min(axis=2) > 180).any(axis=1).sum() > 5, "there are letters"


def _away(settings: Any, tmp_path: Path) -> None:
    """Forget all of this site, as if the pack came to another one."""
    Pair.objects.all().delete()
    Clip.objects.all().delete()
    settings.LIBRARY_CACHE, settings.MEDIA_ROOT = tmp_path / "cache-2", tmp_path / "media-2"


def test_films_go_to_another_site_with_their_truth(films: MadeFilms, tmp_path: Path, settings: Any) -> None:
    films.recipe("real-disc", "authentic-odd-looking", "disc", {})
    build_library(films.catalogue, tier=1, workers=1, reporter=Silent(), fetch=films.fetch)
    before = Pair.objects.get(slug="second-disc")
    shown = {half: store.path_of(before.renditions.get(kind=half).file) for half in ("original", "twin")}
    outcome = export_pack(tmp_path / "given")
    assert (sorted(outcome.written), outcome.left_out) == (["real-disc", "second-disc"], {})
    pack = tmp_path / "given"
    assert b"Manipulated for teaching" in (pack / "second-disc--manipulated.mp4").read_bytes()
    (entry,) = [each for each in read_pack(pack).clips if each.slug == "second-disc"]
    assert entry.original is not None
    for half, file, colour in (("original", entry.original, CALM), ("twin", entry.file, LOUD)):
        _strip_is_below_every_frame(pack / file.name, shown[half], file.within, colour)
    _away(settings, tmp_path)
    taken = import_pack(tmp_path / "given", catalogue=NOBODY, workers=1, reporter=Silent())
    assert (taken.made, taken.refused, taken.failed) == (["real-disc", "second-disc"], {}, {})
    after = Pair.objects.get(slug="second-disc")
    assert after.truth == before.truth and after.truth["moments"]
    clean = frames_of(store.path_of(after.renditions.get(kind="twin").file).read_bytes())
    assert clean[0].shape[:2] == (before.truth["size"][1], before.truth["size"][0]), "the strip was cut away"
    assert after.renditions.count() == 9 and after.text["reveal"] == "Look at the disc."
    again = import_pack(tmp_path / "given", catalogue=NOBODY, workers=1, reporter=Silent())
    assert (again.made, sorted(again.unchanged)) == ([], ["real-disc", "second-disc"])


def test_sounds_go_to_another_site_to_the_byte_with_what_is_said(
    films: MadeFilms, tmp_path: Path, settings: Any
) -> None:
    films.recipes.clear()
    _spoken(films)
    built = build_library(films.catalogue, tier=1, workers=1, reporter=Silent(), fetch=films.fetch)
    assert built.failed == {}
    before = Pair.objects.get()
    files = set(before.renditions.values_list("kind", "sha256"))
    assert export_pack(tmp_path / "given").left_out == {}
    _heard_between_signals(tmp_path / "given")
    _away(settings, tmp_path)
    taken = import_pack(tmp_path / "given", catalogue=NOBODY, workers=1, reporter=Silent())
    assert (taken.refused, taken.failed) == ({}, {})
    after = Pair.objects.get()
    assert set(after.renditions.values_list("kind", "sha256")) == files
    assert after.truth == before.truth and after.truth["spans"]
    assert (after.transcript("original"), after.transcript("twin")) == ("One two three", "One three")


def _heard_between_signals(pack: Path) -> None:
    """The twin alone stands between notes that fall before it and rise after it, and is the twin itself between."""
    (entry,) = read_pack(pack).clips
    assert entry.original is not None and entry.original.within == ()
    data = (pack / entry.file.name).read_bytes()
    assert b"INFOINAM" in data and b"Manipulated for teaching." in data
    whole = ingest_sound(data, level=False).samples[:, 0]
    start, end = (round(each * 48_000) for each in entry.file.within)
    assert start == 48_000 and len(whole) - end == 48_000
    for part, pitches in ((whole[:start], (880, 660, 440)), (whole[end:][::-1], (880, 660, 440))):
        for number, pitch in enumerate(pitches):
            note = part[round(number * 9_600) :][:9_600] * np.hanning(9_600)
            assert abs(int(np.abs(np.fft.rfft(note)).argmax()) * 5 - pitch) <= 5
        assert not part[-12_000:].any(), "silence lies between a signal and the recording"


def test_pack_of_original_films_is_made_into_what_recipes_say(films: MadeFilms, tmp_path: Path) -> None:
    spec = films.originals.pop("disc")
    kept = films.cache / f"{spec.sha256}.mp4"
    pack = MadePack(tmp_path / "lab", kind="originals", people="none", technique=None, generator=None)
    pack.add("disc.mp4", kept.read_bytes())
    kept.unlink()
    films.keep("disc", (pack.folder / "disc.mp4").read_bytes(), "video", None, "pack")
    kept.unlink()
    films.photo("spot", 3)
    splice = {"source": "spot", "thing": {"ellipse": [60, 60, 18, 18]}, "to": [60, 20], "scale": 0.4}
    films.recipe("a-spot", "splicing", "disc", splice, sources=("spot",))
    films.originals["far"] = films.originals["spot"].__class__(
        **{**vars(films.originals["spot"]), "sha256": "0" * 64}
    )
    films.recipe("far-spot", "splicing", "disc", splice | {"source": "far"}, sources=("far",))
    outcome = import_pack(pack.write(), catalogue=films.catalogue, workers=1, reporter=Silent())
    assert (outcome.made, outcome.failed, outcome.refused) == (["a-spot", "second-disc"], {}, {})
    assert outcome.made_of == {"disc": ["second-disc", "a-spot"]} and outcome.waiting == {
        "disc": ["far-spot"]
    }
    again = import_pack(pack.folder, catalogue=films.catalogue, workers=1, reporter=Silent())
    assert (again.made, sorted(again.unchanged)) == ([], ["a-spot", "second-disc"])


@pytest.mark.parametrize(
    ("truth", "problem"),
    [
        ({}, "truth.spans"),
        ({"spans": [[0.4, 0.2]]}, "truth.spans"),
        (
            {"spans": [[0, 1]], "moments": [{"start": 0, "end": 1, "mask": {"size": [9, 9], "bits": "!"}}]},
            "mask",
        ),
        (
            {
                "spans": [[0, 1]],
                "moments": [
                    {
                        "start": 0,
                        "end": 1,
                        "outline": 'M0 0" onload=',
                        "mask": {"size": [1, 1], "bits": "eNoDAAAAAAE="},
                    }
                ],
            },
            "outline",
        ),
        ({"spans": [[0, 1]], "mask": pack_mask(np.ones((2, 2), np.bool_)), "where": 1}, "where"),
    ],
)
def test_truth_that_cannot_be_right_is_refused_by_its_key(
    truth: dict[str, Any], problem: str, tmp_path: Path
) -> None:
    (tmp_path / "odd").mkdir()
    entry = (
        'title = "Odd"\nlicence = "CC0-1.0"\ncreator = "x"\npeople = "none"\n[[clip]]\nfile = "a.mp4"\n'
        f'sha256 = "{"0" * 64}"\ntechnique = "reverse"\noriginal = {{ file = "b.mp4", sha256 = "{"1" * 64}" }}\n'
        '[clip.text.en]\ntitle = "t"\nalt = "a"\nreveal = "r"\n'
    )
    told = entry.replace("[clip.text.en]", f"truth = {_value(truth)}\n[clip.text.en]")
    (tmp_path / "odd" / "pack.toml").write_text(told, encoding="utf-8")
    (sentence,) = read_pack(tmp_path / "odd").refused.values()
    assert problem in sentence
    if problem == "where":
        assert _known(sentence) == set(SCHEMA["$defs"]["truth"]["properties"])


def test_films_of_two_lengths_are_no_pair(films: MadeFilms, tmp_path: Path, settings: Any) -> None:
    build_library(films.catalogue, tier=1, workers=1, reporter=Silent(), fetch=films.fetch)
    export_pack(tmp_path / "given")
    film, manifest = tmp_path / "given" / "second-disc--original.mp4", tmp_path / "given" / "pack.toml"
    old = hashlib.sha256(film.read_bytes()).hexdigest()
    film_file(film, list(open_film(film).frames(0, 15)))
    new = hashlib.sha256(film.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    _away(settings, tmp_path)
    taken = import_pack(tmp_path / "given", catalogue=NOBODY, workers=1, reporter=Silent())
    assert "must have one size" in taken.failed["second-disc"]
