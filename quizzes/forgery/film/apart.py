"""What stands out from its ground: an empty room filmed by the same standing camera, and what is in it now."""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.film import Film
from quizzes.forgery.picture import Picture, SoftMask, grow, soften
from quizzes.forgery.recipe import ParamError

LOOKS = 31
"""How many frames a ground is the median of, at most."""

_EVERY = 4
_SMOOTH = 1.5
_SPECK = 0.0004
_CLOSE = 9
_LIGHT = 60


def middle_value(looks: NDArray[np.uint8], quantile: float = 0.5) -> Picture:
    """Return for each pixel the value at `quantile` of `looks` (number, height, width, 3)."""
    at = round(quantile * (len(looks) - 1))
    plate = np.zeros_like(looks[0])
    # Row by row, so that all of it stays near the processor. The value is the largest below which at most `at`
    # of the looks lie, found bit by bit: counting is many times as quick as sorting.
    for row, found in enumerate(plate):
        here = np.ascontiguousarray(looks[:, row])
        for bit in (128, 64, 32, 16, 8, 4, 2, 1):
            tried = found | np.uint8(bit)
            below = np.add.reduce((here < tried).view(np.uint8), axis=0)
            found[below <= at] |= np.uint8(bit)
    return cast(Picture, plate)


def clean_ground(film: Film, like: Film, name: str) -> Picture:
    """Return the median of at most 31 frames of `film`, which must be of the size of `like`.

    Raises `ParamError` naming `name`.
    """
    if (film.width, film.height) != (like.width, like.height):
        raise ParamError(
            name,
            f"is a film of {film.width} by {film.height} pixels, and the other one has {like.width} by {like.height}",
        )
    step = max(1, -(-film.count // LOOKS))
    return middle_value(np.stack([each for number, each in enumerate(film.frames()) if number % step == 0]))


def exposure(ground: Picture, frame: Picture) -> NDArray[np.float32]:
    """Return by which factor (RGB) the camera shows `frame` lighter than it showed `ground`.

    It is the median over the picture, so that what stands before the ground does not count while it covers
    less than half. A camera that sets its own exposure turns the whole picture darker for one white car.
    """
    here = frame[::_EVERY, ::_EVERY].astype(np.float32) + 1
    there = ground[::_EVERY, ::_EVERY].astype(np.float32) + 1
    return cast(NDArray[np.float32], np.median(here / there, axis=(0, 1)).astype(np.float32))


def lit(ground: Picture, factor: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a ground as the camera shows it at another exposure; floats, 0 to 255."""
    return cast(NDArray[np.float32], np.clip((ground.astype(np.float32) + 1) * factor - 1, 0, 255))


def light_between(ground: NDArray[np.float32], frame: Picture, hidden: SoftMask) -> NDArray[np.float32]:
    """Return how much lighter `frame` is than `ground` at each pixel (RGB levels), smoothly, also where it is hidden.

    What surrounds the hidden place decides, the nearer the more. A hand that comes near a wall darkens it on
    one side only: one number for the whole place would leave a patch with an edge.
    """
    small = (max(16, frame.shape[1] // _EVERY), max(16, frame.shape[0] // _EVERY))
    seen = cv2.resize((hidden < 0.02).astype(np.float32), small, interpolation=cv2.INTER_AREA)
    apart = cv2.resize(frame.astype(np.float32) - ground, small, interpolation=cv2.INTER_AREA)
    # A pixel that is partly hidden holds a part of what hides it.
    seen = (seen > 0.99).astype(np.float32)
    apart = np.clip(apart, -_LIGHT, _LIGHT) * seen[..., np.newaxis]
    field = np.zeros_like(apart)
    weight = np.full(seen.shape, 1e-6, np.float32)
    # From near to far: where nothing near was seen, what is farther away decides.
    for radius, share in ((4, 1.0), (12, 1e-2), (40, 1e-4)):
        field += cv2.GaussianBlur(apart, (0, 0), radius) * np.float32(share)
        weight += cv2.GaussianBlur(seen, (0, 0), radius) * np.float32(share)
    light = cv2.resize(field / weight[..., np.newaxis], (frame.shape[1], frame.shape[0]))
    return cast(NDArray[np.float32], light)


def stands_out(frame: Picture, ground: NDArray[np.float32], least: float, where: SoftMask) -> SoftMask:
    """Return how surely each pixel of `frame` belongs to what stands before the ground, 0 to 1.

    A difference of `least` levels counts half, of half as much not at all. Specks go, and holes inside are
    closed, since parts of a thing may have the very colour of what they hide. Outside `where` it is 0.
    """
    apart = cv2.GaussianBlur(np.abs(frame.astype(np.float32) - ground).max(axis=2), (0, 0), _SMOOTH)
    sure = cast(SoftMask, np.clip(apart / np.float32(least) - np.float32(0.5), 0, 1) * where)
    box = np.ones((_CLOSE, _CLOSE), np.uint8)
    solid = cv2.morphologyEx((sure > 0.5).astype(np.uint8), cv2.MORPH_CLOSE, box)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= _SPECK * solid.size
    keep[0] = False
    filled = _without_holes(keep[labels] if count > 1 else np.zeros(solid.shape, np.bool_))
    near = soften(grow(filled, 4), 1.5)
    return cast(SoftMask, np.maximum(np.minimum(sure, near), soften(grow(filled, -1), 0.8)) * where)


def _without_holes(solid: NDArray[np.bool_]) -> SoftMask:
    """Fill what a thing surrounds, unless it is large: the room between two legs is no part of them."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((~solid).astype(np.uint8), connectivity=4)
    small = stats[:, cv2.CC_STAT_AREA] < 2 * _SPECK * solid.size
    small[0] = False
    return cast(SoftMask, (solid | small[labels]).astype(np.float32))
