"""Relighting: day becomes dusk, or light comes from another side, by a smooth field of gain over the picture.

It deceives because every shape and texture stays as it was and only the mood changes. Shadows stay behind: they
still tell where the light was, how hard it was, and which lamps were never lit. About 0.3 s at 1280 pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture, rounded
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_GAMMA = np.float32(2.2)
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True)
class Light:
    """A gain of light that goes over from one value to another between two points.

    `start` and `stop` are [x, y] in pixels; `gains` are two [red, green, blue] factors in linear light, at and
    before `start` and at and beyond `stop`. `where` keeps it to a place (its feather is followed), else it
    falls on everything.
    """

    start: tuple[float, ...]
    stop: tuple[float, ...]
    gains: tuple[tuple[float, ...], tuple[float, ...]]
    where: Any

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Self:
        """Read one table of `lights`; raises `ParamError`."""
        reader = Reader(table)
        start, stop = reader.numbers("from", 2), reader.numbers("to", 2)
        gains = reader.numbers("first", 3), reader.numbers("last", 3)
        parsed = cls(start, stop, gains, reader.raw("where", None))
        reader.done()
        if start == stop:
            raise ParamError("to", "must be another point than `from`")
        if min(*gains[0], *gains[1]) < 0.01 or max(*gains[0], *gains[1]) > 8:
            raise ParamError("first", "and `last` must be factors from 0.01 to 8")
        return parsed

    def field(self, picture: Picture) -> NDArray[np.float32]:
        """Return the factor (height, width, 3) for every pixel; raises `ParamError`."""
        y, x = np.mgrid[: picture.shape[0], : picture.shape[1]].astype(np.float32)
        (x0, y0), (x1, y1) = self.start, self.stop
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        along = np.clip(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length, 0, 1)
        # Without a kink at either end, where the eye would see a line.
        share = (along * along * (3 - 2 * along))[..., np.newaxis]
        first, last = (np.log(np.array(each, np.float32)) for each in self.gains)
        stops = first * (1 - share) + last * share
        if self.where is not None:
            stops = stops * select(picture, self.where, "where")[..., np.newaxis]
        return cast(NDArray[np.float32], np.exp(stops).astype(np.float32))


@dataclass(frozen=True)
class RelightParams:
    """The lights, all of which count, and how strong colours are afterwards (`chroma`, a factor)."""

    lights: tuple[Light, ...]
    chroma: float

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read a recipe's params; raises `ParamError` naming the one that is wrong."""
        reader = Reader(params)
        lights = []
        for index, table in enumerate(reader.tables("lights")):
            try:
                lights.append(Light.parse(table))
            except ParamError as error:
                raise error.under(f"lights[{index}]") from None
        parsed = cls(tuple(lights), reader.number("chroma", 1, low=0, high=3))
        reader.done()
        return parsed


@technique("relight")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Let the recipe's lights fall on `original`; the whole picture is one altered place; raises `ParamError`."""
    wish = RelightParams.parse(params)
    linear = (original.astype(np.float32) / np.float32(255)) ** _GAMMA
    for index, light in enumerate(wish.lights):
        try:
            linear *= light.field(original)
        except ParamError as error:
            raise error.under(f"lights[{index}]") from None
    level = (linear @ _LUMA)[..., np.newaxis]
    linear = np.clip(level + (linear - level) * np.float32(wish.chroma), 0, None)
    lit = cv2.pow(_rolled(linear), 1 / float(_GAMMA)) * np.float32(255)
    return settle(original, rounded(lit), [np.ones(original.shape[:2], np.float32)])


def _rolled(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bend what is brighter than 0.8 towards white, as film does, so that no light is cut off flat."""
    knee = np.float32(0.8)
    over = np.maximum(linear - knee, 0)
    rest = 1 - knee
    return cast(NDArray[np.float32], np.minimum(linear, knee) + rest * (1 - np.exp(-over / rest)))
