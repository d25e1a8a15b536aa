"""The truth of a pair as it is kept in its row: regions in fractions, and the mask packed small."""

import base64
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizzes.scoring.marking.regions import shrink

LONGEST = 192


def pack_mask(mask: NDArray[np.bool_]) -> dict[str, Any]:
    """Shrink a mask (H, W) to at most 192 pixels on the longer side and pack it into text of a few hundred bytes."""
    small = shrink(mask, LONGEST)
    bits = base64.b64encode(zlib.compress(np.packbits(small).tobytes(), 9)).decode()
    return {"size": [small.shape[1], small.shape[0]], "bits": bits}


def unpack_mask(truth: Mapping[str, Any]) -> NDArray[np.bool_]:
    """The small mask (H, W) of a pair's truth; of the boxes of its regions where no mask was kept."""
    if "mask" not in truth:
        width, height = truth["size"]
        mask = np.zeros((height, width), dtype=np.bool_)
        for region in truth["regions"]:
            x0, y0, x1, y1 = region["box"]
            mask[round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)] = True
        return mask
    width, height = truth["mask"]["size"]
    bits = np.unpackbits(np.frombuffer(zlib.decompress(base64.b64decode(truth["mask"]["bits"])), np.uint8))
    return bits[: width * height].reshape(height, width).astype(np.bool_)
