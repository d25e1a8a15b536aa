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
_NEIGHBOURS = 2
_SHIFTS = 10
_FEWEST_VOTES = 24
_ALIKE = 5.0
_ALIKE_SHARE = 0.4
# Along a straight edge everything equals its neighbour: a place must have detail in both directions. Measured on
# photographs as the smaller eigenvalue of the structure tensor: skies and walls up to 2, grass and bricks from 20.
_CORNERED = 10.0
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
    detail = grey - cv2.blur(grey, (BLOCK, BLOCK))
    cornered = cv2.cornerMinEigenVal(detail, BLOCK, ksize=3) > _CORNERED
    found = [_followed(detail, cornered, shift) for shift in _shifts(grey, cornered)]
    good = [mask for mask in found if mask.any()]
    return sorted(good, key=lambda mask: int(mask.sum()), reverse=True)


def _shifts(grey: Grey, cornered: Mask) -> list[Shift]:
    """Return the shifts (down, across) that most pairs of equal blocks share, of those that have detail."""
    height, width = grey.shape[0] - BLOCK + 1, grey.shape[1] - BLOCK + 1
    middle = BLOCK // 2
    busy = np.flatnonzero(cornered[middle : middle + height, middle : middle + width])
    known = np.stack([_coefficient(grey, *each).ravel()[busy] for each in _COEFFICIENTS]) / _STEP
    votes = np.zeros(height * 2 * width, np.int64)
    for grid in _GRIDS:
        # One number a shift: down never is negative, and across is less than a width to either side.
        down, across = _pairs(known + grid, busy, width)
        far = np.hypot(down, across) >= LEAST_SHIFT
        votes += np.bincount(down[far] * 2 * width + across[far] + width, minlength=len(votes))[: len(votes)]
    most = np.flatnonzero(votes >= _FEWEST_VOTES)
    best = most[np.argsort(-votes[most], kind="stable")[:_SHIFTS]]
    return [(int(at) // (2 * width), int(at) % (2 * width) - width) for at in best]


def _pairs(known: Grey, busy: NDArray[np.int64], width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how far down and across it is between blocks whose rounded coefficients are all the same."""
    key = np.zeros(len(busy), np.int64)
    for row in known:
        key = key * 1_000_003 + np.rint(row).astype(np.int64)
    order = np.argsort(key, kind="stable")
    key, place = key[order], busy[order]
    down, across = [], []
    for apart in range(1, _NEIGHBOURS + 1):
        same = np.flatnonzero(key[apart:] == key[:-apart])
        # Sorted stably, so the second place of a pair never lies above the first one.
        first, second = place[same], place[same + apart]
        down.append(second // width - first // width)
        across.append(second % width - first % width)
    return np.concatenate(down), np.concatenate(across)


def _coefficient(grey: Grey, down: int, across: int) -> Grey:
    """Return one DCT coefficient of the block around every pixel, by two filters in a row."""
    filtered = cv2.sepFilter2D(grey, cv2.CV_32F, _wave(across), _wave(down), anchor=(0, 0))
    return cast(Grey, filtered[: -BLOCK + 1, : -BLOCK + 1])


def _wave(frequency: int) -> NDArray[np.float32]:
    at = (np.arange(BLOCK) + 0.5) * np.pi * frequency / BLOCK
    scale = np.sqrt((1 if frequency == 0 else 2) / BLOCK)
    return cast(NDArray[np.float32], (np.cos(at) * scale).astype(np.float32))


def _followed(detail: Grey, cornered: Mask, shift: Shift) -> Mask:
    """Return where the picture equals itself moved by `shift`: both places, without specks, plain
    surfaces and straight edges."""
    down, across = shift
    height, width = detail.shape
    rows, columns = slice(max(0, down), height + min(0, down)), slice(max(0, across), width + min(0, across))
    moved = slice(max(0, -down), height + min(0, -down)), slice(max(0, -across), width + min(0, -across))
    there, here = detail[rows, columns], detail[moved]
    apart = cv2.blur(np.abs(there - here), (9, 9))
    near = apart < np.minimum(_ALIKE, _ALIKE_SHARE * _spread(here))
    joined = cv2.morphologyEx(
        (near & cornered[moved]).astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large = [each for each in range(1, count) if stats[each, cv2.CC_STAT_AREA] >= _LEAST_AREA]
    piece = np.isin(labels, large)
    mask: Mask = np.zeros((height, width), np.bool_)
    mask[rows, columns] |= piece
    mask[moved] |= piece
    return mask


def _spread(detail: Grey) -> Grey:
    """Return the strength of the detail around each pixel (root mean square over one block)."""
    return cast(Grey, np.sqrt(np.maximum(0, cv2.blur(detail * detail, (BLOCK, BLOCK)))))
