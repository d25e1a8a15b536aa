"""A film on its way: made once, alike in all but the picture, with a truth that its frames bear out."""

import base64
import errno
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from quizzes.clips import build, encode_film, pipeline, pipeline_film, store
from quizzes.clips.build import Outcome, build_library
from quizzes.clips.film_truth import SeenTruth, outline_of
from quizzes.clips.films import open_film
from quizzes.clips.library_report import library_status
from quizzes.clips.made import RenderError
from quizzes.clips.models import Pair, Rendition
from quizzes.clips.truth import unpack_mask
from quizzes.forgery.film.film import FilmTwin
from tests.clips.made_films import FRAMES, HEIGHT, WIDTH, MadeFilms, film_file
from tests.clips.made_library import Silent
from tests.clips.test_build import _drain_here
from tests.forgery.films import made_film

pytestmark = pytest.mark.django_db(transaction=True)

# A second disc above the first, from a third of the film to two thirds of it.
SECOND = {"from": {"ellipse": [22, 38, 7, 7]}, "move": [40, -20], "during": [0.32, 0.64], "feather": 1}


@pytest.fixture
def films(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeFilms:
    settings.LIBRARY_CACHE, settings.MEDIA_ROOT = tmp_path / "cache", tmp_path / "media"
    settings.JOB_TRIES = 1
    monkeypatch.setattr(build, "drain", _drain_here)
    made = MadeFilms(tmp_path / "cache")
    made.original("disc")
    return made


def _build(films: MadeFilms) -> Outcome:
    reporter = Silent()
    outcome = build_library(films.catalogue, tier=1, workers=1, reporter=reporter, fetch=films.fetch)
    assert not [line for line in reporter.lines if line.startswith("Not made")]
    return outcome


def _file(pair: Pair, kind: str) -> Path:
    return store.path_of(pair.renditions.get(kind=kind).file)


def _decoded(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)]


def test_pair_of_films_gets_every_file_and_all_of_both_halves_are_alike(films: MadeFilms) -> None:
    films.recipe("second-disc", "copy-move", "disc", SECOND)
    assert _build(films).made == ["second-disc"]
    pair = Pair.objects.get()
    rows = {row.kind: row for row in pair.renditions.all()}
    halves = ("", "-small", "-poster", "-strip")
    assert set(rows) == {"thumb", *(half + each for half in ("original", "twin") for each in halves)}
    for each in halves:
        one, two = rows[f"original{each}"], rows[f"twin{each}"]
        assert (one.mime, one.width, one.height, one.size) == (two.mime, two.width, two.height, two.size)
        assert one.sha256 != two.sha256 or each == "-poster"
    for row in rows.values():
        assert store.path_of(row.file).stat().st_size == row.size
    assert not list((Path(store.path_of("x")).parent / ".making").iterdir())
    assert not pair.can_be_located
    assert library_status()["by_medium"]["video"] == 1


def test_order_of_rows_and_file_times_say_nothing_of_the_half(films: MadeFilms) -> None:
    films.recipe("second-disc", "copy-move", "disc", SECOND)
    _build(films)
    files = list(Rendition.objects.order_by("pk").values_list("file", flat=True))
    assert files == sorted(files)
    times = [store.path_of(file).stat().st_mtime_ns for file in files]
    assert times == sorted(times)


def test_truth_holds_all_that_differs_before_the_last_encode(films: MadeFilms) -> None:
    films.recipe("second-disc", "copy-move", "disc", SECOND)
    _build(films)
    pair = Pair.objects.get()
    truth, twin = pair.truth, pipeline_film.film_twin_of(pair)
    assert (truth["size"], truth["frames"], truth["fps"]) == ([WIDTH, HEIGHT], FRAMES, [25, 1])
    assert truth["seconds"] == FRAMES / 25 and truth["spans"] == [[0.32, 0.64]]
    whole, seen = unpack_mask(truth), 0
    for number, triple in enumerate(twin.pairs()):
        differs = (triple.original != triple.twin).any(axis=2)
        now = [each for each in truth["moments"] if each["start"] <= number / 25 < each["end"]]
        assert differs.any() == (8 <= number < 16) == bool(now)
        if now:
            assert not (differs & ~unpack_mask(now[0])).any() and not (differs & ~whole).any()
            seen += 1
    assert seen == 8
    (region,) = truth["regions"]
    left, _top, right, _bottom = region["box"]
    assert not whole[:, : int(left * WIDTH)].any() and whole.any(axis=0).sum() == round(
        (right - left) * WIDTH
    )
    assert all(each["outline"].startswith("M") and each["outline"].endswith("Z") for each in truth["moments"])


