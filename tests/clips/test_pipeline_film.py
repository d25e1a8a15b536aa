"""A film on its way: made once, alike in all but the picture, with a truth that its frames bear out."""

import base64
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from quizzes.clips import pipeline_film, store
from quizzes.clips.film_truth import SeenTruth, outline_of
from quizzes.clips.films import open_film
from quizzes.clips.library_report import library_status
from quizzes.clips.models import Pair, Rendition
from quizzes.clips.truth import unpack_mask
from quizzes.forgery.film.film import FilmTwin
from tests.clips.made_films import FRAMES, HEIGHT, SECOND, WIDTH, MadeFilms, built, file_of, film_file
from tests.forgery.films import made_film

pytestmark = pytest.mark.django_db(transaction=True)


def _decoded(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)]


def test_pair_of_films_gets_every_file_and_all_of_both_halves_are_alike(disc_films: MadeFilms) -> None:
    disc_films.recipe("second-disc", "copy-move", "disc", SECOND)
    assert built(disc_films).made == ["second-disc"]
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


def test_order_of_rows_and_file_times_say_nothing_of_the_half(disc_films: MadeFilms) -> None:
    disc_films.recipe("second-disc", "copy-move", "disc", SECOND)
    built(disc_films)
    files = list(Rendition.objects.order_by("pk").values_list("file", flat=True))
    assert files == sorted(files)
    times = [store.path_of(file).stat().st_mtime_ns for file in files]
    assert times == sorted(times)


def test_truth_holds_all_that_differs_before_the_last_encode(disc_films: MadeFilms) -> None:
    disc_films.recipe("second-disc", "copy-move", "disc", SECOND)
    built(disc_films)
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


def test_moments_stay_few_and_in_order_however_long_the_film(disc_films: MadeFilms) -> None:
    disc_films.recipe(
        "all-along", "retouch", "disc", {"where": {"rect": [0, 0, 96, 64]}, "hues": [0, 180], "turn": 60}
    )
    built(disc_films)
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


def test_change_in_time_alone_has_spans_and_no_place(disc_films: MadeFilms) -> None:
    disc_films.recipe("back-again", "reverse", "disc", {"during": [0.2, 0.8]})
    built(disc_films)
    truth = Pair.objects.get().truth
    assert truth["spans"] and truth["moments"] == []
    assert "mask" not in truth and "regions" not in truth


def test_outline_goes_around_what_changed_also_at_the_edge() -> None:
    mask = np.zeros((64, 96), np.bool_)
    mask[0:10, 80:96] = True
    assert outline_of(mask) == "M80 0L80 9L95 9L95 0Z"
    assert outline_of(np.zeros((64, 96), np.bool_)) == ""


def test_film_that_is_real_stands_alone(disc_films: MadeFilms) -> None:
    disc_films.recipe("real-disc", "authentic-odd-looking", "disc", {})
    assert built(disc_films).made == ["real-disc"]
    pair = Pair.objects.get()
    kinds = set(pair.renditions.values_list("kind", flat=True))
    assert kinds == {"original", "original-small", "original-poster", "original-strip", "thumb"}
    assert pair.truth == {"size": [WIDTH, HEIGHT], "seconds": 0.96, "fps": [25, 1], "frames": FRAMES}


def test_photograph_can_be_laid_into_a_film(disc_films: MadeFilms) -> None:
    disc_films.photo("spot", 3)
    params = {"source": "spot", "thing": {"ellipse": [60, 60, 18, 18]}, "to": [60, 20], "scale": 0.4}
    disc_films.recipe("a-spot", "splicing", "disc", params, sources=("spot",))
    assert built(disc_films).made == ["a-spot"]
    pair = Pair.objects.get()
    middle = [
        np.abs(_decoded(file_of(pair, half))[12][14:26, 54:66]).mean(axis=(0, 1))
        for half in ("original", "twin")
    ]
    assert np.abs(middle[0] - middle[1]).max() > 20


def test_second_build_makes_nothing_and_a_lost_file_is_made_again(disc_films: MadeFilms) -> None:
    disc_films.recipe("second-disc", "copy-move", "disc", SECOND)
    built(disc_films)
    pair = Pair.objects.get()
    before = set(pair.renditions.values_list("kind", "sha256"))
    again = built(disc_films)
    assert (again.made, again.unchanged) == ([], ["second-disc"])
    file_of(pair, "twin-strip").unlink()
    assert built(disc_films).made == ["second-disc"]
    assert set(pair.renditions.values_list("kind", "sha256")) == before, "the same seed gives the same bytes"


def test_sound_of_a_film_goes_along_with_both_halves(disc_films: MadeFilms) -> None:
    disc_films.original("humming", tone=True)
    disc_films.recipe("back-again", "reverse", "humming", {})
    built(disc_films)
    pair = Pair.objects.get()
    assert {len(base64.b64decode(peaks)) for peaks in pair.truth["peaks"].values()} == {480}
    lengths = set()
    for kind in ("original", "twin", "original-small", "twin-small"):
        with av.open(str(file_of(pair, kind))) as film:
            assert [stream.type for stream in film.streams] == ["video", "audio"]
            heard = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
        lengths.add(len(heard))
        early, late = (
            np.flatnonzero(np.diff(np.sign(part))).size for part in (heard[4000:12000], heard[-12000:-4000])
        )
        assert (early < late) == kind.startswith("original"), "the tone rises, and falls where time runs back"
    assert len(lengths) == 1


def test_silent_film_has_no_sound_in_either_half(disc_films: MadeFilms) -> None:
    disc_films.recipe("back-again", "reverse", "disc", {})
    built(disc_films)
    pair = Pair.objects.get()
    assert "peaks" not in pair.truth
    for kind in ("original", "twin"):
        with av.open(str(file_of(pair, kind))) as film:
            assert [stream.type for stream in film.streams] == ["video"]


def test_sound_is_read_from_the_same_stretch_as_the_frames(tmp_path: Path) -> None:
    path = film_file(tmp_path / "film.mp4", list(made_film(FRAMES, WIDTH, HEIGHT).frames()), tone=True)
    whole, part = open_film(path), open_film(path, start=0.4, end=0.8)
    assert whole.sound is not None and part.sound is not None
    assert (len(whole.sound.samples), len(part.sound.samples)) == (46_080, 19_200)
    assert whole.fps == Fraction(25)
    cut = whole.sound.samples[19_200:38_400]
    assert np.corrcoef(cut[:, 0], part.sound.samples[:, 0])[0, 1] > 0.999


def test_any_frame_of_a_half_can_be_sought(disc_films: MadeFilms) -> None:
    disc_films.original("humming", tone=True)
    disc_films.recipe("second-disc", "copy-move", "humming", SECOND)
    built(disc_films)
    path = file_of(Pair.objects.get(), "twin")
    frames = _decoded(path)
    for number in (0, 7, 12, FRAMES - 1):
        with av.open(str(path)) as film:
            stream = film.streams.video[0]
            assert stream.time_base is not None
            wanted = round(number / 25 / stream.time_base)
            film.seek(wanted, stream=stream)
            found = next(frame for frame in film.decode(stream) if (frame.pts or 0) >= wanted)
            assert np.array_equal(found.to_ndarray(format="rgb24"), frames[number])
