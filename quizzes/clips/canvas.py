"""The canvas: pictures that are judged beside others, though they are no halves of one pair, get one shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from quizzes.forgery.picture import Picture

LOW, HIGH = 64, 1280


@dataclass(frozen=True)
class Canvas:
    """Width and height in pixels that a picture is brought to, and the part of it to take before.

    `crop` is (left, top, right, bottom) in pixels of the ingested picture; without one the largest part of
    the right shape is taken from its middle.
    """

    width: int
    height: int
    crop: tuple[int, int, int, int] | None


def canvas_of(params: Mapping[str, Any]) -> Canvas | None:
    """Read `canvas` and `crop` of the parameters of a clip that stands alone; None where it names no canvas.

    Raises ValueError: a phrase that says what is wrong with them.
    """
    for key in params:
        if key not in ("canvas", "crop"):
            raise ValueError(f"may have canvas and crop, not {key}: nothing else is done to a clip alone")
    size, crop = params.get("canvas"), params.get("crop")
    if size is None:
        if crop is not None:
            raise ValueError("names a crop without a canvas")
        return None
    if not _whole_numbers(size, 2) or not all(LOW <= side <= HIGH for side in size):
        raise ValueError(f"has a canvas that is not [width, height] from {LOW} to {HIGH} pixels: {size!r}")
    if crop is not None and not (
        _whole_numbers(crop, 4) and 0 <= crop[0] < crop[2] and 0 <= crop[1] < crop[3]
    ):
        raise ValueError(f"has a crop that is not [left, top, right, bottom] in pixels: {crop!r}")
    return Canvas(size[0], size[1], None if crop is None else tuple(crop))


def fit(picture: Picture, canvas: Canvas) -> Picture:
    """Return the picture (height, width, 3) cut to the shape of the canvas and scaled down to its size.

    Raises ValueError, a sentence, for a picture that is too small: made larger, it would be known by its blur.
    """
    image = Image.fromarray(picture)
    left, top, right, bottom = canvas.crop or _middle(image.width, image.height, canvas)
    if right > image.width or bottom > image.height:
        raise ValueError(
            f"The part {[left, top, right, bottom]} does not lie inside the picture of {image.width} by "
            f"{image.height} pixels."
        )
    if right - left < canvas.width or bottom - top < canvas.height:
        raise ValueError(
            f"The picture is too small: {right - left} by {bottom - top} pixels of it are used, and it is shown "
            f"as {canvas.width} by {canvas.height}."
        )
    if abs((right - left) * canvas.height - (bottom - top) * canvas.width) > max(right - left, bottom - top):
        raise ValueError("The part that is used has another shape than the canvas, so it would be stretched.")
    part = image.crop((left, top, right, bottom))
    return np.array(part.resize((canvas.width, canvas.height), Image.Resampling.LANCZOS), np.uint8)


def _middle(width: int, height: int, canvas: Canvas) -> tuple[int, int, int, int]:
    scale = min(width / canvas.width, height / canvas.height)
    wide, high = min(width, round(canvas.width * scale)), min(height, round(canvas.height * scale))
    left, top = (width - wide) // 2, (height - high) // 2
    return left, top, left + wide, top + high


def _whole_numbers(value: object, count: int) -> bool:
    return (
        isinstance(value, list | tuple) and len(value) == count and all(type(each) is int for each in value)
    )
