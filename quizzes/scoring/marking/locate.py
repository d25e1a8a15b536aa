"""Marks the place where somebody says a picture was altered, against the mask of what really changed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from quizzes.scoring.marking.grid import COLUMNS, ROWS, cell_place, cell_rectangle, sides
from quizzes.scoring.marking.regions import Mask, Rectangle, Weights, cover, covered, dilate, gap

__all__ = ["REACH", "TOLERANCE", "Cell", "LocateMark", "LocateResponse", "Point", "Rectangle", "mark_locate"]

# Both in fractions of the picture's diagonal. A point this near the region counts as on it: two or
# three millimetres on a phone, what a finger may miss by.
TOLERANCE = 0.03
# A point this far away, or farther, earns nothing.
REACH = 0.15

# A cell counts in full from this share of what the fullest cell holds, so one cell always does.
_FULL_SHARE = 0.5
# What the cell beside a full one earns at least: the eye was near, the grid is coarse.
_NEIGHBOUR = 0.25


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture: x from the left and y from the top, in fractions of width and height.

    Raises ValueError outside 0 to 1.
    """

    x: float
    y: float

    def __post_init__(self) -> None:
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1):
            raise ValueError(f"not a point inside the picture: {self}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A named cell of the grid, "A1" to "F4". Raises ValueError for any other name."""

    name: str

    def __post_init__(self) -> None:
        cell_place(self.name)


LocateResponse = Point | Rectangle | Cell


@dataclass(frozen=True, slots=True)
class LocateMark:
    """The mark of one place.

    inside: whether it was found: full points.
    points: 0 to 1.
    distance: shortest way from what was marked to the region, in fractions of the picture's diagonal;
        0 when they touch.
    """

    inside: bool
    points: float
    distance: float


def mark_locate(response: LocateResponse, mask: Mask) -> LocateMark:
    """Mark a place against the mask of the altered region.

    mask: two-dimensional boolean array, rows from the top, in the picture's proportions. The cost grows
    with its area; 256 pixels on the longer side (`regions.shrink`) are finer than the tolerance.

    Points: a point earns 1 up to `TOLERANCE` from the region, then falls in a straight line to 0 at
    `REACH`. A rectangle earns by overlap, a cell by how much of the region it holds.

    Raises ValueError for a mask that is not two-dimensional or holds no region.
    """
    if mask.ndim != 2 or not mask.any():
        raise ValueError("a place can only be marked against a two-dimensional mask with a region in it")
    place = _as_point(response) if isinstance(response, Rectangle) and _is_slip(response, mask) else response
    match place:
        case Point(x=x, y=y):
            distance = gap(Rectangle(x, y, x, y), mask)
            points = min(1.0, max(0.0, (REACH - distance) / (REACH - TOLERANCE)))
        case Rectangle():
            distance = gap(place, mask)
            points = _rectangle_points(place, mask)
        case Cell(name=name):
            distance = gap(cell_rectangle(name), mask)
            points = _cell_points(name, mask)
    return LocateMark(inside=points == 1.0, points=points, distance=distance)


def _as_point(rectangle: Rectangle) -> Point:
    return Point((rectangle.left + rectangle.right) / 2, (rectangle.top + rectangle.bottom) / 2)


def _is_slip(rectangle: Rectangle, mask: Mask) -> bool:
    """Whether a rectangle is so small that it was meant as a click: no side longer than the tolerance."""
    height, width = mask.shape
    longest: float = max(
        (rectangle.right - rectangle.left) * width, (rectangle.bottom - rectangle.top) * height
    )
    return longest <= TOLERANCE * math.hypot(height, width)


def _rectangle_points(rectangle: Rectangle, mask: Mask) -> float:
    """Points by intersection over union, on a scale whose zero is the whole picture.

    Ground within the tolerance of the region counts neither for nor against. Full points from half way
    between the whole picture's score and 1: for a small region that is the usual one half (Everingham et
    al. 2010, the Pascal VOC challenge).
    """
    near = _near(mask)
    nothing = _overlap(Rectangle(0, 0, 1, 1), mask, near)
    if nothing >= 1:
        # The tolerance leaves no outside: no rectangle can be told from the whole picture.
        return 0.0
    full = (1 + nothing) / 2
    return min(1.0, max(0.0, (_overlap(rectangle, mask, near) - nothing) / (full - nothing)))


def _overlap(rectangle: Rectangle, mask: Mask, near: Mask) -> float:
    outside = covered(rectangle, ~near)
    return covered(rectangle, mask) / (float(mask.sum()) + outside)


def _cell_points(name: str, mask: Mask) -> float:
    """Points by how much of the widened region a cell holds, next to the cell that holds most.

    From half of that on it earns everything, below in proportion; the cells that share a side with a
    full one earn at least a quarter.
    """
    shares = _cell_shares(_near(mask))
    row, column = cell_place(name)
    earned = min(1.0, float(shares[row, column]) / _FULL_SHARE)
    beside_full = any(shares[place] >= _FULL_SHARE for place in sides(row, column))
    return max(earned, _NEIGHBOUR) if beside_full else earned


def _cell_shares(near: Mask) -> Weights:
    """Area of the region in each cell, rows by columns, the fullest cell being 1."""
    height, width = near.shape
    down = np.stack([cover(row / len(ROWS), (row + 1) / len(ROWS), height) for row in range(len(ROWS))])
    across = np.stack(
        [cover(column / len(COLUMNS), (column + 1) / len(COLUMNS), width) for column in range(len(COLUMNS))]
    )
    areas: Weights = down @ near @ across.T
    # Rounded, so that cells holding equally much stay equal whatever order their pixels were added in.
    shares: Weights = np.round(areas / areas.max(), 9)
    return shares


def _near(mask: Mask) -> Mask:
    return dilate(mask, TOLERANCE * math.hypot(*mask.shape))
