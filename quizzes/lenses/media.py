"""What lenses look at and what they give back: pictures, curves over time, and rows of words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""Shape (height, width, 3), RGB, 8 bits."""

Grey: TypeAlias = NDArray[np.float32]
"""Brightness of a picture: shape (height, width), 0 to 255."""


@dataclass(frozen=True, eq=False)
class Frames:
    """A film to look at: `fps` frames a second, read anew with each call of `read`."""

    fps: float
    read: Callable[[], Iterator[Picture]]


@dataclass(frozen=True, eq=False)
class Tone:
    """A recording to look at: `samples` (samples,), float32, -1 to 1, at `rate` a second."""

    samples: NDArray[np.float32]
    rate: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of time that a lens points at, in seconds. What it means is not said: that is for the eye."""

    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Curve:
    """A value over time: `times` in seconds and `values`, equally many; `low` to `high` is the usual range."""

    times: NDArray[np.float64]
    values: NDArray[np.float64]
    low: float
    high: float
    marks: tuple[Mark, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a file says of itself: `group` and `name` are slugs, `value` is as it stands there."""

    group: str
    name: str
    value: str


def grey_of(picture: Picture) -> Grey:
    """Return the brightness of a picture (ITU-R BT.601)."""
    return cast(Grey, cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32))


def as_grey_picture(values: NDArray[Any]) -> Picture:
    """Return values (height, width; clipped to 0 to 255) as a picture in grey."""
    plain = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return cast(Picture, np.repeat(plain[..., np.newaxis], 3, axis=2))


def stretched(values: NDArray[Any], share: float = 0.995) -> NDArray[np.float32]:
    """Multiply values (0 and up) so that all but the largest 1 - `share` of them lie between 0 and 255.

    A picture without any difference stays black: what is smaller than one step of brightness is not blown up.
    """
    top = max(1.0, float(np.quantile(values, share)))
    return cast(NDArray[np.float32], (values * (255.0 / top)).astype(np.float32))
