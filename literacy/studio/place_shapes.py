"""Shapes that somebody points out: a box with a rectangle, an ellipse or an outline in it, and the polygon of it."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal

RECTANGLE, ELLIPSE, OUTLINE = "rectangle", "ellipse", "outline"
MOST_POINTS = 200

_ROUND = 48
_LONGEST = 20_000
_NEAR = 2e-4

Polygon = list[list[float]]


@dataclass(frozen=True)
class Shape:
    """A `kind` within the box `left`, `top`, `width`, `height` (fractions of the picture).

    `outline` are the corners of an outline, in fractions of the box; other kinds have none.
    """

    kind: str
    left: float
    top: float
    width: float
    height: float
    outline: tuple[tuple[float, float], ...] = ()

    def polygon(self) -> Polygon:
        """The corners in fractions of the picture."""
        return [
            [round(self.left + x * self.width, 5), round(self.top + y * self.height, 5)]
            for x, y in _within(self.kind, self.outline)
        ]


def shape_of(polygon: Sequence[Sequence[float]]) -> Shape:
    """Return the shape that a polygon was made of, so that it can be changed on."""
    xs, ys = [float(point[0]) for point in polygon], [float(point[1]) for point in polygon]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    outline = tuple(
        ((x - left) / (width or 1), (y - top) / (height or 1)) for x, y in zip(xs, ys, strict=True)
    )
    for kind in (RECTANGLE, ELLIPSE):
        plain = Shape(kind, left, top, width, height).polygon()
        if len(plain) == len(xs) and all(
            math.dist(one, other) < _NEAR for one, other in zip(plain, zip(xs, ys, strict=True), strict=True)
        ):
            return Shape(kind, left, top, width, height)
    return Shape(OUTLINE, left, top, width, height, tuple((round(x, 4), round(y, 4)) for x, y in outline))


def read_outline(written: str) -> tuple[tuple[float, float], ...]:
    """Return the corners of an outline as the page writes them: JSON pairs, 0 to 1. Raises `Refusal`."""
    if not written:
        raise Refusal(
            _("Draw the outline on the picture first, or choose a rectangle or an ellipse."), status=400
        )
    try:
        if len(written) > _LONGEST:
            raise ValueError(len(written))
        points = tuple((float(x), float(y)) for x, y in json.loads(written))
    except (TypeError, ValueError, RecursionError) as error:
        raise Refusal(_("The outline could not be read. Draw it once more."), status=400) from error
    if not 3 <= len(points) <= MOST_POINTS:
        raise Refusal(_("Draw around the place: at least three corners are needed."), status=400)
    if not all(math.isfinite(each) and 0 <= each <= 1 for point in points for each in point):
        raise Refusal(_("The outline could not be read. Draw it once more."), status=400)
    return points


def _within(kind: str, outline: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    if kind == OUTLINE:
        return outline
    if kind == RECTANGLE:
        return ((0, 0), (1, 0), (1, 1), (0, 1))
    turns = (math.tau * step / _ROUND for step in range(_ROUND))
    return [((1 + math.cos(turn)) / 2, (1 + math.sin(turn)) / 2) for turn in turns]
