"""Measuring the grain of a photograph and giving a changed place grain of the same strength."""

from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture, SoftMask

_HIGH_PASS = 1.0
_PATCH = 7
_SMOOTHEST = 20.0


def grain_of(picture: Picture, where: SoftMask) -> float:
    """Return the grain's standard deviation (levels, 0 to 255) in the places where `where` is above a half.

    It is what a small Gaussian leaves over in the smoothest fifth of the place: gravel or leaves are not
    grain, and a thing given grain as strong as gravel is given away at once.
    Fewer than 16 pixels have no grain.
    """
    inside = where > 0.5
    if int(inside.sum()) < 16:
        return 0.0
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = grey - cv2.GaussianBlur(grey, (0, 0), _HIGH_PASS)
    power = cv2.boxFilter(fine * fine, -1, (_PATCH, _PATCH))
    return float(np.sqrt(np.percentile(power[inside], _SMOOTHEST)))


def with_grain(
    values: NDArray[Any], sigma: float, rng: np.random.Generator, softness: float = 0.6
) -> NDArray[np.float32]:
    """Return float colours (height, width, 3) with grey grain of `sigma` levels laid over them.

    `softness` (pixels) blurs the grain a little first: a camera's demosaicing and JPEG do the same, and
    grain that is crisp to the pixel would give the place away for a reason nobody could see.
    """
    if sigma <= 0:
        return values.astype(np.float32)
    crisp = rng.standard_normal(values.shape[:2]).astype(np.float32)
    noise = cv2.GaussianBlur(crisp, (0, 0), softness)
    noise = noise * np.float32(sigma / max(float(noise.std()), 1e-6))
    return cast(NDArray[np.float32], (values + noise[..., np.newaxis]).astype(np.float32))
