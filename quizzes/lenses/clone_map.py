"""Clone map: places of a photo that are the same as another place of it."""

from itertools import product
from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.media import Grey, Picture, grey_of
from quizzes.lenses.registry import lens

BLOCK = 16
LEAST_SHIFT = 32
_COEFFICIENTS = [(down, across) for down, across in product(range(4), repeat=2) if 0 < down + across <= 3]
_STEP = 16.0
# Equal blocks fall on both sides of a rounding edge now and then; in one of two grids they do not.
_GRIDS = (0.0, 0.5)
_FLAT = 40.0
_NEIGHBOURS = 2
_SHIFTS = 10
_FEWEST_VOTES = 24
_ALIKE = 5.0
_LEAST_AREA = 1.5 * BLOCK * BLOCK
_COLOURS = ((235, 120, 40), (60, 150, 235), (90, 190, 90), (200, 90, 200))

Mask: TypeAlias = NDArray[np.bool_]
Shift: TypeAlias = tuple[int, int]


@lens("clone-map", "photo")
def look(picture: Picture) -> Picture:
    """Return the photo in pale grey with places that occur twice in colour, one colour a pair of places.

    Blocks of 16 pixels are compared by their lowest frequencies (DCT; Fridrich, Soukal & Lukáš 2003); a shift that
    many blocks share is then followed pixel by pixel. Rows of equal windows are found as well: they are copies,
    only not a forger's.
    """
    grey = grey_of(picture)
    pale = 255 - (255 - grey) * 0.35
    shown = np.repeat(pale[..., np.newaxis], 3, axis=2)
    for number, mask in enumerate(clones_of(grey)[: len(_COLOURS)]):
        colour = np.array(_COLOURS[number], np.float32)
        shown[mask] = shown[mask] * 0.3 + colour * 0.7
    return cast(Picture, np.clip(np.rint(shown), 0, 255).astype(np.uint8))


def clones_of(grey: Grey) -> list[Mask]:
    """Return a mask (height, width) of both places for every shift by which a place repeats, largest first."""
    if min(grey.shape) < 2 * BLOCK:
        return []
    found = [_followed(grey, shift) for shift in _shifts(grey)]
    good = [mask for mask in found if mask.any()]
    return sorted(good, key=lambda mask: int(mask.sum()), reverse=True)


def _shifts(grey: Grey) -> list[Shift]:
    """Return the shifts (down, across) that most pairs of equal blocks share."""
    features = np.stack([_coefficient(grey, down, across) for down, across in _COEFFICIENTS])
    busy = np.flatnonzero(np.abs(features).sum(axis=0).ravel() > _FLAT)
    known = features.reshape(len(features), -1)[:, busy] / _STEP
    shifts = np.concatenate([_pairs(known + grid, busy, features.shape[2]) for grid in _GRIDS])
    far = shifts[np.hypot(shifts[:, 0], shifts[:, 1]) >= LEAST_SHIFT]
    if not len(far):
        return []
    kinds, votes = np.unique(far, axis=0, return_counts=True)
    best = np.argsort(-votes, kind="stable")[:_SHIFTS]
    return [(int(kinds[at][0]), int(kinds[at][1])) for at in best if votes[at] >= _FEWEST_VOTES]


def _pairs(known: NDArray[np.float32], busy: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Return the shifts (pairs, 2) between blocks whose rounded coefficients are all the same."""
    key = np.zeros(len(busy), np.int64)
    for row in np.rint(known).astype(np.int64):
        key = key * 1_000_003 + row
    order = np.argsort(key, kind="stable")
    key, place = key[order], busy[order]
    found = []
    for apart in range(1, _NEIGHBOURS + 1):
        same = np.flatnonzero(key[apart:] == key[:-apart])
        # Sorted stably, so the second place of a pair always lies after the first one.
        first, second = place[same], place[same + apart]
        found.append(np.stack([second // width - first // width, second % width - first % width], axis=1))
    return np.concatenate(found)


def _coefficient(grey: Grey, down: int, across: int) -> Grey:
    """Return one DCT coefficient of the block around every pixel, by two filters in a row."""
    filtered = cv2.sepFilter2D(grey, cv2.CV_32F, _wave(across), _wave(down), anchor=(0, 0))
    return cast(Grey, filtered[: -BLOCK + 1, : -BLOCK + 1])


def _wave(frequency: int) -> NDArray[np.float32]:
    at = (np.arange(BLOCK) + 0.5) * np.pi * frequency / BLOCK
    scale = np.sqrt((1 if frequency == 0 else 2) / BLOCK)
    return cast(NDArray[np.float32], (np.cos(at) * scale).astype(np.float32))


def _followed(grey: Grey, shift: Shift) -> Mask:
    """Return where the picture equals itself moved by `shift`: both places, without specks and plain surfaces."""
    down, across = shift
    height, width = grey.shape
    rows, columns = slice(max(0, down), height + min(0, down)), slice(max(0, across), width + min(0, across))
    moved = slice(max(0, -down), height + min(0, -down)), slice(max(0, -across), width + min(0, -across))
    there, here = grey[rows, columns], grey[moved]
    near = cv2.blur(np.abs(there - here), (9, 9)) < _ALIKE
    busy = _busyness(here) > 3 * _ALIKE
    joined = cv2.morphologyEx((near & busy).astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = [each for each in range(1, count) if stats[each, cv2.CC_STAT_AREA] >= _LEAST_AREA]
    piece = np.isin(labels, large)
    mask: Mask = np.zeros((height, width), np.bool_)
    mask[rows, columns] |= piece
    mask[moved] |= piece
    return mask


def _busyness(grey: Grey) -> Grey:
    """Return the spread of brightness around each pixel (standard deviation over one block)."""
    mean = cv2.blur(grey, (BLOCK, BLOCK))
    return cast(Grey, np.sqrt(np.maximum(0, cv2.blur(grey * grey, (BLOCK, BLOCK)) - mean * mean)))
