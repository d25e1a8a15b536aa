"""Reading a rendition as lenses look at it: a picture, a film frame by frame, or a recording."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from PIL import Image

from quizzes.clips.models import Medium
from quizzes.lenses.media import Frames, Picture, Tone

RATE = 48_000


def read_clip(path: Path, medium: str) -> Picture | Frames | Tone:
    """Return the file of one half as lenses of its medium take it. Raises `OSError` where it cannot be read."""
    if medium == Medium.PHOTO:
        with Image.open(path) as image:
            return np.asarray(image.convert("RGB"))
    return _film(path) if medium == Medium.VIDEO else _recording(path)


def _film(path: Path) -> Frames:
    def frames() -> Iterator[Picture]:
        with av.open(str(path)) as container:
            for frame in container.decode(video=0):
                yield frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)

    with av.open(str(path)) as container:
        rate = container.streams.video[0].average_rate
    return Frames(float(rate or 25), frames)


def _recording(path: Path) -> Tone:
    resampler = av.AudioResampler("flt", "mono", RATE)
    pieces = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            pieces += [each.to_ndarray()[0] for each in resampler.resample(frame)]
    pieces += [each.to_ndarray()[0] for each in resampler.resample(None)]
    return Tone(np.concatenate(pieces, dtype=np.float32) if pieces else np.zeros(1, np.float32), RATE)
