"""Frames as encoders want them: YUV 4:2:0 in the colours of HD television, whole and small."""

from fractions import Fraction
from typing import cast

import av
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.planes import Plane, Planes, block_of, room_for, scaled

SMALL_SIDE = 640


def sizes_of(frame: Frame, number: int, fps: Fraction) -> tuple[av.VideoFrame, av.VideoFrame]:
    """Return a frame in both sizes, with its time."""
    planes = frame.planes
    large = small = whole_of(planes, number, fps)
    if small_size(frame.width, frame.height) != (frame.width, frame.height):
        width, height = small_size(frame.width, frame.height)
        room = room_for(height, width)
        for part, plane in zip(room, planes, strict=True):
            scaled(plane, part.shape[::-1], part)
        small = whole_of(room, number, fps)
    return large, small


def whole_of(planes: Planes, number: int, fps: Fraction) -> av.VideoFrame:
    """Return a frame as it is, with its time.

    Always a new one: what a decoder says of a frame, besides its planes, an encoder would follow. It lies where
    the planes lie, if that is one block, and else is a copy: encoders copy what they take once more.
    """
    height, width = planes[0].shape
    block = block_of(planes)
    if block is None:
        room = room_for(height, width)
        for part, plane in zip(room, planes, strict=True):
            part[:] = plane
        block = block_of(room)
    new = av.VideoFrame.from_numpy_buffer(
        cast(Plane, block).reshape(height * 3 // 2, width), format="yuv420p"
    )
    new.pts, new.time_base = number, 1 / fps
    return new


def small_size(width: int, height: int) -> tuple[int, int]:
    """Return the size of the rendition with few bits; sides are even."""
    scale = min(1.0, SMALL_SIDE / max(width, height))
    return round(width * scale / 2) * 2, round(height * scale / 2) * 2


def planes_in(frame: av.VideoFrame) -> Planes:
    """Return the planes of a frame as arrays over its own memory; its rows may be longer than the picture's."""
    light, first, second = (_plane(each) for each in frame.planes)
    return light, first, second


def _plane(plane: "av.video.plane.VideoPlane") -> Plane:
    whole: NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8)
    return whole.reshape(-1, plane.line_size)[: plane.height, : plane.width]
