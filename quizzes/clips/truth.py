"""The truth about a pair as plain data: where it was changed, small enough to keep in a row and exact enough to mark."""

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
    """Describe what changed: `size` in pixels, `regions` as boxes in fractions, the small `mask`, the crop's `frame`.

    Boxes and `frame` are [left, top, right, bottom] in fractions of width and height. `frame` is None except for a
    crop, where it lies in the original half. `mask` is read back with `unpack_mask`.
    """
    height, width = twin.mask.shape
    return {
        "size": [width, height],
        "regions": [{"box": _fractions(region.box, width, height)} for region in twin.regions],
        "mask": pack_mask(twin.mask),
        "frame": None if twin.frame is None else _fractions(twin.frame, width, height),
    }


def pack_mask(mask: Mask) -> dict[str, Any]:
    """Pack a mask (height, width), made small so that no changed place is lost, into text that JSON can hold."""
    small = shrink(mask, MASK_SIDE)
    bits = base64.b64encode(zlib.compress(np.packbits(small).tobytes(), 9)).decode("ascii")
    return {"size": [small.shape[1], small.shape[0]], "bits": bits}


def unpack_mask(truth: Mapping[str, Any]) -> Mask:
    """Return the small mask (height, width; True = changed) of a `Pair.truth`, at most 192 pixels long.

    Raises `ValueError` when the truth holds none, as that of a clip without twin, or a broken one.
    """
    packed = truth.get("mask")
    if packed is None:
        raise ValueError("This pair has no mask: nothing in it was changed.")
    width, height = packed["size"]
    try:
        raw = zlib.decompress(base64.b64decode(packed["bits"], validate=True))
    except (zlib.error, ValueError) as error:
        raise ValueError("The mask of this pair is broken.") from error
    bits = np.unpackbits(np.frombuffer(raw, np.uint8))
    if not width * height <= bits.size < width * height + 8:
        raise ValueError("The mask of this pair does not have the size it says.")
    return bits[: width * height].reshape(height, width).astype(np.bool_)


def _fractions(box: Box, width: int, height: int) -> list[float]:
    left, top, right, bottom = box
    return [round(left / width, 5), round(top / height, 5), round(right / width, 5), round(bottom / height, 5)]
