"""Copy-move: a part of a photograph is pasted into the same photograph a second time.

It deceives because the copy has the camera, the light, the grain and the compression of its surroundings:
nothing in it is foreign. A second rocket, more boats, a fuller sky, or a clean patch laid over what must not
be seen. What gives it away is that nothing in nature comes twice in exactly the same shape.
Cost: about 0.1 s for a copy at 1280 px, half a second more when the thing is cut out by colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

import cv2
import numpy as np

from quizzes.forgery.picture import (
    Picture,
    SoftMask,
    blend,
    box_of,
    grow,
    light_shift,
    ring,
    rounded,
    soften,
    warp,
)
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_RING = 9
_LEAST = 8


@dataclass(frozen=True)
class Copy:
    """One copy: what is taken, where it goes and how it is fitted in.

    `move` is the shift of its middle in pixels; `scale`, `turn` (degrees clockwise) and `flip` (left to
    right) are about that middle. `match_light` (0 to 1) takes over how the surroundings of both places differ
    in colour, `brightness` adds levels by hand. `behind` selects what stays in front of the copy.
    `mode` is `feather` (soft edge of `feather` px) or `gradient` (Poisson: only where backgrounds agree).
    """

    taken: Any
    move: tuple[float, float]
    scale: float
    turn: float
    flip: bool
    feather: float
    match_light: float
    brightness: float
    mode: str
    behind: Any

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> "Copy":
        """Parse one table of `copies`; raises `ParamError`."""
        reader = Reader(params)
        dx, dy = reader.numbers("move", 2)
        copy = cls(
            taken=reader.raw("from"),
            move=(dx, dy),
            scale=reader.number("scale", 1, low=0.1, high=4),
            turn=reader.number("turn", 0, low=-180, high=180),
            flip=reader.yes("flip", False),
            feather=reader.number("feather", 2, low=0, high=60),
            match_light=reader.number("match_light", 0, low=0, high=1),
            brightness=reader.number("brightness", 0, low=-128, high=128),
            mode=reader.choice("mode", ("feather", "gradient"), "feather"),
            behind=reader.raw("behind", None),
        )
        reader.done()
        return copy


@dataclass(frozen=True)
class CopyMove:
    """The parameters: `copies`, laid down in this order, each taken from the untouched original."""

    copies: tuple[Copy, ...]

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> "CopyMove":
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        copies = []
        for index, table in enumerate(reader.tables("copies")):
            try:
                copies.append(Copy.read(table))
            except ParamError as error:
                raise error.under(f"copies[{index}]") from None
        reader.done()
        return cls(tuple(copies))


@technique("copy-move")
def copy_move(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Render a copy-move; the regions are the pasted copies, in order. Nothing in it is left to chance."""
    edited, places = original, []
    for index, copy in enumerate(CopyMove.read(params).copies):
        try:
            edited, place = _paste(original, edited, copy)
        except ParamError as error:
            raise error.under(f"copies[{index}]") from None
        places.append(place)
    return settle(original, edited, places)


def _paste(original: Picture, under: Picture, copy: Copy) -> tuple[Picture, SoftMask]:
    taken = select(original, copy.taken, "from")
    # The soft edge goes inwards: nothing from outside the selection may come along.
    inner = soften(grow(taken, -ceil(copy.feather)), copy.feather)
    if inner.max() < 0.5:
        raise ParamError("feather", "is wider than what is copied")
    matrix = _matrix(taken, copy)
    size = (original.shape[1], original.shape[0])
    over = cast(Picture, warp(original, matrix, size))
    alpha = np.clip(cast(SoftMask, warp(inner, matrix, size)), 0, 1)
    if alpha.max() < 0.5:
        raise ParamError("move", "puts the copy outside the picture")
    levels = np.full(3, copy.brightness, np.float64)
    if copy.match_light:
        there = cast(SoftMask, warp(taken, matrix, size))
        levels += copy.match_light * light_shift(ring(taken, _RING), ring(there, _RING), original, under)
    if levels.any():
        over = rounded(over + levels)
    if copy.behind is not None:
        alpha = cast(SoftMask, alpha * (1 - select(original, copy.behind, "behind")))
    if copy.mode == "gradient":
        over = _gradient(under, over, alpha)
    return blend(under, over, alpha), alpha


def _matrix(taken: SoftMask, copy: Copy) -> np.typing.NDArray[np.float64]:
    """Return the 2x3 matrix that takes the selection, by the middle of its box, to its new place."""
    rows, columns = box_of(taken > 0)
    middle = np.array([columns.start + columns.stop - 1, rows.start + rows.stop - 1]) / 2
    angle = np.deg2rad(copy.turn)
    mirror = np.diag([-1.0 if copy.flip else 1.0, 1.0])
    linear = copy.scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ mirror
    target = middle + np.array(copy.move)
    if copy.scale == 1 and not copy.turn:
        # Whole pixels and no resampling: the copy stays as sharp as what it was copied from.
        offset = np.rint(target - linear @ middle)
    else:
        offset = target - linear @ middle
    return np.column_stack([linear, offset])


def _gradient(under: Picture, over: Picture, alpha: SoftMask) -> Picture:
    """Keep the copy's edges, take its colour from where it comes to lie (Perez, Gangnet and Blake 2003)."""
    solid = (alpha > 0.05).astype(np.uint8) * 255
    solid[[0, -1], :] = 0
    solid[:, [0, -1]] = 0
    x, y, width, height = cv2.boundingRect(solid)
    if min(width, height) < _LEAST:
        raise ParamError("mode", "cannot be gradient for so small a copy")
    # seamlessClone writes into the mask it is given, so it gets a copy of its own.
    cloned = cv2.seamlessClone(over, under, solid.copy(), (x + width // 2, y + height // 2), cv2.NORMAL_CLONE)
    return cast(Picture, cloned.astype(np.uint8))
