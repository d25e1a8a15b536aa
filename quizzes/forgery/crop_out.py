"""Crop-out: a part of a photograph is shown as if it were the whole.

Not one pixel is invented, so no detector of edited pixels can find it: the deceit lies in the edge, and in
a caption that the part cut off would refute. A crowd becomes a lonely person, a toy becomes a giant, a beach
becomes the open ocean. What gives it away is at the border: things cut in half, and a caption about what
lies beyond it.
Cost: about 40 ms at 1280 px.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.twin import Box, Region, Twin

Edges: TypeAlias = tuple[bool, bool, bool, bool]

_LEAST_SIDE = 64
_MOST_SIDE = 4096
_STRETCH = 0.02
# The crop is always made a little smaller, so that its pixels are as much computed as those of the whole.
_SHRINK = 0.97
_MOST_KEPT = 0.9


@dataclass(frozen=True)
class CropOut:
    """The parameters, in pixels of the ingested original.

    `crop` is the box that the twin shows, `whole` the box that the original half shows (all of it, if not
    given); both must have the same proportions. `long_side` is the longest side of both halves: by default
    almost that of the crop. A larger one enlarges both halves alike. `band` is the width of the truth along
    each cut edge, as a share of the shorter side.
    """

    crop: Box
    whole: Box
    long_side: int
    band: float

    @classmethod
    def read(cls, params: Mapping[str, Any], original: Picture) -> "CropOut":
        """Parse a recipe's parameters; raises `ParamError`."""
        height, width = original.shape[:2]
        reader = Reader(params)
        crop = _box(reader.numbers("crop", 4), "crop", (0, 0, width, height))
        whole = _box(reader.numbers("whole", 4, (0, 0, width, height)), "whole", (0, 0, width, height))
        natural = round(max(_size(crop)) * _SHRINK)
        long_side = reader.whole("long_side", natural, low=_LEAST_SIDE, high=_MOST_SIDE)
        band = reader.number("band", 0.06, low=0.01, high=0.25)
        reader.done()
        _box(crop, "crop", whole)
        if max(_size(crop)) > max(_size(whole)) * _MOST_KEPT:
            raise ParamError("crop", "cuts off too little to be seen")
        stretch = (_size(crop)[0] / _size(crop)[1]) / (_size(whole)[0] / _size(whole)[1])
        if abs(stretch - 1) > _STRETCH:
            raise ParamError(
                "crop", f"must have the proportions of the whole, not be {stretch:.3f} times as wide"
            )
        return cls(crop, whole, long_side, band)

    @property
    def cut(self) -> Edges:
        """At which edges (left, top, right, bottom) something was cut off."""
        return cast(Edges, tuple(a != b for a, b in zip(self.crop, self.whole, strict=True)))


@technique("crop-out")
def crop_out(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Render a crop-out: the halves are the whole and the crop, both resampled to one canvas.

    The mask is a band along each edge where something was cut, in pixels of the twin; the regions are those
    bands: left, top, right, bottom. `frame` is the crop's box in pixels of the original half. Unlike at other
    techniques the halves differ outside the mask as well. Nothing in it is left to chance.
    """
    wanted = CropOut.read(params, original)
    canvas = _fitted(_size(wanted.whole), wanted.long_side)
    # First both lose the same detail, then both get the same size: neither is the sharper by construction.
    detail = min(canvas, _fitted(_size(wanted.whole), round(max(_size(wanted.crop)) * _SHRINK)))
    mask, regions = _bands(canvas, wanted.cut, wanted.band)
    return Twin(
        original=_resampled(original, wanted.whole, detail, canvas),
        twin=_resampled(original, wanted.crop, detail, canvas),
        mask=mask,
        regions=regions,
        frame=_frame(wanted, canvas),
    )


def _box(values: tuple[float, ...], name: str, within: Box) -> Box:
    x0, y0, x1, y1 = (round(value) for value in values)
    left, top, right, bottom = within
    if not (left <= x0 and top <= y0 and x1 <= right and y1 <= bottom):
        raise ParamError(name, f"must lie within {list(within)}, not be {[x0, y0, x1, y1]}")
    if x1 - x0 < _LEAST_SIDE or y1 - y0 < _LEAST_SIDE:
        raise ParamError(name, f"must be at least {_LEAST_SIDE} px wide and high, not {[x0, y0, x1, y1]}")
    return x0, y0, x1, y1


def _size(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _fitted(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    scale = long_side / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _resampled(picture: Picture, box: Box, detail: tuple[int, int], canvas: tuple[int, int]) -> Picture:
    image = Image.fromarray(picture).resize(detail, Image.Resampling.LANCZOS, box=box)
    if canvas != detail:
        image = image.resize(canvas, Image.Resampling.LANCZOS)
    return cast(Picture, np.asarray(image).copy())


def _frame(wanted: CropOut, canvas: tuple[int, int]) -> Box:
    (width, height), (left, top) = _size(wanted.whole), wanted.whole[:2]
    across, down = canvas[0] / width, canvas[1] / height
    x0, y0, x1, y1 = wanted.crop
    return (
        round((x0 - left) * across),
        round((y0 - top) * down),
        round((x1 - left) * across),
        round((y1 - top) * down),
    )


def _bands(canvas: tuple[int, int], cut: Edges, share: float) -> tuple[NDArray[np.bool_], tuple[Region, ...]]:
    width, height = canvas
    band = max(2, round(min(canvas) * share))
    boxes: tuple[Box, Box, Box, Box] = (
        (0, 0, band, height),
        (0, 0, width, band),
        (width - band, 0, width, height),
        (0, height - band, width, height),
    )
    mask = np.zeros((height, width), np.bool_)
    regions = []
    for box, was_cut in zip(boxes, cut, strict=True):
        if was_cut:
            x0, y0, x1, y1 = box
            mask[y0:y1, x0:x1] = True
            regions.append(Region(box, (x1 - x0) * (y1 - y0)))
    return mask, tuple(regions)
