"""Following the camera, or a thing, from frame to frame, so that what was put into a film stays in place."""

from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.window import Window, common, inside, placed, whole
from quizzes.forgery.picture import Picture, SoftMask, box_of
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.selection import select

Matrix: TypeAlias = NDArray[np.float64]
"""A 3x3 matrix from pixels of the first edited frame to pixels of the present one."""

_POINTS = 250
_FEWEST = 12
_WINDOW = (17, 17)
_LEVELS = 2


@dataclass(frozen=True)
class Follow:
    """How an edit stays in place, as the recipe says it.

    `mode` is `still` (it stays where it is in the frame) or `camera` (it moves with what the camera sees
    there; `on` selects what to follow, without it the whole frame). `path` moves it besides: [second, right,
    down, scale] at some moments, in between evenly; scale is about the middle of what is moved.
    """

    mode: str
    on: Any
    path: tuple[tuple[float, ...], ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Parse `follow`, `follow_on` and `path` of a recipe; raises `ParamError`."""
        path = reader.raw("path", [])
        if not isinstance(path, list):
            raise ParamError("path", "must be a list of [second, right, down, scale]")
        steps = tuple(as_numbers(f"path[{index}]", each, 4) for index, each in enumerate(path))
        times = [step[0] for step in steps]
        if times != sorted(set(times)) or any(step[3] <= 0 for step in steps):
            raise ParamError("path", "must go forward in time, with scales above 0")
        mode = reader.choice("follow", ("still", "camera"), "still")
        return cls(mode, reader.raw("follow_on", None), steps)

    def along(self, seconds: float, middle: tuple[float, float]) -> Matrix:
        """Return the path's own movement at a moment, in pixels of the first edited frame."""
        if not self.path:
            return np.eye(3)
        steps = np.array(self.path)
        right, down, scale = (float(np.interp(seconds, steps[:, 0], steps[:, at])) for at in (1, 2, 3))
        x, y = middle
        return np.array([[scale, 0, right + x - scale * x], [0, scale, down + y - scale * y], [0, 0, 1.0]])


@dataclass(eq=False)
class Follower:
    """Finds for each frame, given in order, where the camera has taken the first one.

    Corners of the first frame (Shi and Tomasi 1994) are looked up in each later frame directly, starting from
    where they were in the frame before (Lucas and Kanade 1981), so that errors do not add up; the movement is
    the similarity most of them agree on (RANSAC).
    """

    follow: Follow
    _grey: NDArray[np.uint8] | None = None
    _points: NDArray[np.float32] | None = None
    _matrix: Matrix = field(default_factory=lambda: np.eye(3))

    def step(self, frame: Frame) -> Matrix:
        """Take the next frame; raises `ParamError` where there is nothing to follow."""
        if self.follow.mode == "still":
            return self._matrix
        grey = cast(NDArray[np.uint8], cv2.cvtColor(frame.picture, cv2.COLOR_RGB2GRAY))
        if self._grey is None or self._points is None:
            self._begin(frame.picture, grey)
            return self._matrix
        guess = cv2.transform(self._points, self._matrix[:2]).astype(np.float32)
        found, good, _ = cv2.calcOpticalFlowPyrLK(
            self._grey,
            grey,
            self._points,
            guess,
            winSize=_WINDOW,
            maxLevel=_LEVELS,
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
        )
        kept = good.ravel() == 1
        matrix = None
        if kept.sum() >= _FEWEST:
            cv2.setRNGSeed(0)
            matrix, _ = cv2.estimateAffinePartial2D(
                self._points[kept], found[kept], ransacReprojThreshold=1.5, maxIters=2000, refineIters=20
            )
        if matrix is None:
            raise ParamError("follow", "loses sight of what it follows; choose another `follow_on`")
        self._matrix = np.vstack([matrix, [0, 0, 1.0]])
        return self._matrix

    def _begin(self, frame: Picture, grey: NDArray[np.uint8]) -> None:
        place = None
        if self.follow.on is not None:
            place = (select(frame, self.follow.on, "follow_on") > 0.5).astype(np.uint8) * 255
        points = cv2.goodFeaturesToTrack(grey, _POINTS, 0.01, 7, mask=place)
        if points is None or len(points) < _FEWEST:
            raise ParamError("follow_on", "has too few corners to follow")
        self._grey, self._points = grey, points.astype(np.float32)


class Place:
    """A soft mask of the first edited frame, on its way through the frames."""

    def __init__(self, mask: SoftMask) -> None:
        self._mask, self._box = mask, box_of(mask > 0)

    def carried(self, matrix: Matrix, shape: tuple[int, int] | None = None) -> tuple[Window, SoftMask]:
        """Return where in the present frame it shows, the smallest window, and how it lies in that.

        `shape` (height, width) is that of the frame, where the mask comes from a picture of another size. The
        window is empty where the mask shows nowhere.
        """
        height, width = shape or self._mask.shape
        if self._mask.shape == (height, width) and np.allclose(matrix, np.eye(3)):
            return self._box, self._mask[self._box]
        rows, columns = self._box
        corners = np.array(
            [[x, y, 1.0] for x in (columns.start, columns.stop) for y in (rows.start, rows.stop)]
        )
        there = (matrix @ corners.T)[:2]
        low, high = np.floor(there.min(axis=1)) - 2, np.ceil(there.max(axis=1)) + 3
        left, top = (int(each) for each in np.clip(low, 0, [width, height]))
        right, bottom = (int(each) for each in np.clip(high, 0, [width, height]))
        if not rows.stop or right <= left or bottom <= top:
            return (slice(0, 0), slice(0, 0)), np.zeros((0, 0), np.float32)
        window = (slice(top, bottom), slice(left, right))
        laid = np.clip(warped(self._mask, matrix, window, cv2.INTER_LINEAR, cv2.BORDER_CONSTANT), 0, 1)
        return trimmed(window, laid)

    def hidden(self, matrix: Matrix, window: Window, alpha: SoftMask) -> tuple[Window, SoftMask]:
        """Return what is left of another mask, known in `window`, behind this one, and the smallest window of that."""
        mine, over = self.carried(matrix)
        both = common(mine, window)
        left = alpha.copy()
        left[inside(both, window)] *= 1 - over[inside(both, mine)]
        return trimmed(window, left)


def trimmed(window: Window, mask: SoftMask) -> tuple[Window, SoftMask]:
    """Return the smallest window in which a mask, known in `window`, shows, and the mask in that."""
    box = box_of(mask > 0)
    return (placed(box, window) if box[0].stop else box), mask[box]


def laid_in(outer: Window, window: Window, mask: SoftMask) -> SoftMask:
    """Return a mask, known in `window`, as it lies in a window around that one."""
    rows, columns = outer
    laid = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)
    laid[inside(window, outer)] = mask
    return laid


def carried(mask: SoftMask, matrix: Matrix) -> SoftMask:
    """Return a soft mask of the first edited frame as it lies in the present one, all of it."""
    return laid_in(whole(*mask.shape), *Place(mask).carried(matrix))


def warped(
    picture: NDArray[Any],
    matrix: Matrix,
    window: Window,
    how: int = cv2.INTER_CUBIC,
    edge: int = cv2.BORDER_REPLICATE,
) -> NDArray[Any]:
    """Return one window (rows, columns) of a picture moved by a matrix; what lies outside is not worked out."""
    rows, columns = window
    shift = np.array([[1, 0, -columns.start], [0, 1, -rows.start], [0, 0, 1.0]])
    size = (columns.stop - columns.start, rows.stop - rows.start)
    return cast(NDArray[Any], cv2.warpAffine(picture, (shift @ matrix)[:2], size, flags=how, borderMode=edge))


def middle_of(mask: SoftMask) -> tuple[float, float]:
    """Return the middle (x, y) of the box around a soft mask."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (float(columns[0] + columns[-1]) / 2, float(rows[0] + rows[-1]) / 2)
