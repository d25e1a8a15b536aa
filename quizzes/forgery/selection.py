"""Turning a selection written as data (polygon, ellipse, colour range, cut-out) into a soft mask."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture, SoftMask, grow, soften
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError

_SUBPIXEL_BITS = 4


def select(picture: Picture, selection: Any, name: str = "selection") -> SoftMask:
    """Return the soft mask (height, width; 0 to 1) of a selection on `picture`.

    A selection is a table with one shape:

    - `polygon=[[x, y], ...]`, at least three points;
    - `ellipse=[cx, cy, rx, ry]`; a fifth number turns it, in degrees clockwise;
    - `rect=[x0, y0, x1, y1]`, x1 and y1 not included;
    - `grabcut={rect, fg, bg}`, fg and bg being lists of polygons that surely are the thing or not;
    - `hsv={low, high, inside}` in OpenCV's 8-bit units (hue 0-179, the others 0-255); a low hue above the
      high one goes around through red;
    - `union=[...]` of selections; a bare list is a union too.

    Next to the shape may stand, applied in this order: `minus=<selection>`, `grow=px` (negative shrinks) and
    `feather=px`. Raises `ParamError` naming the place; also when nothing at all is selected.
    """
    try:
        mask = _any_of(picture, selection)
    except ParamError as error:
        raise error.under(name) from None
    if not mask.any():
        raise ParamError(name, "selects nothing in this picture")
    return mask


def _any_of(picture: Picture, selection: Any) -> SoftMask:
    if isinstance(selection, list):
        if not selection:
            raise ParamError("", "is an empty list of selections")
        return _union(picture, selection)
    if not isinstance(selection, Mapping):
        raise ParamError("", f"must be a table such as {{ rect = [x0, y0, x1, y1] }}, not {selection!r}")
    shapes = [shape for shape in _SHAPES if shape in selection]
    if len(shapes) != 1:
        raise ParamError("", f"must have exactly one shape out of {', '.join(_SHAPES)}")
    reader = Reader(selection)
    mask = _shape(picture, shapes[0], reader.raw(shapes[0]))
    if reader.has("minus"):
        mask = cast(SoftMask, mask * (1 - _inner(picture, reader.raw("minus"), "minus")))
    mask = grow(mask, reader.number("grow", 0, low=-200, high=200))
    mask = soften(mask, reader.number("feather", 0, low=0, high=200))
    reader.done()
    return mask


def _shape(picture: Picture, shape: str, value: Any) -> SoftMask:
    try:
        return _SHAPES[shape](picture, value)
    except ParamError as error:
        raise error.under(shape) from None


def _inner(picture: Picture, selection: Any, name: str) -> SoftMask:
    try:
        return _any_of(picture, selection)
    except ParamError as error:
        raise error.under(name) from None


def _union(picture: Picture, value: Any) -> SoftMask:
    if not isinstance(value, list) or not value:
        raise ParamError("", "must be a list of at least one selection")
    masks = [_inner(picture, each, f"[{index}]") for index, each in enumerate(value)]
    return cast(SoftMask, np.maximum.reduce(masks))


def _polygon(picture: Picture, value: Any) -> SoftMask:
    points = _points(value)
    mask = np.zeros(picture.shape[:2], np.uint8)
    fixed = np.rint(points * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [fixed], 255, lineType=cv2.LINE_AA, shift=_SUBPIXEL_BITS)
    return _as_soft(mask)


def _points(value: Any) -> NDArray[np.float64]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < 3:
        raise ParamError("", "must be at least three points [x, y]")
    points = np.array([as_numbers(f"[{index}]", each, 2) for index, each in enumerate(value)])
    if np.abs(points).max() > 1e5:
        raise ParamError("", "has a point far outside any picture")
    return points


def _ellipse(picture: Picture, value: Any) -> SoftMask:
    count = 5 if isinstance(value, Sequence) and len(value) == 5 else 4
    cx, cy, rx, ry, *turn = as_numbers("", value, count)
    if rx <= 0 or ry <= 0:
        raise ParamError("", "must have radii above 0")
    angle = np.deg2rad(turn[0] if turn else 0.0)
    y, x = np.ogrid[: picture.shape[0], : picture.shape[1]]
    along = (x - cx) * np.cos(angle) + (y - cy) * np.sin(angle)
    across = (y - cy) * np.cos(angle) - (x - cx) * np.sin(angle)
    distance = (np.hypot(along / rx, across / ry) - 1) * min(rx, ry)
    return cast(SoftMask, np.clip(0.5 - distance, 0, 1).astype(np.float32))


def _rect(picture: Picture, value: Any) -> SoftMask:
    x0, y0, x1, y1 = (round(each) for each in as_numbers("", value, 4))
    if x1 <= x0 or y1 <= y0:
        raise ParamError("", "must be [x0, y0, x1, y1] with x1 right of x0 and y1 below y0")
    mask = np.zeros(picture.shape[:2], np.float32)
    mask[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)] = 1
    return cast(SoftMask, mask)


def _grabcut(picture: Picture, value: Any) -> SoftMask:
    """Cut a thing out of a box by colour (Rother, Kolmogorov and Blake 2004), helped by fg and bg."""
    if not isinstance(value, Mapping):
        raise ParamError("", "must be a table with `rect`")
    reader = Reader(value)
    box = _shape(picture, "rect", reader.raw("rect")) > 0
    labels = np.where(box, cv2.GC_PR_FGD, cv2.GC_BGD).astype(np.uint8)
    for name, label in (("bg", cv2.GC_BGD), ("fg", cv2.GC_FGD)):
        polygons = reader.raw(name, [])
        if not isinstance(polygons, list):
            raise ParamError(name, "must be a list of polygons")
        for index, polygon in enumerate(polygons):
            try:
                labels[_polygon(picture, polygon) > 0.5] = label
            except ParamError as error:
                raise error.under(f"{name}[{index}]") from None
    reader.done()
    if not (labels % 2 == 1).any() or not (labels % 2 == 0).any():
        raise ParamError("rect", "must leave some background outside and some thing inside")
    # grabCut draws its first clusters from OpenCV's own generator, whose state remembers earlier calls.
    cv2.setRNGSeed(0)
    cv2.grabCut(picture, labels, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_MASK)
    return _as_soft(np.where(labels % 2 == 1, 255, 0).astype(np.uint8))


def _hsv(picture: Picture, value: Any) -> SoftMask:
    if not isinstance(value, Mapping):
        raise ParamError("", "must be a table with `low` and `high`")
    reader = Reader(value)
    low, high = reader.numbers("low", 3), reader.numbers("high", 3)
    colours = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV).astype(np.float32)
    hue = colours[..., 0]
    wraps = low[0] > high[0]
    within = (hue >= low[0]) | (hue <= high[0]) if wraps else (hue >= low[0]) & (hue <= high[0])
    for channel in (1, 2):
        within &= (colours[..., channel] >= low[channel]) & (colours[..., channel] <= high[channel])
    mask = within.astype(np.float32)
    if reader.has("inside"):
        mask = mask * _inner(picture, reader.raw("inside"), "inside")
    reader.done()
    return mask


def _as_soft(mask: NDArray[np.uint8]) -> SoftMask:
    return cast(SoftMask, mask.astype(np.float32) / np.float32(255))


_SHAPES: dict[str, Callable[[Picture, Any], SoftMask]] = {
    "polygon": _polygon,
    "ellipse": _ellipse,
    "rect": _rect,
    "grabcut": _grabcut,
    "hsv": _hsv,
    "union": _union,
}
