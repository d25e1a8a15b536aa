"""Claims about film files that are read: steady and bounded, in the colours they mean."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.reformatter import Colorspace

from quizzes.clips.film_frames import sizes_of
from quizzes.clips.films import FilmFile, open_film
from quizzes.clips.ingest import IngestError
from quizzes.forgery.film import timeline
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.render import render_film
from quizzes.forgery.picture import Picture, as_picture
from quizzes.forgery.recipe import Recipe
from tests.forgery.films import made_film


def written(path: Path, frames: list[Picture], stamps: list[int], kind: str = "mp4") -> Path:
    """Write a film with stamps in hundredths of a second."""
    with av.open(str(path), "w", format=kind) as out:
        stream = out.add_stream("libx264" if kind == "mp4" else "mpeg2video", rate=25)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 100) if kind == "mp4" else Fraction(1, 25)
        for frame, stamp in zip(frames, stamps, strict=True):
            new = av.VideoFrame.from_ndarray(frame, format="rgb24")
            new.pts, new.time_base = stamp, Fraction(1, 100)
            out.mux(stream.encode(new))
        out.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frames = list(made_film(50).frames())
    return written(tmp_path_factory.mktemp("film") / "steady", frames, [4 * each for each in range(50)])


def test_stretch_is_read_frame_for_frame(steady: Path) -> None:
    film = open_film(steady, start=0.4, end=1.2)
    assert (film.count, film.fps, film.width, film.height) == (20, Fraction(25), 96, 64)
    wanted = list(made_film(50).frames())[10:30]
    read = list(film.frames())
    assert all(np.abs(a.astype(int) - b).mean() < 12 for a, b in zip(read, wanted, strict=True))
    assert all(np.array_equal(a, b) for a, b in zip(film.frames(5, 9), read[5:9], strict=True))


@pytest.mark.parametrize(("step", "rate"), [(8, Fraction(25, 2)), (10, Fraction(10)), (4, Fraction(25))])
def test_film_of_a_usual_rate_shows_every_picture_once(tmp_path: Path, step: int, rate: Fraction) -> None:
    frames = list(made_film(30).frames())
    film = open_film(written(tmp_path / "slow", frames, [step * each for each in range(30)]))
    assert film.fps == rate
    assert film.chosen == tuple(range(30))


def test_unsteady_timing_becomes_steady(tmp_path: Path) -> None:
    stamps = [round(4 * each + (3 if each % 3 else 0)) for each in range(50)]
    del stamps[20:25]
    frames = list(made_film(50).frames())
    film = open_film(written(tmp_path / "unsteady", frames[:20] + frames[25:], stamps))
    assert film.fps == Fraction(25)
    assert len(set(film.chosen)) < film.count, "the gap is bridged by the frame before and after it"
    assert list(film.chosen) == sorted(film.chosen)
    assert sum(1 for _ in film.frames()) == film.count


def test_sides_become_even_and_no_larger_than_they_were(tmp_path: Path) -> None:
    frames = list(made_film(12, 130, 102).frames())
    path = written(tmp_path / "odd", frames, [4 * each for each in range(12)])
    assert (open_film(path).width, open_film(path).height) == (130, 102)
    small = open_film(path, long_side=99)
    assert (small.width, small.height) == (98, 78)
    assert next(small.frames()).shape == (78, 98, 3)
    cut = open_film(path, crop=(10, 4, 111, 95))
    assert (cut.width, cut.height) == (100, 90)
    assert next(cut.frames()).shape == (90, 100, 3)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "not a film we can read"),
        (b"#EXTM3U\nhttp://example.org/a.ts\n", "not a film we can read"),
        (b"\0\0\0\x18ftypisom" + bytes(400), "damaged"),
        (b"", "not a film"),
    ],
)
def test_what_is_no_film_is_refused_in_a_sentence(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(data)
    with pytest.raises(IngestError, match=problem):
        open_film(path)


def test_half_a_film_is_refused(steady: Path, tmp_path: Path) -> None:
    path = tmp_path / "half"
    path.write_bytes(steady.read_bytes()[:4000])
    with pytest.raises(IngestError, match="damaged"):
        list(open_film(path).frames())


@pytest.mark.parametrize(("start", "end"), [(1.5, 1.0), (9, 10), (-1, 1)])
def test_stretch_outside_the_film_is_refused(steady: Path, start: float, end: float) -> None:
    with pytest.raises(IngestError, match="cannot be used"):
        open_film(steady, start=start, end=end)


def test_film_is_a_film_for_the_techniques(steady: Path) -> None:
    film: FilmFile = open_film(steady)
    twin = render_film(film, Recipe("test", "reverse", {}))
    triples = list(twin.pairs())
    assert np.array_equal(triples[0].twin, triples[-1].original)


def test_film_laid_down_on_disk_gives_the_same_frames_in_any_order(steady: Path, tmp_path: Path) -> None:
    for film in (open_film(steady), open_film(steady, crop=(10, 0, 91, 64)), open_film(steady, long_side=80)):
        read, laid = list(film.frames()), film.any_order(range(film.count))
        assert all(np.array_equal(a, b) for a, b in zip(read, laid.frames(), strict=True))
        back = [next(laid.frames(number)) for number in range(film.count - 1, -1, -1)]
        assert all(np.array_equal(a, b) for a, b in zip(read[::-1], back, strict=True))
        assert laid.any_order(range(film.count)) is laid


def test_frames_that_are_wanted_once_are_not_laid_down(steady: Path) -> None:
    film = open_film(steady)
    laid = film.any_order(range(10, 20))
    read = list(film.frames())
    assert all(np.array_equal(a, b) for a, b in zip(read, laid.frames(), strict=True))
    assert np.array_equal(next(laid.frames(13)), read[13])
    with pytest.raises(ValueError, match="Frame 9"):
        next(laid.frames(9))
    with pytest.raises(ValueError, match="not laid down"):
        laid.any_order(range(9, 12))


def test_film_of_other_colours_is_laid_down_as_well(tmp_path: Path) -> None:
    frames = list(made_film(12, 98, 70).frames())
    path = tmp_path / "full"
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 98, 70, "yuv444p"
        for number, frame in enumerate(frames):
            new = av.VideoFrame.from_ndarray(frame, format="rgb24")
            new.pts, new.time_base = number, Fraction(1, 25)
            out.mux(stream.encode(new))
        out.mux(stream.encode(None))
    film = open_film(path)
    laid = film.any_order(range(film.count))
    assert all(np.array_equal(a, b) for a, b in zip(film.frames(), laid.frames(), strict=True))


def test_film_that_goes_back_is_decoded_once(steady: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    decoded = FilmFile.decoded

    def counted(self: FilmFile, start: int = 0, stop: int | None = None) -> Iterator[av.VideoFrame]:
        begun.append(start)
        return decoded(self, start, stop)

    monkeypatch.setattr(FilmFile, "decoded", counted)
    monkeypatch.setattr(timeline, "_CHUNK_BYTES", 96 * 64 * 3 * 10)
    triples = list(render_film(open_film(steady), Recipe("test", "reverse", {})).pairs())
    assert np.array_equal(triples[3].twin, triples[-4].original)
    assert begun == [0]


def test_frames_are_in_the_colours_that_the_library_would_give_them() -> None:
    coarse = np.random.default_rng(3).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    picture = as_picture(cv2.GaussianBlur(cv2.resize(coarse, (1280, 960)), (0, 0), 8))
    large, small = sizes_of(Frame.of_picture(picture), 7, Fraction(25))
    assert (large.width, large.height, small.width, small.height) == (1280, 960, 640, 480)
    assert (large.pts, small.pts) == (7, 7)
    wanted = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709
    )
    for ours, theirs in zip(large.planes, wanted.planes, strict=True):
        apart = np.frombuffer(memoryview(ours), np.uint8).astype(int) - np.frombuffer(
            memoryview(theirs), np.uint8
        )
        assert np.abs(apart).max() <= 2
