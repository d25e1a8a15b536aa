"""Finding out which pixels really changed, and putting all others back as they were."""

from collections.abc import Sequence
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture, SoftMask, box_of, grow
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.twin import Box, Region, Twin

VISIBLE = 2
"""A change of at most this many levels in every channel cannot be seen, and is undone rather than counted."""

_SPECK = 9
_RIM = 3
_JOIN = np.ones((5, 5), np.uint8)


def settle(original: Picture, edited: Picture, places: Sequence[SoftMask] = ()) -> Twin:
    """Make the Twin of two pictures of one shape: the truth is what really changed, feather included.

    Outside the mask the twin equals the original to the byte, whatever the technique did there.
    `places` are the soft masks of the places that the recipe names, in its order: each becomes one region
    even when its changed pixels fall apart; what changed elsewhere follows as regions of its own.
    Raises `ParamError` when a place, or the whole picture, did not change visibly.
    """
    if original.shape != edited.shape:
        raise ValueError(f"An edit must keep the picture's shape {original.shape}, not give {edited.shape}.")
    mask = changed(original, edited)
    if not mask.any():
        raise ParamError("params", "change nothing that can be seen")
    twin = np.where(mask[..., np.newaxis], edited, original)
    return Twin(original, twin, mask, regions_of(mask, places))


def changed(before: Picture, after: Picture) -> NDArray[np.bool_]:
    """Return the mask (height, width) of visibly changed pixels, holes closed and lone specks dropped."""
    red, green, blue = cv2.split(cv2.absdiff(before, after))
    apart = cv2.max(cv2.max(red, green), blue) > VISIBLE
    # Texture laid on like texture leaves single pixels equal by chance; they belong to the changed place.
    joined = cv2.morphologyEx(apart.view(np.uint8), cv2.MORPH_CLOSE, _JOIN)
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    # Counted here and only where something is: OpenCV's own statistics take several times as long as the labels.
    areas = np.bincount(labels.ravel()[np.flatnonzero(joined)], minlength=count)
    keep = areas >= _SPECK
    if not keep.any():
        return cast(NDArray[np.bool_], joined.view(np.bool_))
    return cast(NDArray[np.bool_], joined.view(np.bool_) if keep[1:].all() else keep[labels])


def regions_of(mask: NDArray[np.bool_], places: Sequence[SoftMask] = ()) -> tuple[Region, ...]:
    """Return the altered regions: one for each named place, then connected parts of the rest by size."""
    left = mask.copy()
    named: list[Region] = []
    for index, place in enumerate(places):
        here = left & (grow(place, _RIM) > 0)
        if not here.any():
            raise ParamError(f"[{index}]", "changes nothing that can be seen").under("places")
        named.append(_region(here))
        left &= ~here
    count, labels, stats, _ = cv2.connectedComponentsWithStats(left.astype(np.uint8), connectivity=8)
    rest = [
        _region(labels == label) for label in range(1, count) if _counts(int(stats[label, 4]), bool(named))
    ]
    return (*named, *sorted(rest, key=lambda region: -region.area))


def _counts(area: int, beside_named: bool) -> bool:
    # The rim that closing and rounding leave around a named place is not a place of its own.
    return area >= _SPECK * 8 if beside_named else area > 0


def _region(here: NDArray[np.bool_]) -> Region:
    rows, columns = box_of(here)
    box: Box = (columns.start, rows.start, columns.stop, rows.stop)
    return Region(box, int(here.sum()))
