"""Frames as encoders want them: YUV 4:2:0 in the colours of HD television, whole and small."""

from fractions import Fraction
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture

SMALL_SIDE = 640

# ITU-R BT.709, limited range (Y 16 to 235, U and V 16 to 240 around 128), from RGB of 0 to 255.
_FROM_RGB = np.array(
    [
        [0.2126 * 219 / 255, 0.7152 * 219 / 255, 0.0722 * 219 / 255, 16],
        [-0.2126 / 1.8556 * 224 / 255, -0.7152 / 1.8556 * 224 / 255, 0.5 * 224 / 255, 128],
        [0.5 * 224 / 255, -0.7152 / 1.5748 * 224 / 255, -0.0722 / 1.5748 * 224 / 255, 128],
    ],
    np.float32,
)


def sizes_of(picture: Picture, number: int, fps: Fraction) -> tuple[av.VideoFrame, av.VideoFrame]:
    """Return a frame (height, width, 3; RGB, uint8; even sides) in both sizes, with its time.

    Written straight into the planes of the frames: the library's own conversion costs three times as much.
    """
    height, width = picture.shape[:2]
    large = av.VideoFrame(width, height, "yuv420p")
    light, *colours = _planes(large)
    yuv = cv2.transform(picture, _FROM_RGB)
    cv2.extractChannel(yuv, 0, light)
    for channel, plane in enumerate(colours, start=1):
        _scale(cv2.extractChannel(yuv, channel), plane)
    small = large
    if small_size(width, height) != (width, height):
        small = av.VideoFrame(*small_size(width, height), "yuv420p")
        for whole, part in zip(_planes(large), _planes(small), strict=True):
            _scale(whole, part)
    for frame in (large, small):
        frame.pts, frame.time_base = number, 1 / fps
    return large, small


def small_size(width: int, height: int) -> tuple[int, int]:
    """Return the size of the rendition with few bits; sides are even."""
    scale = min(1.0, SMALL_SIDE / max(width, height))
    return round(width * scale / 2) * 2, round(height * scale / 2) * 2


def _planes(frame: av.VideoFrame) -> list[NDArray[np.uint8]]:
    """Return the planes of a frame as arrays over its own memory; its rows may be longer than the picture's."""
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]
        for plane in frame.planes
    ]


def _scale(whole: NDArray[Any], part: NDArray[np.uint8]) -> None:
    cv2.resize(whole, (part.shape[1], part.shape[0]), part, interpolation=cv2.INTER_AREA)
