"""The truth of a pair as it is kept in its row: regions in fractions, and the mask packed small."""

import base64
import zlib
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.twin import Box, Twin
from quizzes.scoring.marking.regions import shrink

MASK_SIDE = 192

Mask: TypeAlias = NDArray[np.bool_]


def pack_truth(twin: Twin) -> dict[str, Any]:
    """Describe what changed: `size` in pixels, boxes of `regions`, the small `mask`, `frame` of a crop.

    Boxes and `frame` are [left, top, right, bottom] in fractions of width and height. `frame` is None except
    for a crop, where it lies in the original half. `mask` is read back with `unpack_mask`.
    """
    height, width = twin.mask.shape
    return {
        "size": [width, height],
        "regions": [{"box": box_in_fractions(region.box, width, height)} for region in twin.regions],
        "mask": pack_mask(twin.mask),
        "frame": None if twin.frame is None else box_in_fractions(twin.frame, width, height),
    }


def pack_mask(mask: Mask) -> dict[str, Any]:
    """Pack a mask (height, width), made small with no place lost, into text for JSON."""
    small = shrink(mask, MASK_SIDE)
    bits = base64.b64encode(zlib.compress(np.packbits(small).tobytes(), 9)).decode("ascii")
    return {"size": [small.shape[1], small.shape[0]], "bits": bits}


def unpack_mask(truth: Mapping[str, Any]) -> Mask:
    """Return the small mask (height, width; True = changed) of a `Pair.truth`.

    Where no mask was kept, it is made of the boxes of the regions. Raises `ValueError` when the packed mask
    is broken.
    """
    if "mask" not in truth:
        return _boxes(truth)
    width, height = truth["mask"]["size"]
    try:
        raw = zlib.decompress(base64.b64decode(truth["mask"]["bits"], validate=True))
    except (zlib.error, ValueError) as error:
        raise ValueError("The mask of this pair is broken.") from error
    bits = np.unpackbits(np.frombuffer(raw, np.uint8))
    if not width * height <= bits.size < width * height + 8:
        raise ValueError("The mask of this pair does not have the size it says.")
    return bits[: width * height].reshape(height, width).astype(np.bool_)


def _boxes(truth: Mapping[str, Any]) -> Mask:
    width, height = truth["size"]
    mask = np.zeros((height, width), np.bool_)
    for region in truth["regions"]:
        left, top, right, bottom = region["box"]
        mask[round(top * height) : round(bottom * height), round(left * width) : round(right * width)] = True
    return mask


def box_in_fractions(box: Box, width: int, height: int) -> list[float]:
    """Return a box in pixels as [left, top, right, bottom] in fractions of width and height."""
    left, top, right, bottom = box
    return [round(place, 5) for place in (left / width, top / height, right / width, bottom / height)]
