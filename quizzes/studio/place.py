"""What was pointed at on a clip: read from fractions into pixels, and from seconds; or a sentence why not."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal

Point: TypeAlias = tuple[float, float]
LEAST_S = 0.1
"""The shortest stretch in seconds."""

_MOST_REGIONS, _MOST_POINTS = 6, 200
_LEAST_REGION = 100


class Place:
    """What was pointed at, in pixels and seconds of the clip."""

    def __init__(self, given: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        self.given = given
        self.width, self.height = int(facts.get("width") or 0), int(facts.get("height") or 0)
        self.seconds = float(facts.get("seconds") or 0)
        self.pause = facts.get("pause")

    def regions(self) -> list[list[list[float]]]:
        """The polygons, in pixels."""
        value = self.given["regions"]
        if not 1 <= len(value) <= _MOST_REGIONS:
            raise Refusal(_("Point out one to six places."), status=400)
        return [polygon_in(each, self.width, self.height) for each in value]

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """A finite number, brought between `low` and `high`."""
        value = float(self.given[name]) if default is None else float(self.given.get(name, default))
        if not math.isfinite(value):
            raise ValueError(name)
        return min(high, max(low, value))

    def point(self, name: str) -> Point:
        """A point within the picture, in pixels."""
        x, y = (float(each) for each in self.given[name])
        if not (0 <= x <= 1 and 0 <= y <= 1):
            raise Refusal(_("That lies outside the picture. Point to a place within it."), status=400)
        return x * self.width, y * self.height

    def span(self, name: str = "span") -> list[float]:
        """A stretch within the clip, in seconds."""
        start, end = (float(each) for each in self.given[name])
        if not 0 <= start < end or end > self.seconds + 0.05 or end - start < LEAST_S:
            raise Refusal(_("Choose a stretch of at least a tenth of a second within the clip."), status=400)
        return [round(start, 3), round(min(end, self.seconds), 3)]

    def inner_span(self, name: str = "span") -> list[float]:
        """A span that leaves something before it and after it."""
        start, end = self.span(name)
        if start < LEAST_S or end > self.seconds - LEAST_S:
            raise Refusal(_("Leave a little of the clip before the stretch and after it."), status=400)
        return [start, end]

    def during(self) -> dict[str, Any]:
        """The stretch as films take it; nothing where none was chosen."""
        return {"during": self.span()} if "span" in self.given else {}

    def room(self) -> dict[str, Any]:
        """The pause that room tone is made of, as sounds take it."""
        return {"room": self.pause} if self.pause else {}


def polygon_in(value: Sequence[Sequence[float]], width: int, height: int) -> list[list[float]]:
    """Return a polygon given in fractions in pixels. Raises `Refusal` for one that is no area at all."""
    if not 3 <= len(value) <= _MOST_POINTS:
        raise Refusal(_("Draw around the place: at least three corners are needed."), status=400)
    points = [(float(x), float(y)) for x, y in value]
    if not all(-0.05 <= each <= 1.05 for point in points for each in point):
        raise Refusal(_("That lies outside the picture. Point to a place within it."), status=400)
    pixels = [
        [round(min(1.0, max(0.0, x)) * width, 2), round(min(1.0, max(0.0, y)) * height, 2)] for x, y in points
    ]
    if area_of(pixels) < _LEAST_REGION:
        raise Refusal(_("The place is too small to be seen. Draw a larger one."), status=400)
    return pixels


def area_of(polygon: Sequence[Sequence[float]]) -> float:
    """Return the area of a polygon, in the square of its unit (the shoelace formula)."""
    turned = [*polygon[1:], polygon[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(polygon, turned, strict=True))) / 2


def middle_of(polygons: Sequence[Sequence[Sequence[float]]]) -> Point:
    xs = [point[0] for polygon in polygons for point in polygon]
    ys = [point[1] for polygon in polygons for point in polygon]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
