"""Whatever a film file is like, it becomes frames of one size or a sentence."""

import math
import random
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.video.stream import VideoStream

from quizzes.clips.films import FilmFile, open_film
from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import RATE
from quizzes.forgery.picture import Picture
from tests.clips.test_films import written
from tests.forgery.films import made_film
from tests.forgery.sounds import speech

COUNT = 25
Write = Callable[..., Path]


def corners(width: int = 96, height: int = 64) -> list[Picture]:
    """A film that is red at its upper left and blue at its lower right, and grey elsewhere."""
    frame = np.full((height, width, 3), 128, np.uint8)
    frame[: height // 3, : width // 3] = (220, 20, 20)
    frame[-(height // 3) :, -(width // 3) :] = (20, 20, 220)
    return [frame] * COUNT


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a film of some pixel format and codec, with or without sound; returns its file."""

    def film(
        frames: list[Picture], pixels: str = "yuv420p", codec: str = "libx264", kind: str = "mp4",
        layout: str = "", rate: int = RATE,
    ) -> Path:  # fmt: skip
        path = tmp_path / "film"
        with av.open(str(path), "w", format=kind) as out:
            stream = cast(VideoStream, out.add_stream(codec, rate=25))
            stream.height, stream.width = frames[0].shape[:2]
            stream.pix_fmt = pixels
            sound = out.add_stream("aac", rate=rate, layout=layout) if layout else None
            for number, frame in enumerate(frames):
                picture = av.VideoFrame.from_ndarray(frame, format="rgb24").reformat(format=pixels)
                picture.pts, picture.time_base = number, Fraction(1, 25)
                out.mux(stream.encode(picture))
            out.mux(stream.encode(None))
            if sound is not None:
                one = speech(seconds=1.0, rate=rate).samples[:, 0]
                many = np.repeat(one[np.newaxis], sound.codec_context.layout.nb_channels, axis=0)
                heard = av.AudioFrame.from_ndarray(many, format="fltp", layout=layout)
                heard.sample_rate, heard.pts = rate, 0
                resampler = av.AudioResampler("fltp", layout, rate, sound.codec_context.frame_size or 1024)
                for part in [*resampler.resample(heard), *resampler.resample(None)]:
                    out.mux(sound.encode(part))
                out.mux(sound.encode(None))
        return path

    return film


def read(path: Path) -> FilmFile:
    """Open a film and read it to its end; every frame must have the size that was promised."""
    film = open_film(path)
    assert film.width % 2 == film.height % 2 == 0
    assert [frame.shape for frame in film.frames()] == [(film.height, film.width, 3)] * film.count
    return film


def turned(path: Path, degrees: int) -> Path:
    """Write the turn of a camera into the matrix of the track, as phones do."""
    data = path.read_bytes()
    at = data.index(b"tkhd") + 4 + 40
    turn = math.radians(degrees)
    cos, sin = round(math.cos(turn)) << 16, round(math.sin(turn)) << 16
    path.write_bytes(
        data[:at] + struct.pack(">9i", cos, sin, 0, -sin, cos, 0, 0, 0, 1 << 30) + data[at + 36 :]
    )
    return path


@pytest.mark.parametrize(
    ("degrees", "size", "red", "blue"),
    [
        (0, (96, 64), (8, 8), (-8, -8)),
        (90, (64, 96), (8, -8), (-8, 8)),
        (180, (96, 64), (-8, -8), (8, 8)),
        (270, (64, 96), (-8, 8), (8, -8)),
    ],
)
def test_film_turned_by_its_camera_comes_out_upright(
    write: Write, degrees: int, size: tuple[int, int], red: tuple[int, int], blue: tuple[int, int]
) -> None:
    film = read(turned(write(corners()), degrees))
    frame = next(film.frames()).astype(int)
    assert (film.width, film.height) == size
    assert frame[red][0] > frame[red][2] + 100 and frame[blue][2] > frame[blue][0] + 100


def test_crop_of_a_turned_film_lies_inside_the_upright_film(write: Write) -> None:
    path = turned(write(corners()), 90)
    assert next(open_film(path, crop=(0, 30, 64, 96)).frames()).shape == (66, 64, 3)
    with pytest.raises(IngestError, match="does not lie inside"):
        open_film(path, crop=(0, 0, 96, 64))


@pytest.mark.parametrize(
    ("pixels", "codec", "kind"),
    [
        ("gray", "libx264", "mp4"),
        ("yuv444p", "libx264", "mp4"),
        ("yuv420p10le", "libx264", "mp4"),
        ("yuvj420p", "libx264", "matroska"),
        ("yuv422p", "mpeg2video", "mpeg"),
        ("rgba", "png", "mov"),
        ("rgb48be", "png", "mov"),
    ],
)
def test_every_kind_of_colour_is_read(write: Write, pixels: str, codec: str, kind: str) -> None:
    film = read(write(corners(), pixels, codec, kind))
    frame = next(film.frames()).astype(int)
    assert film.count == COUNT and abs(frame[32, 48] - 128).max() < 10
    assert pixels == "gray" or frame[8, 8, 0] > 180


@pytest.mark.parametrize(("width", "height"), [(65, 64), (97, 65), (130, 99)])
def test_odd_sides_become_even(write: Write, width: int, height: int) -> None:
    film = read(write(corners(width, height), "yuv444p"))
    assert (film.width, film.height) == (width // 2 * 2, height // 2 * 2)


def test_narrow_film_is_refused(write: Write) -> None:
    with pytest.raises(IngestError, match="only 96 by 62"):
        open_film(write(corners(96, 62)))


def test_film_without_sound_has_none(write: Write) -> None:
    assert read(write(corners())).sound is None


@pytest.mark.parametrize(
    ("layout", "rate"), [("mono", 8000), ("mono", 44_100), ("stereo", 48_000), ("5.1", 48_000)]
)
def test_sound_of_a_film_becomes_one_channel_as_long_as_the_film(
    write: Write, layout: str, rate: int
) -> None:
    film = read(write(corners(), layout=layout, rate=rate))
    assert film.sound is not None and film.sound.rate == RATE
    assert film.sound.samples.shape == (round(film.count / film.fps * RATE), 1)
    assert np.abs(film.sound.samples).max() > 0.05


def test_film_of_an_unknown_kind_is_a_sentence(write: Write) -> None:
    path = write(corners(), layout="mono")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    with pytest.raises(IngestError, match="in a way we cannot read"):
        open_film(path)


def test_sound_of_an_unknown_kind_is_a_sentence(write: Write) -> None:
    path = write(corners(), layout="mono")
    # What kind of sound it is stands in its box (mp4a) and again in the descriptor within (0x40: AAC).
    whole = path.read_bytes().replace(b"mp4a", b"zzzz").replace(b"\x40\x15", b"\xfe\x15")
    path.write_bytes(whole)
    with pytest.raises(IngestError, match="in a way we cannot read"):
        open_film(path)


def test_single_picture_is_no_film(write: Write) -> None:
    with pytest.raises(IngestError, match="only one picture"):
        open_film(write(corners()[:1]))


def test_file_with_sound_alone_and_its_cover_is_no_film(tmp_path: Path) -> None:
    path = tmp_path / "song.mp4"
    with av.open(str(path), "w", format="mp4") as out:
        sound = out.add_stream("aac", rate=RATE, layout="mono")
        heard = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        heard.sample_rate, heard.pts = RATE, 0
        out.mux(sound.encode(heard))
        out.mux(sound.encode(None))
    with pytest.raises(IngestError, match="only sound"):
        open_film(path)


@pytest.mark.parametrize("kind", ["mp4", "mpeg", "matroska"])
def test_film_that_breaks_off_anywhere_or_is_full_of_wrong_bytes_is_read_or_refused(
    tmp_path: Path, kind: str
) -> None:
    whole = written(
        tmp_path / "whole", list(made_film(COUNT).frames()), [4 * at for at in range(COUNT)], kind
    ).read_bytes()
    rng = random.Random(3)
    path = tmp_path / "bad"
    refused = 0
    for number in range(40):
        bad = bytearray(whole)
        if number < 10:
            del bad[len(whole) * number // 10 :]
        for _ in range(0 if number < 10 else rng.choice([1, 8, 60])):
            bad[rng.randrange(rng.choice([64, len(bad)]))] = rng.randrange(256)
        path.write_bytes(bytes(bad))
        try:
            read(path)
        except IngestError as error:
            assert str(error).endswith(".")
            refused += 1
    assert refused > 5
