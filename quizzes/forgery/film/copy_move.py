"""Copy-move in a film: a part of the picture is shown in the same film a second time, and moves along with it.

It deceives as in a photograph, since grain, light and focus are the film's own, and here the copy also moves
as the film does. Nothing in nature comes twice in the same shape, let alone moves twice in the same way.
Cost: about 15 ms a frame at 720p for a small copy that follows the camera.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.follow import Follow, Follower, Matrix, Place, carried, middle_of, warped
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.seconds import during
from quizzes.forgery.film.settle import Patch, edited
from quizzes.forgery.picture import Picture, SoftMask, blend, grow, light_shift, ring, rounded, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select

_RING = 9


@dataclass(frozen=True)
class CopyMove:
    """The parameters. Pixels are those of the first frame of `during` ([from, to] in seconds).

    `from` selects what is taken and `move` shifts it; `scale`, `turn` (degrees clockwise) and `flip` are about
    its middle. `behind` selects what stays in front. `follow`, `follow_on` and `path` keep what is taken in
    sight (see `Follow`), and the copy with it. `delay` (seconds) shows the copy as its model was that long
    ago, following the camera still: two cars in a line. With `live = false` it shows what was taken from the
    first frame all the time, which lets it follow another part of the scene than its model does.
    `match_light` and `brightness` are as for photos.
    """

    first: int
    last: int
    taken: Any
    move: tuple[float, ...]
    scale: float
    turn: float
    flip: bool
    feather: float
    match_light: float
    brightness: float
    behind: Any
    delay: int
    live: bool
    follow: Follow

    @classmethod
    def read(cls, params: Mapping[str, Any], film: Film) -> Self:
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        first, last = during(reader, film)
        wish = cls(
            first=first,
            last=last,
            taken=reader.raw("from"),
            move=reader.numbers("move", 2),
            scale=reader.number("scale", 1, low=0.1, high=4),
            turn=reader.number("turn", 0, low=-180, high=180),
            flip=reader.yes("flip", False),
            feather=reader.number("feather", 2, low=0, high=60),
            match_light=reader.number("match_light", 0, low=0, high=1),
            brightness=reader.number("brightness", 0, low=-128, high=128),
            behind=reader.raw("behind", None),
            delay=round(reader.number("delay", 0, low=0, high=1.5) * float(film.fps)),
            live=reader.yes("live", True),
            follow=Follow.read(reader),
        )
        reader.done()
        return wish


@technique("copy-move", medium="video")
def copy_move(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Show a part of the film once more, in each frame of the stretch. Nothing is left to chance."""
    wish = CopyMove.read(params, original)
    return edited(original, (wish.first, wish.last), "copy-move", lambda: _Copying(wish, original).edit)


class _Copying:
    """Remembers the selection of the first frame, where the camera is, and the frames of the delay."""

    def __init__(self, wish: CopyMove, film: Film) -> None:
        self.wish, self.fps = wish, float(film.fps)
        self.follower = Follower(wish.follow)
        self.taken: SoftMask | None = None
        self.levels: NDArray[np.float64] | None = None
        self.past: deque[tuple[Picture, Matrix]] = deque(maxlen=wish.delay + 1)

    def edit(self, frame: Frame, number: int) -> Patch | None:
        wish = self.wish
        if self.taken is None:
            self.taken = select(frame.picture, wish.taken, "from")
            inner = soften(grow(self.taken, -ceil(wish.feather)), wish.feather)
            self.middle = middle_of(self.taken)
            self.behind = None if wish.behind is None else Place(select(frame.picture, wish.behind, "behind"))
            if inner.max() < 0.5:
                raise ParamError("feather", "is wider than what is copied")
            self.inner = Place(inner)
        camera = self.follower.step(frame)
        if wish.live or not self.past:
            self.past.append((frame.picture, camera))
        if wish.live and len(self.past) <= wish.delay:
            return None
        model, model_camera = self.past[0]
        along = wish.follow.along((number - wish.delay) / self.fps, self.middle)
        shifted = self._shift(along)
        # From where the model was, by way of the first frame, to where the copy lies now.
        way = camera @ shifted @ np.linalg.inv(model_camera)
        window, alpha = self.inner.carried(camera @ shifted @ along)
        if not alpha.size:
            return None
        if self.levels is None:
            # Measured once: measured anew in each frame, the copy would flicker.
            here, there = (
                carried(self.taken, model_camera @ along),
                carried(self.taken, camera @ shifted @ along),
            )
            light = light_shift(ring(here, _RING), ring(there, _RING), model, frame.picture)
            self.levels = wish.match_light * light + wish.brightness
        levels = self.levels
        if self.behind is not None:
            window, alpha = self.behind.hidden(camera, window, alpha)
        if not alpha.size:
            return None
        # Whole pixels are not resampled: the copy stays as sharp as its model.
        how = cv2.INTER_NEAREST if np.allclose(way, np.rint(way)) else cv2.INTER_CUBIC
        part = cast(Picture, warped(model, way, window, how))
        part = rounded(part + levels) if levels.any() else part
        under = frame.part(window)
        return Patch(window, under, blend(under, part, alpha), [alpha])

    def _shift(self, along: Matrix) -> Matrix:
        """Return the movement from the model to its copy, about the model's present middle."""
        wish = self.wish
        x, y, _ = along @ np.array([*self.middle, 1.0])
        angle = np.deg2rad(wish.turn)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        linear = wish.scale * turn @ np.diag([-1.0 if wish.flip else 1.0, 1.0])
        offset = np.array([x, y]) + np.array(wish.move) - linear @ np.array([x, y])
        if wish.scale == 1 and not wish.turn:
            offset = np.rint(offset)
        return np.vstack([np.column_stack([linear, offset]), [0, 0, 1.0]])
