"""The overlay: a transparent drawing that shows at the reveal which part of a picture was changed."""

import io
from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from quizzes.forgery.twin import Box

MIME = "image/png"

Mask: TypeAlias = NDArray[np.bool_]

_WHITE = (255, 255, 255, 255)
_BLACK = (16, 16, 16, 255)


def draw_overlay(mask: Mask) -> bytes:
    """Draw outline and hatch of `mask` (height, width; True = changed), as an RGBA PNG of that size.

    Line and hatch are white cased in black, so they stand out on light and dark pictures alike and need no
    colour to be seen; between the stripes the picture shows through.
    """
    unit = max(1, round(max(mask.shape) / 640))
    # Outlines of single pixels would hide the very place they show.
    shape = _morph(mask, cv2.MORPH_CLOSE, 2 * unit)
    canvas = np.zeros((*mask.shape, 4), np.uint8)
    rows, columns = np.indices(mask.shape)
    phase = (rows + columns) % (14 * unit)
    canvas[shape & (phase < 4 * unit)] = _BLACK
    canvas[shape & (phase >= unit) & (phase < 3 * unit)] = _WHITE
    edge = shape & ~_morph(shape, cv2.MORPH_ERODE, unit)
    near = _morph(shape, cv2.MORPH_DILATE, 2 * unit)
    canvas[_morph(shape, cv2.MORPH_DILATE, 3 * unit) & ~near] = _BLACK
    canvas[near & ~shape] = _WHITE
    canvas[edge] = _BLACK
    return _png(canvas)


def draw_frame(shape: tuple[int, int], frame: Box) -> bytes:
    """Draw which part of a picture of `shape` (height, width) a crop kept: all outside `frame` is hatched."""
    left, top, right, bottom = frame
    cut = np.ones(shape, np.bool_)
    cut[top:bottom, left:right] = False
    return draw_overlay(cut)


def _morph(mask: Mask, how: int, reach: int) -> Mask:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return cast(Mask, cv2.morphologyEx(mask.astype(np.uint8), how, disc).astype(np.bool_))


def _png(canvas: NDArray[np.uint8]) -> bytes:
    height, width = canvas.shape[:2]
    out = io.BytesIO()
    Image.frombytes("RGBA", (width, height), canvas.tobytes()).save(out, "PNG", compress_level=9)
    return out.getvalue()