def test_moments_stay_few_and_in_order_however_long_the_film(films: MadeFilms) -> None:
    films.recipe(
        "all-along", "retouch", "disc", {"where": {"rect": [0, 0, 96, 64]}, "hues": [0, 180], "turn": 60}
    )
    _build(films)
    twin = pipeline_film.film_twin_of(Pair.objects.get())
    long = FilmTwin(**{**vars(twin), "count": 500, "spans": (type(twin.spans[0])(0.0, 20.0, "retouch"),)})
    seen = SeenTruth(long)
    labels = next(triple.labels for triple in twin.pairs() if triple.labels is not None)
    for number in range(500):
        seen.look(number, labels)
    moments = seen.packed()["moments"]
    assert len(moments) == 24
    assert [each["start"] for each in moments] == sorted(each["start"] for each in moments)
    assert moments[0]["start"] == 0 and moments[-1]["end"] == 20


def test_change_in_time_alone_has_spans_and_no_place(films: MadeFilms) -> None:
    films.recipe("back-again", "reverse", "disc", {"during": [0.2, 0.8]})
    _build(films)
    truth = Pair.objects.get().truth
    assert truth["spans"] and truth["moments"] == []
    assert "mask" not in truth and "regions" not in truth


def test_outline_goes_around_what_changed_also_at_the_edge() -> None:
    mask = np.zeros((64, 96), np.bool_)
    mask[0:10, 80:96] = True
    assert outline_of(mask) == "M80 0L80 9L95 9L95 0Z"
    assert outline_of(np.zeros((64, 96), np.bool_)) == ""


def test_film_that_is_real_stands_alone(films: MadeFilms) -> None:
    films.recipe("real-disc", "authentic-odd-looking", "disc", {})
    assert _build(films).made == ["real-disc"]
    pair = Pair.objects.get()
    kinds = set(pair.renditions.values_list("kind", flat=True))
    assert kinds == {"original", "original-small", "original-poster", "original-strip", "thumb"}
    assert pair.truth == {"size": [WIDTH, HEIGHT], "seconds": 0.96, "fps": [25, 1], "frames": FRAMES}


def test_photograph_can_be_laid_into_a_film(films: MadeFilms) -> None:
    films.photo("spot", 3)
    params = {"source": "spot", "thing": {"ellipse": [60, 60, 18, 18]}, "to": [60, 20], "scale": 0.4}
    films.recipe("a-spot", "splicing", "disc", params, sources=("spot",))
    assert _build(films).made == ["a-spot"]
    pair = Pair.objects.get()
    middle = [
        np.abs(_decoded(_file(pair, half))[12][14:26, 54:66]).mean(axis=(0, 1))
        for half in ("original", "twin")
    ]
    assert np.abs(middle[0] - middle[1]).max() > 20


def test_second_build_makes_nothing_and_a_lost_file_is_made_again(films: MadeFilms) -> None:
    films.recipe("second-disc", "copy-move", "disc", SECOND)
    _build(films)
    pair = Pair.objects.get()
    before = set(pair.renditions.values_list("kind", "sha256"))
    again = _build(films)
    assert (again.made, again.unchanged) == ([], ["second-disc"])
    _file(pair, "twin-strip").unlink()
    assert _build(films).made == ["second-disc"]
    assert set(pair.renditions.values_list("kind", "sha256")) == before, "the same seed gives the same bytes"


def test_damaged_film_fails_with_a_sentence_and_the_others_are_made(films: MadeFilms) -> None:
    films.original("half-a-disc", spoil=4000)
    films.recipe("second-disc", "copy-move", "disc", SECOND)
    films.recipe("torn", "reverse", "half-a-disc", {})
    outcome = _build(films)
    assert outcome.made == ["second-disc"]
    assert "damaged or not complete" in outcome.failed["torn"] and "half-a-disc" in outcome.failed["torn"]
    assert Pair.objects.get(slug="torn").state == Pair.State.FAILED
    assert not Pair.objects.get(slug="torn").renditions.exists()


def test_recipe_that_is_found_wrong_while_frames_are_read_is_a_sentence(films: MadeFilms) -> None:
    nowhere = {"where": {"rect": [0, 0, 8, 8]}, "hues": [0, 1], "saturation": 255, "value": 255, "turn": 90}
    films.recipe("nothing-there", "retouch", "disc", nowhere)
    films.recipe("back-again", "reverse", "disc", {})
    outcome = _build(films)
    assert outcome.made == ["back-again"]
    assert outcome.failed["nothing-there"].startswith("Recipe nothing-there:")


