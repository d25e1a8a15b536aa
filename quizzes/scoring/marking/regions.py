"""Arithmetic on the mask of an altered region: making it small, widening it, measuring against it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

# Two-dimensional, rows from the top, True where the picture was altered, in the picture's proportions.
Mask: TypeAlias = NDArray[np.bool_]
Weights: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle with sides along the picture's, in fractions of its width and height.

    left, right: 0 (left edge) to 1; top, bottom: 0 (upper edge) to 1.

    Raises ValueError when it leaves the picture or its sides are in the wrong order.
    """

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0 <= self.left <= self.right <= 1 and 0 <= self.top <= self.bottom <= 1):
            raise ValueError(f"not a rectangle inside the picture: {self}")


def shrink(mask: Mask, longest: int = 256) -> Mask:
    """A smaller copy whose longer side is at most `longest` pixels.

    A small pixel is True when any pixel it stands for is, so that no region is lost, however thin; a
    region grows by less than one small pixel on each side. Returns the mask itself when small enough.
    """
    height, width = mask.shape
    scale = longest / max(height, width)
    if scale >= 1:
        return mask
    rows = np.arange(max(1, round(height * scale))) * height // max(1, round(height * scale))
    columns = np.arange(max(1, round(width * scale))) * width // max(1, round(width * scale))
    small: Mask = np.logical_or.reduceat(np.logical_or.reduceat(mask, rows, axis=0), columns, axis=1)
    return small


def dilate(mask: Mask, radius: float) -> Mask:
    """The mask and every pixel whose centre lies within `radius` pixels of the centre of one of its own."""
    height, width = mask.shape
    reach = int(radius)
    # Widening row by row with running sums costs one pass for each row of the disc, whatever the mask.
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(mask, axis=1, out=sums[:, 1:])
    columns = np.arange(width)
    wide = np.zeros_like(mask)
    for step in range(min(reach, height - 1) + 1):
        half = int(math.sqrt(radius**2 - step**2))
        ends = np.minimum(columns + half + 1, width)
        starts = np.maximum(columns - half, 0)
        row_wide = sums[:, ends] > sums[:, starts]
        wide[step:] |= row_wide[: height - step]
        wide[: height - step] |= row_wide[step:]
    return wide


def gap(rectangle: Rectangle, mask: Mask) -> float:
    """Shortest way from the rectangle to the region, as a fraction of the picture's diagonal.

    0 when they touch. The mask must not be empty.
    """
    height, width = mask.shape
    across = _gaps(rectangle.left * width, rectangle.right * width, width)
    down = _gaps(rectangle.top * height, rectangle.bottom * height, height)
    squared = (down**2)[:, np.newaxis] + (across**2)[np.newaxis, :]
    return math.sqrt(float(squared[mask].min())) / math.hypot(height, width)


def covered(rectangle: Rectangle, mask: Mask) -> float:
    """Area of the region inside the rectangle in pixels, parts of pixels counted as parts."""
    height, width = mask.shape
    down = cover(rectangle.top, rectangle.bottom, height)
    across = cover(rectangle.left, rectangle.right, width)
    return float(down @ mask @ across)


def cover(start: float, end: float, size: int) -> Weights:
    """For each of `size` pixels in a row, the part of it between two fractions of the row."""
    pixels = np.arange(size)
    inside: Weights = np.minimum(end * size, pixels + 1) - np.maximum(start * size, pixels)
    return np.clip(inside, 0.0, 1.0)


def _gaps(start: float, end: float, size: int) -> Weights:
    """For each of `size` pixels in a row, how far it lies from the span between two places in pixels."""
    pixels = np.arange(size)
    away: Weights = np.maximum(pixels - end, start - (pixels + 1))
    return np.maximum(away, 0.0)
