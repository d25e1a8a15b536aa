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
    unit = _unit(mask.shape)
    # Outlines of single pixels would hide the very place they show.
    place = _morph(mask, cv2.MORPH_CLOSE, 2 * unit)
    canvas = np.zeros((*mask.shape, 4), np.uint8)
    rows, columns = np.indices(mask.shape)
    phase = (rows + columns) % (14 * unit)
    canvas[place & (phase < 4 * unit)] = _BLACK
    canvas[place & (phase >= unit) & (phase < 3 * unit)] = _WHITE
    _outline(canvas, place, unit)
    return _png(canvas)


def draw_frame(shape: tuple[int, int], frame: Box) -> bytes:
    """Draw the edge of the part of a picture of `shape` (height, width) that a crop kept, as an RGBA PNG.

    No hatch: what was cut away is what there is to see.
    """
    left, top, right, bottom = frame
    kept = np.zeros(shape, np.bool_)
    kept[top:bottom, left:right] = True
    canvas = np.zeros((*shape, 4), np.uint8)
    _outline(canvas, kept, 2 * _unit(shape))
    return _png(canvas)


def _unit(shape: tuple[int, ...]) -> int:
    """The thickness of a thin line, in pixels: alike on every picture once it fills the screen."""
    return max(1, round(max(shape) / 640))


def _outline(canvas: NDArray[np.uint8], place: Mask, unit: int) -> None:
    near = _morph(place, cv2.MORPH_DILATE, 2 * unit)
    canvas[_morph(place, cv2.MORPH_DILATE, 3 * unit) & ~near] = _BLACK
    canvas[near & ~place] = _WHITE
    canvas[place & ~_morph(place, cv2.MORPH_ERODE, unit)] = _BLACK


def _morph(mask: Mask, how: int, reach: int) -> Mask:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return cast(Mask, cv2.morphologyEx(mask.astype(np.uint8), how, disc).astype(np.bool_))


def _png(canvas: NDArray[np.uint8]) -> bytes:
    height, width = canvas.shape[:2]
    out = io.BytesIO()
    Image.frombytes("RGBA", (width, height), canvas.tobytes()).save(out, "PNG", compress_level=9)
    return out.getvalue()