def test_full_disk_is_a_sentence_and_leaves_nothing_half_made(
    films: MadeFilms, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def full(*_args: object) -> None:
        raise av.error.FFmpegError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(encode_film, "fill_films", full)
    films.recipe("back-again", "reverse", "disc", {})
    assert "The disk is full" in _build(films).failed["back-again"]
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_pair_cut_off_while_its_frames_are_made_leaves_nothing(films: MadeFilms, settings: Any) -> None:
    films.recipe("back-again", "reverse", "disc", {})
    _build(films)
    pair = Pair.objects.get()
    _file(pair, "twin").unlink()
    kept = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

    class Stopped(BaseException):
        pass

    def stop(percent: int) -> None:
        if percent > 40:
            raise Stopped

    with pytest.raises(Stopped):
        pipeline.render_pair("back-again", stop)
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == kept


def test_file_that_goes_away_meanwhile_is_not_taken_for_a_full_disk(films: MadeFilms) -> None:
    films.recipe("back-again", "reverse", "disc", {})
    _build(films)
    pair = Pair.objects.get()
    film = pipeline_film.film_of(pair.clip)
    (films.cache / pair.clip.file).unlink()
    with pytest.raises(RenderError, match="while an original was read"):
        list(
            pipeline_film._told(
                pair, ((frame,) for frame in film.recorded()), film.count, lambda percent: None
            )
        )


def test_sound_of_a_film_goes_along_with_both_halves(films: MadeFilms) -> None:
    films.original("humming", tone=True)
    films.recipe("back-again", "reverse", "humming", {})
    _build(films)
    pair = Pair.objects.get()
    assert {len(base64.b64decode(peaks)) for peaks in pair.truth["peaks"].values()} == {480}
    lengths = set()
    for kind in ("original", "twin", "original-small", "twin-small"):
        with av.open(str(_file(pair, kind))) as film:
            assert [stream.type for stream in film.streams] == ["video", "audio"]
            heard = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
        lengths.add(len(heard))
        early, late = (
            np.flatnonzero(np.diff(np.sign(part))).size for part in (heard[4000:12000], heard[-12000:-4000])
        )
        assert (early < late) == kind.startswith("original"), "the tone rises, and falls where time runs back"
    assert len(lengths) == 1


def test_silent_film_has_no_sound_in_either_half(films: MadeFilms) -> None:
    films.recipe("back-again", "reverse", "disc", {})
    _build(films)
    pair = Pair.objects.get()
    assert "peaks" not in pair.truth
    for kind in ("original", "twin"):
        with av.open(str(_file(pair, kind))) as film:
            assert [stream.type for stream in film.streams] == ["video"]


def test_sound_is_read_from_the_same_stretch_as_the_frames(tmp_path: Path) -> None:
    path = film_file(tmp_path / "film.mp4", list(made_film(FRAMES, WIDTH, HEIGHT).frames()), tone=True)
    whole, part = open_film(path), open_film(path, start=0.4, end=0.8)
    assert whole.sound is not None and part.sound is not None
    assert (len(whole.sound.samples), len(part.sound.samples)) == (46_080, 19_200)
    assert whole.fps == Fraction(25)
    cut = whole.sound.samples[19_200:38_400]
    assert np.corrcoef(cut[:, 0], part.sound.samples[:, 0])[0, 1] > 0.999


def test_any_frame_of_a_half_can_be_sought(films: MadeFilms) -> None:
    films.original("humming", tone=True)
    films.recipe("second-disc", "copy-move", "humming", SECOND)
    _build(films)
    path = _file(Pair.objects.get(), "twin")
    frames = _decoded(path)
    for number in (0, 7, 12, FRAMES - 1):
        with av.open(str(path)) as film:
            stream = film.streams.video[0]
            assert stream.time_base is not None
            wanted = round(number / 25 / stream.time_base)
            film.seek(wanted, stream=stream)
            found = next(frame for frame in film.decode(stream) if (frame.pts or 0) >= wanted)
            assert np.array_equal(found.to_ndarray(format="rgb24"), frames[number])


def test_workplace_left_behind_by_a_killed_process_is_swept(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    old, fresh = tmp_path / ".making" / "old", tmp_path / ".making" / "fresh"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
        (folder / "half.mp4").write_bytes(b"half")
    for path in (old / "half.mp4", old):
        os.utime(path, (1, 1))
    store.sweep_orphans([])
    assert fresh.is_dir() and not old.exists()
