"""The last encode of sound: the one way any recording becomes a file, so that the file tells nothing but it."""

import base64
import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np

from quizzes.clips.sound_fill import fill_sounds
from quizzes.forgery.sound.sound import Sound, heard

MIME = "audio/mpeg"
RATE = 48_000
BITS_A_SECOND = 96_000
PEAKS = 480

_FRAME = 1152
# Every frame stands alone at its own fixed size, and nothing is written before or after them.
_MUXER = {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0", "fflags": "+bitexact"}
_CODEC = {"flags": "+bitexact", "compression_level": "7"}


class EncodeError(ValueError):
    """A sound cannot be made a file; `str(error)` is a sentence."""


def encode_sounds(sounds: Sequence[Sound]) -> tuple[bytes, ...]:
    """Turn sounds that belong together, equally long and in one channel, into MP3 files alike but for them.

    Constant bit rate at 48 kHz: all frames of all files have one size and one header, there is no index, no tag
    and no comment. Every browser plays them, and finds any second by counting. Each is written alone and anew;
    then what is free in the frames is filled (see `fill_sounds`). The same sounds give the same bytes. Raises
    `EncodeError`.
    """
    if len({(len(sound.stored), sound.rate) for sound in sounds}) != 1:
        raise EncodeError("Sounds that belong together must be equally long.")
    if any(sound.rate != RATE or sound.stored.shape[1] != 1 for sound in sounds):
        raise EncodeError(f"A sound is written in one channel at {RATE} Hz.")
    with ThreadPoolExecutor(len(sounds)) as pool:
        return fill_sounds(pool.map(_mp3, sounds))


def _mp3(sound: Sound) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp3", options=_MUXER) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono", options=_CODEC)
        stream.bit_rate = BITS_A_SECOND
        samples = sound.stored
        for start in range(0, len(samples), _FRAME * 8):
            block = np.ascontiguousarray(heard(samples[start : start + _FRAME * 8]).T)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate = RATE
            frame.pts, frame.time_base = start, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def peaks_of(sounds: Sequence[Sound], count: int = PEAKS) -> tuple[str, ...]:
    """Return how far each sound swings in each of `count` equal stretches, to draw its wave.

    Bytes 0 to 255 in base64, all sounds on one scale: the loudest moment of any of them is 255.
    """
    swings = [_swings(sound, count) for sound in sounds]
    loudest = max(float(each.max()) for each in swings)
    scale = 255 / loudest if loudest > 0 else 0.0
    return tuple(
        base64.b64encode(np.rint(each * scale).astype(np.uint8).tobytes()).decode() for each in swings
    )


def _swings(sound: Sound, count: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    samples = sound.stored
    borders = np.minimum(np.linspace(0, len(samples), count + 1).astype(np.int64), len(samples) - 1).tolist()
    # Stretch by stretch: a second copy of a long recording would be most of what making it needs.
    stretches = [
        samples[start : max(start + 1, end)] for start, end in pairwise([*borders[:-1], len(samples)])
    ]
    return np.array([np.abs(heard(stretch)).max() for stretch in stretches], np.float32)
