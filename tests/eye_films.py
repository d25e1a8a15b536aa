"""A pair of films with one eye that blinks in the original and stays open in the twin."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
from django.conf import settings

from quizzes.clips.models import Clip, Half, Pair
from quizzes.forgery.picture import Picture
from tests.film_pairs import make_film_pair

WIDTH, HEIGHT, FPS, COUNT = 320, 180, 25, 50
EYE = {"x": "50", "y": "50", "size": "20"}
BLINK = (24, 29)
"""The frames in which the lids of the original are down."""


def frame_of(number: int, *, blinks: bool) -> Picture:
    """A bright face with one eye in the middle: lids close over a dark round."""
    picture = np.random.default_rng(number).integers(190, 205, (HEIGHT, WIDTH), np.uint8)[..., np.newaxis]
    picture = picture.repeat(3, axis=2)
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    lid = 1 if blinks and BLINK[0] <= number < BLINK[1] else 18
    picture[(np.hypot((x - 160) / 1.6, y - 90) < 18) & (abs(y - 90) < lid)] = 245
    picture[(np.hypot(x - 160, y - 90) < 12) & (abs(y - 90) < lid)] = 30
    return picture


@cache
def film(*, blinks: bool) -> bytes:
    """The film as an MP4."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(COUNT):
            frame = av.VideoFrame.from_ndarray(frame_of(number, blinks=blinks), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def make_eye_pair(*, people: str = "recognisable", eye: list[float] | None = None, **fields: Any) -> Pair:
    """A published pair of films of somebody who is recognisable; `eye` is what the catalogue knows."""
    pair = make_film_pair(moments=False, **fields)
    ingest: dict[str, Any] = {"crop": None, "long_side": WIDTH} | ({"eye": eye} if eye else {})
    Clip.objects.filter(pk=pair.clip_id).update(people=people, ingest=ingest)
    for half in pair.renditions.filter(kind__in=Half.values):
        Path(settings.MEDIA_ROOT, half.file).write_bytes(film(blinks=half.kind == Half.ORIGINAL))
    return Pair.objects.select_related("clip").get(pk=pair.pk)
