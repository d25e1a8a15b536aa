"""Claims about film files: what is read is steady and bounded, and both halves are alike in all but the film."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.reformatter import Colorspace

from quizzes.clips.encode_film import FilmFiles, encode_films, encode_twin
from quizzes.clips.file_features import features_of
from quizzes.clips.film_features import coded_sizes, frame_sizes
from quizzes.clips.film_fill import _LEAST, BUCKET, _laid, _payload
from quizzes.clips.film_frames import sizes_of
from quizzes.clips.films import FilmFile, open_film
from quizzes.clips.ingest import IngestError
from quizzes.forgery.film import timeline
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.render import render_film
from quizzes.forgery.picture import Picture, as_picture
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.sound.sound import Sound, as_samples
from tests.forgery.films import disc_at, made_film

COUNT = 30


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> tuple[FilmFiles, FilmFiles]:
    twin = render_film(
        made_film(COUNT), Recipe("test", "freeze-loop", {"mode": "freeze", "repeat": [0.2, 0.8]})
    )
    return encode_twin(twin, tmp_path_factory.mktemp("halves"))


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


def test_halves_have_one_size_equal_boxes_and_equal_counts_of_bytes(
    halves: tuple[FilmFiles, FilmFiles],
) -> None:
    for first, second in ((each.video.read_bytes(), each.small.read_bytes()) for each in halves):
        assert len(first) % BUCKET == len(second) % BUCKET == 0
    for original, twin in (
        (halves[0].video.read_bytes(), halves[1].video.read_bytes()),
        (halves[0].small.read_bytes(), halves[1].small.read_bytes()),
        (halves[0].poster, halves[1].poster),
        (halves[0].strip, halves[1].strip),
    ):
        one, two = features_of(original, {}), features_of(twin, {})
        assert original != twin or one == two
        different = {name for name in one | two if one.get(name) != two.get(name)}
        assert not {name for name in different if not name.endswith("packed")}


def test_index_tells_one_size_for_each_frame_of_both_halves(halves: tuple[FilmFiles, FilmFiles]) -> None:
    original, twin = (frame_sizes(each.video.read_bytes()) for each in halves)
    assert len(original) == COUNT
    assert original == twin
    assert len(set(original)) > 1


def test_film_plays_with_as_many_frames_as_were_given_and_says_nothing_of_its_maker(
    halves: tuple[FilmFiles, FilmFiles],
) -> None:
    for half in halves:
        for path in (half.video, half.small):
            with av.open(str(path)) as film:
                assert sum(1 for _ in film.decode(video=0)) == COUNT
                told = {key.lower() for key in film.metadata} | {
                    key.lower() for key in film.streams[0].metadata
                }
            assert not told & {"encoder", "title", "comment", "creation_time"}
            assert b"x264" not in path.read_bytes() and b"Lavf" not in path.read_bytes()


def test_filled_film_shows_the_frozen_picture_in_the_twin_alone(halves: tuple[FilmFiles, FilmFiles]) -> None:
    x, y = (round(each) for each in disc_at(18))
    here = np.s_[y - 3 : y + 4, x - 3 : x + 4]
    moved = []
    for half in halves:
        with av.open(str(half.video)) as film:
            frames = [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)]
        moved.append(float(np.abs(frames[18][here] - frames[6][here]).mean()))
    assert moved[0] > 40 > 15 > moved[1]


def test_same_twin_gives_the_same_bytes(halves: tuple[FilmFiles, FilmFiles], tmp_path: Path) -> None:
    twin = render_film(
        made_film(COUNT), Recipe("test", "freeze-loop", {"mode": "freeze", "repeat": [0.2, 0.8]})
    )
    for before, now in zip(halves, encode_twin(twin, tmp_path), strict=True):
        assert before.video.read_bytes() == now.video.read_bytes()
        assert before.small.read_bytes() == now.small.read_bytes()
        assert (before.poster, before.strip) == (now.poster, now.strip)


def test_film_without_twin_goes_the_same_way(tmp_path: Path) -> None:
    film = made_film(COUNT)
    (alone,) = encode_films(([frame] for frame in film.frames()), film.fps, COUNT, tmp_path)
    assert alone.video.stat().st_size % BUCKET == 0
    assert {path.name for path in tmp_path.iterdir()} == {"video-0.mp4", "small-0.mp4"}


def test_halves_of_which_one_is_loud_and_one_hardly_sounds_are_alike_too(tmp_path: Path) -> None:
    film, samples = made_film(COUNT), np.random.default_rng(1).normal(0, 0.2, (COUNT * 1920, 1))
    sounds = [Sound(as_samples(samples * loud), 48_000) for loud in (1.0, 0.001)]
    halves = encode_films(((frame, frame) for frame in film.frames()), film.fps, COUNT, tmp_path, sounds)
    heard = []
    for half in halves:
        with av.open(str(half.video)) as played:
            assert played.duration == COUNT * av.time_base // 25
            heard.append(np.concatenate([each.to_ndarray()[0] for each in played.decode(audio=0)]))
    assert len(heard[0]) == len(heard[1])
    assert np.abs(heard[0]).mean() > 100 * np.abs(heard[1]).mean()
    whole = halves[0].video.read_bytes()
    parts = sum(value for name, value in coded_sizes(whole).items() if name.endswith(".sum"))
    # Each unit of the stream has its length in four bytes before it, and these frames are tiny.
    assert 0.9 * sum(frame_sizes(whole)) < parts < sum(frame_sizes(whole))
    one, two = (features_of(half.video.read_bytes(), {}) for half in halves)
    assert not {name for name in one | two if one.get(name) != two.get(name) and not name.endswith("packed")}


def test_sound_lies_where_it_is_heard(tmp_path: Path) -> None:
    film, samples = made_film(COUNT), np.zeros((COUNT * 1920, 1))
    samples[24_000:24_100] = 0.7
    rows = ([frame] for frame in film.frames())
    (alone,) = encode_films(rows, film.fps, COUNT, tmp_path, [Sound(as_samples(samples), 48_000)])
    for path in (alone.video, alone.small):
        with av.open(str(path)) as played:
            heard = np.concatenate([each.to_ndarray()[0] for each in played.decode(audio=0)])
        assert abs(int(np.abs(heard).argmax()) - 24_050) < 100


def test_sounds_of_two_lengths_are_refused(tmp_path: Path) -> None:
    film = made_film(COUNT)
    sounds = [Sound(as_samples(np.zeros((count, 1))), 48_000) for count in (1000, 1001)]
    with pytest.raises(ValueError, match="equally long"):
        encode_films(((frame, frame) for frame in film.frames()), film.fps, COUNT, tmp_path, sounds)


def test_promise_of_more_frames_than_come_is_not_kept_in_silence(tmp_path: Path) -> None:
    film = made_film(COUNT)
    with pytest.raises(ValueError, match="was promised"):
        encode_films(([frame] for frame in film.frames()), film.fps, COUNT + 1, tmp_path)


@pytest.mark.parametrize("length", range(_LEAST, 1400))
def test_message_fills_exactly_or_says_that_it_cannot(length: int) -> None:
    payload = _payload(length)
    if payload is None:
        assert _payload(length + 1) is not None
        return
    assert len(_laid(b"", length, 0, None)) + payload - 16 == length


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
        read, laid = list(film.frames()), film.any_order()
        assert all(np.array_equal(a, b) for a, b in zip(read, laid.frames(), strict=True))
        back = [next(laid.frames(number)) for number in range(film.count - 1, -1, -1)]
        assert all(np.array_equal(a, b) for a, b in zip(read[::-1], back, strict=True))
        assert laid.any_order() is laid


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
    laid = film.any_order()
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
