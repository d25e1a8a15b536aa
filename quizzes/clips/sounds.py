"""Ingest of sound: any recording we are given becomes one plain kind, or a sentence saying why not."""

import io
from typing import cast

import av
import numpy as np
from av.error import FFmpegError

from quizzes.clips.ingest import IngestError
from quizzes.forgery.sound.sound import Samples, Sound, Stored, as_samples, as_stored
from quizzes.forgery.voice.network_file import NetworkError
from quizzes.forgery.voice.speak import speak

RATE = 48_000
MOST_S = 600
PEAK = 0.7
LEAST_S = 0.5
_SILENT = 1e-4

# Named, never guessed: some formats are lists of other files or addresses, and would be followed.
_FORMATS = ((b"RIFF", "wav"), (b"ID3", "mp3"), (b"fLaC", "flac"), (b"OggS", "ogg"))
ALONE: dict[str, str] = {"protocol_whitelist": "none"}
"""Options for whatever opens an unknown file: nothing that it names, here or elsewhere, is opened with it."""
_UNKNOWN = "This is not a recording we can read. WAV, MP3, FLAC and Ogg will do."
_ROOM_S = 5
_BLOCK = 1 << 16


def ingest_sound(
    data: bytes, *, start: float | None = None, end: float | None = None, level: bool = True
) -> Sound:
    """Decode a recording to one channel at 48 kHz, without anything but its samples.

    `start` and `end` are seconds: the part that is used. The whole recording is brought to one peak first, so
    that parts of one recording stay as loud beside each other as they were; without `level` it is left as it is,
    as halves must be that were made to go together. Decoded in sequence and resampled
    once; memory is that of the samples, 12 MB a minute while it is read and 6 MB after. Raises `IngestError`.
    """
    samples = _decoded(data)
    peak = max(float(samples.max()), -float(samples.min())) if len(samples) else 0.0
    if peak < _SILENT:
        raise IngestError("The recording is silent.", "silent")
    first = 0 if start is None else round(start * RATE)
    last = len(samples) if end is None else round(end * RATE)
    if not 0 <= first < last <= len(samples):
        raise IngestError(
            f"The part from {start} to {end} s does not lie inside the recording of {len(samples) / RATE:.2f} s."
        )
    if last - first < LEAST_S * RATE:
        raise IngestError(f"The recording is shorter than {LEAST_S} s.", "too-short")
    return Sound(_in_place(samples, first, last, PEAK / peak if level else 1.0), RATE)


def _in_place(samples: Samples, first: int, last: int, factor: float) -> Stored:
    """Return a part of samples (samples,), so many times as loud, as it is kept; `samples` is used up.

    Written over their own beginning, in half the room: a long recording never stands in memory twice.
    """
    kept = samples.view(np.int16)
    for start in range(first, last, _BLOCK):
        part = as_stored((samples[start : min(start + _BLOCK, last)] * np.float32(factor))[:, np.newaxis])
        kept[start - first : start - first + len(part)] = part[:, 0]
    del kept
    samples.resize(-(-(last - first) // 2), refcheck=False)
    return samples.view(np.int16)[: last - first, np.newaxis]


def spoken_sound(voice: bytes, *, phonemes: str, pace: float = 1.0, seed: int = 0) -> Sound:
    """Have a sentence said by a voice that was learnt by a machine, as loud as any recording; `voice` is its file.

    Raises `IngestError`.
    """
    try:
        sound = speak(voice, phonemes, pace=pace, seed=seed)
    except NetworkError as error:
        raise IngestError(str(error)) from error
    loudest = float(np.abs(sound.samples).max())
    if loudest < _SILENT:
        raise IngestError("The voice says nothing.")
    return Sound(as_samples(sound.samples * np.float32(PEAK / loudest)), sound.rate)


def _format_of(data: bytes) -> str:
    for magic, name in _FORMATS:
        if data.startswith(magic):
            return name
    # An MP3 without tag begins with its first frame: eleven bits that are set, then its version and layer 3.
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2:
        return "mp3"
    raise IngestError(_UNKNOWN, "unknown")


def _decoded(data: bytes) -> Samples:
    """Return the samples (samples,) of the first sound in a file, mixed to one channel."""
    known = _format_of(data)
    found, count = np.empty(RATE * _ROOM_S, np.float32), 0

    def keep(frame: av.AudioFrame) -> None:
        nonlocal count
        if count + frame.samples > len(found):
            # In place where there is room behind it: a list of pieces would have to be held twice to join it.
            found.resize(len(found) + RATE * _ROOM_S, refcheck=False)
        found[count : count + frame.samples] = frame.to_ndarray()[0]
        count += frame.samples

    try:
        # Old tags are in any alphabet; they say nothing that is needed here.
        with av.open(
            io.BytesIO(data), "r", format=known, metadata_errors="ignore", options=ALONE
        ) as container:
            if not container.streams.audio:
                raise IngestError("There is no sound in this file.", "no-sound")
            # None where no decoder knows the kind of sound, whatever PyAV promises.
            if cast(object, container.streams.audio[0].codec_context) is None:
                raise IngestError(_UNKNOWN, "unknown")
            resampler = av.AudioResampler("flt", "mono", RATE)
            for frame in container.decode(audio=0):
                for ready in resampler.resample(frame):
                    keep(ready)
                if count > MOST_S * RATE:
                    raise IngestError(f"The recording is longer than {MOST_S // 60} minutes.", "too-long")
            for ready in resampler.resample(None):
                keep(ready)
    except (FFmpegError, EOFError) as error:
        raise IngestError(
            "The recording is damaged or not complete. Try the file again from its source."
        ) from error
    if not count:
        raise IngestError("There is no sound in this file.", "no-sound")
    found.resize(count, refcheck=False)
    return found
