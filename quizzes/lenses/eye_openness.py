"""Eye openness: how wide one eye stands open, from moment to moment."""

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.media import Curve, Frames, Mark
from quizzes.lenses.registry import lens

_SIDE = 48
_REACH = 0.6
_CLOSED = 0.45
_LOST = 0.35
_BLINK_S = 0.5

Box = tuple[float, float, float, float]


@lens("eye-openness", "video", takes="place", gives="curve")
def look(film: Frames, eye: Box) -> Curve:
    """Return how open an eye is in each frame: 1 as usual in this film, 0 shut; NaN while it is lost.

    `eye` is [left, top, right, bottom] in fractions of the first frame: a person points at it, no face is searched
    for. It is then followed by what it looks like. Open eyes have a dark round on a bright ground; lids are even.
    So measured is the spread of brightness down the middle of the eye. Marked are blinks: below 45 % for up to half
    a second. People blink 15 to 20 times a minute, but reading or nervous people far less or more: a film of ten
    seconds without a blink proves nothing, and fakes have blinked since 2019 (Jung et al. 2020).
    Raises `ValueError` for a box outside the frame.
    """
    spread = np.array(_spreads(film, eye), np.float64)
    usual = float(np.nanquantile(spread, 0.8)) if np.isfinite(spread).any() else 1.0
    openness = np.clip(spread / max(usual, 1e-6), 0, 1.5)
    times = np.arange(len(openness)) / film.fps
    return Curve(times, openness, 0.0, 1.5, _blinks(openness, film.fps))


def _spreads(film: Frames, eye: Box) -> list[float]:
    found: list[float] = []
    model: NDArray[np.uint8] | None = None
    place, lost = (0, 0, 0, 0), 0
    for frame in film.read():
        grey = np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.uint8)
        if model is None:
            place = _pixels(eye, grey.shape[1], grey.shape[0])
            model = _cut(grey, place).copy()
        else:
            near, score = _followed(grey, model, place)
            # A shut eye looks like another thing for a moment; it is lost only when that lasts.
            lost = lost + 1 if score < _LOST else 0
            if lost > _BLINK_S * film.fps:
                found.append(float("nan"))
                continue
            place = place if lost else near
        found.append(_spread(_cut(grey, place)))
    return found


def _pixels(eye: Box, width: int, height: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = eye
    place = (round(left * width), round(top * height), round(right * width), round(bottom * height))
    inside = 0 <= place[0] < place[2] <= width and 0 <= place[1] < place[3] <= height
    if not inside or min(place[2] - place[0], place[3] - place[1]) < 6:
        raise ValueError("The eye must lie inside the picture and be at least 6 pixels wide and high.")
    return place


def _cut(grey: NDArray[np.uint8], place: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    left, top, right, bottom = place
    return grey[top:bottom, left:right]


def _followed(
    grey: NDArray[np.uint8], model: NDArray[np.uint8], place: tuple[int, int, int, int]
) -> tuple[tuple[int, int, int, int], float]:
    """Return where the eye is now, and how alike it still looks (normalised correlation, up to 1)."""
    left, top, right, bottom = place
    reach = round(_REACH * (right - left))
    window = (
        max(0, left - reach), max(0, top - reach),
        min(grey.shape[1], right + reach), min(grey.shape[0], bottom + reach),
    )  # fmt: skip
    scores = cv2.matchTemplate(_cut(grey, window), model, cv2.TM_CCOEFF_NORMED)
    _low, score, _at, (x, y) = cv2.minMaxLoc(scores)
    moved = (window[0] + x, window[1] + y)
    return (moved[0], moved[1], moved[0] + right - left, moved[1] + bottom - top), float(score)


def _spread(eye: NDArray[np.uint8]) -> float:
    """Return the spread of brightness from top to bottom in the middle half of an eye."""
    side = cv2.resize(eye, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    middle = side[:, _SIDE // 4 : -_SIDE // 4].mean(axis=1)
    return float(middle.std())


def _blinks(openness: NDArray[np.float64], fps: float) -> tuple[Mark, ...]:
    # An eye that is lost counts as shut: so a stretch that ends in being lost is too long for a blink.
    shut = np.nan_to_num(openness, nan=0.0) < _CLOSED
    edges = np.flatnonzero(np.diff(np.concatenate([[False], shut, [False]]).astype(np.int8)))
    runs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(
        Mark(round(float(a) / fps, 3), round(float(b) / fps, 3)) for a, b in runs if b - a <= _BLINK_S * fps
    )
