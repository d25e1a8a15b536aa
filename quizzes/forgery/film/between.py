"""What lies between two frames of a film, worked out from the motion between them."""

from functools import lru_cache
from typing import Any, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.frame import Frame, Once
from quizzes.forgery.film.planes import Plane, Planes, room_for, scaled

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
            finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
            found = finder.calc(start, end, none.copy())
            across, down = (_sized(cv2.extractChannel(found, at), half) for at in (0, 1))
            return across * np.float32(half[0] / size[0]), down * np.float32(half[1] / size[1])

        return flow(one, two), flow(two, one)

    def _planes(self, share: float) -> Planes:
        there, back = self._flows()
        one, two = self._first.planes, self._second.planes
        drawn = _drawn(one, there, -share), _drawn(two, back, share - 1)
        blended = room_for(self._first.height, self._first.width)
        for a, b, room in zip(*drawn, blended, strict=True):
            cv2.addWeighted(a, 1 - share, b, share, 0, room)
        return blended


def _drawn(planes: Planes, flow: _Flow, part: float) -> Planes:
    """Return planes with each pixel taken from `part` of the way along a motion that is known at half their size."""
    light, first, second = planes
    large, small = (
        _taken_from(flow, plane.shape, share) for plane, share in ((light, 2 * part), (first, part))
    )
    return _remapped(light, large), _remapped(first, small), _remapped(second, small)


def _taken_from(flow: _Flow, shape: tuple[int, ...], part: float) -> _Flow:
    """Return from where each pixel is taken: its column and its row."""
    height, width = shape
    columns, rows = (cv2.resize(each, (width, height)) for each in flow)
    for moved, at in zip((columns, rows), _places(height, width), strict=True):
        cv2.scaleAdd(moved, part, at, moved)
    return cast(_Map, columns), cast(_Map, rows)


def _remapped(plane: Plane, places: _Flow) -> Plane:
    # Two maps: with one and an empty second, OpenCV 5.0 reads whatever lies in memory.
    return cast(Plane, cv2.remap(plane, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _sized(values: Any, size: tuple[int, int]) -> _Map:
    return cast(_Map, cv2.resize(values, size))


@lru_cache(maxsize=2)
def _places(height: int, width: int) -> _Flow:
    """Return the column and the row of each pixel; nobody may write into them."""
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y
