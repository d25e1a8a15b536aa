"""The strip below what is taken along: all of the sentence, and nothing of the picture or the sound lost."""

import io
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from quizzes.clips.strip import film_with_strip, picture_with_strip

FILM_WIDTH, FILM_HEIGHT, COUNT = 320, 180, 12
STRIP = (143, 43, 98)
SENTENCE = "Manipulated for teaching. Do not pass it on."


def small_film() -> bytes:
    """A film of COUNT frames that get lighter, with half a second of sound."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        pictures = film.add_stream("libx264", rate=24, options={"crf": "12", "preset": "veryfast"})
        pictures.width, pictures.height, pictures.pix_fmt = FILM_WIDTH, FILM_HEIGHT, "yuv420p"
        sound = film.add_stream("aac", rate=48_000, layout="mono")
        for number in range(COUNT):
            shade = np.full((FILM_HEIGHT, FILM_WIDTH, 3), 40 + 10 * number, np.uint8)
            film.mux(pictures.encode(av.VideoFrame.from_ndarray(shade, format="rgb24")))
        film.mux(pictures.encode(None))
        hum = np.sin(np.arange(24_000) / 9, dtype=np.float32)[np.newaxis]
        heard = av.AudioFrame.from_ndarray(hum, format="fltp", layout="mono")
        heard.sample_rate = 48_000
        film.mux(sound.encode(heard))
        film.mux(sound.encode(None))
    return out.getvalue()


def frames_of(film: bytes) -> list[Any]:
    """The frames of a film as arrays (height, width, 3; RGB, uint8)."""
    with av.open(io.BytesIO(film), "r", format="mp4") as opened:
        return [frame.to_ndarray(format="rgb24") for frame in opened.decode(video=0)]


def sound_of(film: bytes) -> bytes:
    """The coded sound of a film."""
    with av.open(io.BytesIO(film), "r", format="mp4") as opened:
        return b"".join(bytes(packet) for packet in opened.demux(audio=0))


def test_every_frame_of_a_film_gets_the_strip_and_keeps_its_picture_and_sound() -> None:
    film = small_film()
    made = film_with_strip(film, SENTENCE)
    before, after = frames_of(film), frames_of(made)
    assert len(after) == len(before) == COUNT
    for frame, shown in zip(after, before, strict=True):
        assert frame.shape[1] == FILM_WIDTH and frame.shape[0] > FILM_HEIGHT and frame.shape[0] % 2 == 0
        assert np.abs(frame[: FILM_HEIGHT - 8].astype(float) - shown[: FILM_HEIGHT - 8]).mean() < 4
        strip = frame[FILM_HEIGHT + 2 :]
        assert (strip[..., 1] > 180).any(axis=1).sum() > 5, "there are letters"
        assert np.abs(strip[-2:].astype(float).mean((0, 1)) - STRIP).max() < 12
    assert sound_of(made) == sound_of(film) != b""


def test_what_is_no_film_gets_no_strip() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        film_with_strip(b"no film at all", SENTENCE)


@pytest.mark.parametrize("width", [64, 240, 1280])
def test_a_strip_holds_the_whole_sentence_whatever_the_width(width: int) -> None:
    out = io.BytesIO()
    Image.new("RGB", (width, 64), (10, 20, 30)).save(out, "JPEG")
    with Image.open(io.BytesIO(picture_with_strip(out.getvalue(), SENTENCE))) as made:
        strip = np.asarray(made)[64 + 4 :]
        assert made.width == width
        assert (strip[..., 1] > 180).any(axis=1).sum() > 5, "there are letters"
        # Nothing is written up to the very edge, where it would be cut off.
        assert (strip[:, -2:, 1] < 180).all() and (strip[-3:, :, 1] < 180).all()
