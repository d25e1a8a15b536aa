"""One frame of a film: its picture, and the same in the planes that encoders take, each made when it is first wanted."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, Self, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film import planes as in_planes
from quizzes.forgery.film.planes import Planes
from quizzes.forgery.film.window import Window, even, inside
from quizzes.forgery.picture import Picture, as_picture

_Made = TypeVar("_Made")


class Once(Generic[_Made]):
    """Something that is made when it is first asked for, by whichever thread asks first."""

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make: Callable[[], _Made] | None = make
        self._made: _Made
        self._lock = Lock()

    @property
    def made(self) -> bool:
        """Whether it is there already."""
        return self._make is None

    def __call__(self) -> _Made:
        """Return it."""
        with self._lock:
            if self._make is not None:
                self._made = self._make()
                # With it goes what it was made from.
                self._make = None
        return self._made


class Frame:
    """A frame of `height` by `width` pixels.

    Most frames of most films are never seen as pictures: they are passed on in the planes they were filmed in,
    which costs nearly nothing. Nobody may write into either. `filmed` says that its picture is made of its planes,
    not the other way round.
    """

    def __init__(
        self,
        height: int,
        width: int,
        picture: Callable[[], Picture],
        planes: Callable[[], Planes],
        *,
        filmed: bool = False,
    ) -> None:
        self.height, self.width, self.filmed = height, width, filmed
        self._picture, self._planes = Once(picture), Once(planes)

    @classmethod
    def of_picture(cls, picture: Picture) -> Self:
        """Return the frame that shows a picture (even sides)."""
        height, width = picture.shape[:2]
        return cls(height, width, lambda: picture, lambda: in_planes.planes_of(picture))

    @classmethod
    def of_planes(cls, planes: Planes) -> Self:
        """Return the frame of planes that are there already."""
        height, width = planes[0].shape
        return cls(height, width, lambda: in_planes.picture_of(planes), lambda: planes, filmed=True)

    @classmethod
    def drawn(cls, height: int, width: int, planes: Callable[[], Planes]) -> Self:
        """Return the frame of planes that are still to be made."""
        made = Once(planes)
        return cls(height, width, lambda: in_planes.picture_of(made()), made, filmed=True)

    @property
    def picture(self) -> Picture:
        """The picture; it is the same array each time."""
        return self._picture()

    @property
    def planes(self) -> Planes:
        """The planes; they are the same arrays each time."""
        return self._planes()

    def part(self, window: Window) -> Picture:
        """Return one window of the picture; no more of it is made for that."""
        if not self.filmed or self._picture.made:
            return as_picture(self.picture[window])
        rows, columns = wide = even(window)
        light, first, second = self.planes
        half = (slice(rows.start // 2, rows.stop // 2), slice(columns.start // 2, columns.stop // 2))
        return as_picture(
            in_planes.picture_of((light[wide], first[half], second[half]))[inside(window, wide)]
        )

    def mirrored(self) -> "Frame":
        """Return this frame with left and right exchanged."""
        return Frame(
            self.height,
            self.width,
            lambda: as_picture(cv2.flip(self.picture, 1)),
            lambda: in_planes.mirrored(self.planes),
        )

    def altered(self, parts: tuple[Picture, Picture], window: Window, labels: NDArray[np.uint8]) -> "Frame":
        """Return the frame that shows the second of `parts` where `labels` are not 0, and elsewhere is this one to the byte.

        The window is of whole fields of four pixels; the first of `parts` is what this frame shows in it, and
        `labels` are those of the window.
        """
        return Frame(
            self.height,
            self.width,
            lambda: _laid(self.picture, parts[1], window, labels),
            lambda: in_planes.patched(self.planes, parts, window, labels),
        )


def _laid(under: Picture, over: Picture, window: Window, labels: NDArray[np.uint8]) -> Picture:
    both = under.copy()
    cv2.copyTo(over, labels, both[window])
    return both
