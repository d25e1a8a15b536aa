"""Claims about film files that are written: both halves are alike in all but the film."""

from pathlib import Path

import av
import numpy as np
import pytest

from quizzes.clips.encode_film import FilmFiles, encode_films, encode_twin
from quizzes.clips.file_features import features_of
from quizzes.clips.film_features import coded_sizes, frame_sizes
from quizzes.clips.film_fill import _LEAST, BUCKET, _laid, _payload
from quizzes.forgery.film.render import render_film
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
