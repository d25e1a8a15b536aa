"""What lies between two frames of a film, worked out from the motion between them."""

from functools import lru_cache
from typing import Any, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.frame import Frame, Once
from quizzes.forgery.film.planes import Plane, Planes, scaled

_LEAST = 64

_Map: TypeAlias = NDArray[np.float32]
_Flow: TypeAlias = tuple[_Map, _Map]
"""How far each pixel goes to the right, and how far down."""


class Between:
    """Frames in between two others, by following the motion (DIS optical flow, Kroeger et al. 2016).

    Worked out when they are wanted, in the planes of the film: light finds the motion, at half its size.
    """

    def __init__(self, first: Frame, second: Frame) -> None:
        self._first, self._second = first, second
        self._flows = Once(self._found)

    def at(self, share: float) -> Frame:
        """Return the frame at `share` (0 to 1) of the way: both frames drawn to it and blended."""
        return Frame.drawn(self._first.height, self._first.width, lambda: self._planes(share))

    def _found(self) -> tuple[_Flow, _Flow]:
        """Return the motion from the first frame to the second and back, in pixels, at half their size."""
        height, width = self._first.height, self._first.width
        half = (width // 2, height // 2)
        size = (max(_LEAST, half[0]), max(_LEAST, half[1]))
        one, two = (scaled(each.planes[0], size) for each in (self._first, self._second))
        none = np.zeros((*size[::-1], 2), np.float32)

        def flow(start: Plane, end: Plane) -> _Flow:
            # A new one each time: it must not remember the frames before.
            finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
            found = finder.calc(start, end, none.copy())
            across, down = (_sized(cv2.extractChannel(found, at), half) for at in (0, 1))
            return across * np.float32(half[0] / size[0]), down * np.float32(half[1] / size[1])

        return flow(one, two), flow(two, one)

    def _planes(self, share: float) -> Planes:
        there, back = self._flows()
        one, two = self._first.planes, self._second.planes
        height, width = one[0].shape
        small = _drawn_to(there, -share), _drawn_to(back, share - 1)
        large = tuple(
            _drawn_to((_sized(across, (width, height)), _sized(down, (width, height))), part * 2)
            for (across, down), part in ((there, -share), (back, share - 1))
        )

        def blended(at: int, places: Any) -> Plane:
            # Two maps: with one and an empty second, OpenCV 5.0 reads whatever lies in memory.
            a, b = (
                cv2.remap(each[at], *place, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
                for each, place in zip((one, two), places, strict=True)
            )
            return cast(Plane, cv2.addWeighted(a, 1 - share, b, share, 0))

        return blended(0, large), blended(1, small), blended(2, small)


def _drawn_to(flow: _Flow, part: float) -> _Flow:
    """Return for each pixel the column and the row it comes from, `part` of the way along the motion."""
    x, y = _places(*flow[0].shape)
    return cast(_Map, cv2.scaleAdd(flow[0], part, x)), cast(_Map, cv2.scaleAdd(flow[1], part, y))


def _sized(values: Any, size: tuple[int, int]) -> _Map:
    return cast(_Map, cv2.resize(values, size))


@lru_cache(maxsize=2)
def _places(height: int, width: int) -> _Flow:
    """Return the column and the row of each pixel; nobody may write into them."""
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y
