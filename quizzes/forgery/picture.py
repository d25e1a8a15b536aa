"""The picture every technique works on, and the few drawing and colour functions they share."""

from typing import Any, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""A photograph: shape (height, width, 3), RGB, 8 bits."""

SoftMask: TypeAlias = NDArray[np.float32]
"""How much of a change shows at each pixel: shape (height, width), 0 to 1."""


def as_picture(array: NDArray[Any]) -> Picture:
    """Check that `array` is a Picture and return it contiguous; `ValueError` says what it is instead."""
    if array.ndim != 3 or array.shape[2] != 3 or array.dtype != np.uint8 or 0 in array.shape:
        raise ValueError(
            f"A picture has shape (height, width, 3) in uint8, not {array.shape} in {array.dtype}."
        )
    return cast(Picture, np.ascontiguousarray(array))


def rounded(values: NDArray[Any]) -> Picture:
    """Round and clip float colours (0 to 255) to a Picture."""
    return cast(Picture, np.clip(np.rint(values), 0, 255).astype(np.uint8))


def blend(under: Picture, over: Picture, alpha: SoftMask) -> Picture:
    """Lay `over` on `under` as far as `alpha` (0 to 1) lets it show; alpha 0 leaves the bytes as they are."""
    laid = under.copy()
    where = box_of(alpha > 0)
    share = alpha[where][..., np.newaxis]
    laid[where] = rounded(under[where] * (1 - share) + over[where] * share)
    return laid


def box_of(mask: NDArray[np.bool_] | NDArray[np.uint8]) -> tuple[slice, slice]:
    """Return the smallest window of rows and columns around a mask, or around labels; empty when the mask is."""
    if not mask.size:
        return slice(0, 0), slice(0, 0)
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(mask).view(np.uint8))
    return slice(top, top + height), slice(left, left + width)


def soften(mask: SoftMask, radius: float) -> SoftMask:
    """Blur a soft mask by a Gaussian of `radius` pixels (standard deviation); 0 leaves it as it is."""
    if radius <= 0:
        return mask
    return cast(SoftMask, cv2.GaussianBlur(mask, (0, 0), radius, borderType=cv2.BORDER_REPLICATE))


def grow(mask: SoftMask, pixels: float) -> SoftMask:
    """Widen a soft mask by whole `pixels` on every side; a negative number makes it narrower."""
    reach = round(abs(pixels))
    if reach == 0:
        return mask
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return cast(SoftMask, (cv2.dilate if pixels > 0 else cv2.erode)(mask, disc))


def warp(picture: NDArray[Any], matrix: NDArray[np.float64], size: tuple[int, int]) -> NDArray[Any]:
    """Move a picture (edges repeated) or soft mask (0 outside) by a 2x3 matrix onto a (width, height) canvas.

    Shrinking to less than two thirds is smoothed first: without it the moved thing is sharper than a camera
    could have made it, which gives it away for a reason no learner could name.
    """
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if picture.ndim == 3 and scale < 2 / 3:
        picture = cv2.GaussianBlur(picture, (0, 0), 0.4 / scale)
    edge = cv2.BORDER_REPLICATE if picture.ndim == 3 else cv2.BORDER_CONSTANT
    whole = scale == 1.0 and np.allclose(matrix, np.rint(matrix))
    how = cv2.INTER_NEAREST if whole else (cv2.INTER_CUBIC if picture.ndim == 3 else cv2.INTER_LINEAR)
    return cast(NDArray[Any], cv2.warpAffine(picture, matrix, size, flags=how, borderMode=edge))


def light_shift(
    from_where: SoftMask, to_where: SoftMask, source: Picture, target: Picture
) -> NDArray[np.float64]:
    """Return the difference in mean colour (RGB, 3 floats) of two places: target place minus source place."""

    def mean(picture: Picture, where: SoftMask) -> NDArray[np.float64]:
        weight = float(where.sum())
        if weight < 1:
            return np.zeros(3)
        return cast(NDArray[np.float64], np.einsum("ijk,ij->k", picture, where, dtype=np.float64) / weight)

    if from_where.sum() < 1 or to_where.sum() < 1:
        return np.zeros(3)
    return mean(target, to_where) - mean(source, from_where)


def ring(mask: SoftMask, width: int) -> SoftMask:
    """Return the band of `width` pixels just around a mask, to compare the surroundings of two places."""
    solid = cast(SoftMask, (mask > 0.02).astype(np.float32))
    return cast(SoftMask, grow(solid, width) - solid)
