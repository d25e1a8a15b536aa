"""Face morph: points of a face are moved and the skin between them follows, smooth as rubber.

It deceives because every pore and hair is real and only its place changed: a smile, larger eyes, a narrower jaw.
What surrounds the face bends along, both sides become too alike, or the expression does not fit. About 0.2 s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture, SoftMask, blend
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin


@dataclass(frozen=True)
class Feature:
    """A part of the face (an eye, the mouth) and where its points go.

    `moves` are [x, y, dx, dy] in pixels; a point that must stay has 0, 0. Skin follows a point as a Gaussian
    of `reach` pixels, and only inside `where`, whose feather lets the change fade out.
    """

    where: Any
    moves: NDArray[np.float64]
    reach: float

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Self:
        """Read one table of `features`; raises `ParamError`."""
        reader = Reader(table)
        where = reader.raw("where")
        value = reader.raw("moves")
        if not isinstance(value, list) or not 1 <= len(value) <= 60:
            raise ParamError("moves", f"must be 1 to 60 moves [x, y, dx, dy], not {value!r}")
        moves = np.array([as_numbers(f"moves[{index}]", each, 4) for index, each in enumerate(value)])
        parsed = cls(where, moves, reader.number("reach", low=2, high=400))
        reader.done()
        if not moves[:, 2:].any():
            raise ParamError("moves", "leave every point where it is")
        if len(np.unique(moves[:, :2], axis=0)) < len(moves):
            raise ParamError("moves", "name one point twice")
        return parsed

    def shift(self, alpha: SoftMask) -> NDArray[np.float32]:
        """Return how far (height, width, 2) what is seen at each pixel was moved to get there."""
        # Seen from where the points arrive, so that each is found exactly where the recipe puts it.
        ends = self.moves[:, :2] + self.moves[:, 2:]
        apart = ((ends[:, np.newaxis] - ends[np.newaxis]) ** 2).sum(axis=2)
        kernel = np.exp(-apart / (2 * self.reach**2)) + 1e-6 * np.eye(len(ends))
        weights = np.linalg.solve(kernel, self.moves[:, 2:])
        y, x = np.mgrid[: alpha.shape[0], : alpha.shape[1]].astype(np.float32)
        field = np.zeros((*alpha.shape, 2), np.float32)
        for (end_x, end_y), weight in zip(ends, weights, strict=True):
            near = np.exp(-((x - end_x) ** 2 + (y - end_y) ** 2) / np.float32(2 * self.reach**2))
            field += near[..., np.newaxis] * weight.astype(np.float32)
        return cast(NDArray[np.float32], field * alpha[..., np.newaxis])


@technique("face-morph")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Move the points of each feature of `features`; each is one altered place; raises `ParamError`."""
    reader = Reader(params)
    tables = reader.tables("features")
    reader.done()
    field = np.zeros((*original.shape[:2], 2), np.float32)
    places: list[SoftMask] = []
    for index, table in enumerate(tables):
        try:
            feature = Feature.parse(table)
            alpha = select(original, feature.where, "where")
        except ParamError as error:
            raise error.under(f"features[{index}]") from None
        field += feature.shift(alpha)
        places.append(alpha)
    y, x = np.mgrid[: original.shape[0], : original.shape[1]].astype(np.float32)
    moved = cv2.remap(
        original, x - field[..., 0], y - field[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    shown = cast(SoftMask, (np.abs(field).max(axis=2) > 0.05).astype(np.float32))
    return settle(original, blend(original, cast(Picture, moved), shown), places)
