"""Cleaning a recording: its samples alone are kept, in one channel at 48 kHz."""

import base64
from fractions import Fraction
from typing import Any, BinaryIO, cast

import av
import numpy as np
from av.error import FFmpegError

from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import ALONE, LEAST_S, MOST_S, RATE
from quizzes.forgery.sound.sound import Samples, Stored

MIME = "audio/flac"
_SILENT = 1e-4
_PAUSE_S = 0.3
_BLOCK = 4096
_FULL = 32_767
PEAKS = 480
_DAMAGED = "The recording is damaged or not complete. Try the file again from its source."


def clean_sound(source: BinaryIO, kind: str, target: BinaryIO) -> dict[str, Any]:
    """Write the first sound of a file as FLAC, opened by the demuxer `kind` alone; returns its measures.

    Those are its length in seconds, its quietest `pause`, and `peaks` to draw its wave: how far it swings in each of
    `PEAKS` equal stretches, bytes 0 to 255 in base64, the loudest being 255. Memory is that of the samples, 23 MB
    a minute. Raises `IngestError`.
    """
    try:
        samples = _samples(source, kind)
    except (FFmpegError, EOFError, ValueError) as error:
        raise error if isinstance(error, IngestError) else IngestError(_DAMAGED) from error
    peak = float(np.abs(samples).max())
    if peak < _SILENT:
        raise IngestError("The recording is silent.", "silent")
    if len(samples) < LEAST_S * RATE:
        raise IngestError(f"The recording is shorter than {LEAST_S} s.", "too-short")
    # Too loud is made softer, and nothing is cut off.
    whole = np.rint(samples * (_FULL / max(1.0, peak))).astype(np.int16)
    with av.open(target, "w", format="flac") as out:
        stream = out.add_stream("flac", rate=RATE, layout="mono", options={"flags": "+bitexact"})
        for at in range(0, len(whole), _BLOCK):
            block = np.ascontiguousarray(whole[np.newaxis, at : at + _BLOCK])
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    seconds = round(len(samples) / RATE, 3)
    return {
        "medium": "sound",
        "seconds": seconds,
        "pause": _quietest(samples),
        "peaks": _peaks(whole),
        "mime": MIME,
    }


def _peaks(samples: Stored) -> str:
    starts = np.linspace(0, len(samples), PEAKS, endpoint=False).astype(np.int64)
    swings = np.maximum.reduceat(np.abs(samples), starts).astype(np.float64)
    return base64.b64encode(np.rint(swings * (255 / swings.max())).astype(np.uint8).tobytes()).decode()


def _quietest(samples: Samples) -> list[float]:
    """Return the quietest `_PAUSE_S` seconds, as [start, end]: room tone is made of them."""
    step = RATE // 20
    steps = len(samples) // step
    loudness = (samples[: steps * step].reshape(steps, step).astype(np.float64) ** 2).sum(axis=1)
    window = round(_PAUSE_S * RATE / step)
    at = int(np.argmin(np.convolve(loudness, np.ones(window), "valid")))
    return [round(at * step / RATE, 3), round((at + window) * step / RATE, 3)]


def _samples(source: BinaryIO, kind: str) -> Samples:
    pieces, count = [], 0
    with av.open(source, "r", format=kind, metadata_errors="ignore", options=ALONE) as container:
        if not container.streams.audio:
            raise IngestError("There is no sound in this file.", "no-sound")
        stream = container.streams.audio[0]
        # None where no decoder knows the kind of sound, whatever PyAV promises.
        if cast(object, stream.codec_context) is None:
            raise IngestError("This recording is kept in a way we cannot read.", "codec")
        # Where the file says how long it is, nothing needs to be decoded to see that it is too long.
        if stream.duration and stream.time_base and stream.duration * stream.time_base > MOST_S + 1:
            raise IngestError(f"The recording is longer than {MOST_S // 60} minutes.", "too-long-sound")
        resampler = av.AudioResampler("flt", "mono", RATE)
        for frame in container.decode(stream):
            for ready in resampler.resample(frame):
                pieces.append(ready.to_ndarray()[0])
                count += ready.samples
            if count > MOST_S * RATE:
                raise IngestError(f"The recording is longer than {MOST_S // 60} minutes.", "too-long-sound")
        pieces += [ready.to_ndarray()[0] for ready in resampler.resample(None)]
    if not count:
        raise IngestError("There is no sound in this file.", "no-sound")
    return cast(Samples, np.nan_to_num(np.concatenate(pieces), nan=0.0, posinf=1.0, neginf=-1.0))
