"""Object removal from a film: a moving thing is covered by what was to be seen there when it was elsewhere.

It deceives more than in a photograph, for the filling is real: a film shows the ground behind a walker before
and after. Frames are laid on each other by the camera's motion, and the median of them (the plate) is the place
without whatever moves. A shadow that stays behind, a grain that stands still or a soft patch gives it away.
Cost: one more reading of the film, and about 25 ms a frame at 720p.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.follow import Follow, Follower, Matrix, carried, middle_of, warped
from quizzes.forgery.film.seconds import during, stretch
from quizzes.forgery.film.settle import edited
from quizzes.forgery.grain import with_grain
from quizzes.forgery.picture import Picture, SoftMask, blend, box_of, grow, light_shift, ring, rounded, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select

_LOOKS = 31
_RING = 6


@dataclass(frozen=True)
class ObjectRemoval:
    """The parameters. Pixels are those of the first frame of `during` ([from, to] in seconds).

    `remove` selects the thing, `path` follows it over the ground and `follow` follows the camera. `plate` is
    the stretch out of which the ground is taken (without it, `during`); `quantile` which of the values seen
    there is believed: 0.5 is the median, more takes lighter ones, for a dark thing that hardly moves.
    `feather` is the softness of the rim in pixels and `grain` the strength of the grain laid on the plate.
    """

    first: int
    last: int
    remove: Any
    plate: tuple[int, int]
    quantile: float
    feather: float
    grain: float
    follow: Follow

    @classmethod
    def read(cls, params: Mapping[str, Any], film: Film) -> Self:
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        first, last = during(reader, film)
        wish = cls(
            first=first,
            last=last,
            remove=reader.raw("remove"),
            plate=stretch(film, "plate", reader.raw("plate")) if reader.has("plate") else (first, last),
            quantile=reader.number("quantile", 0.5, low=0.05, high=0.95),
            feather=reader.number("feather", 3, low=0, high=30),
            grain=reader.number("grain", 1.2, low=0, high=8),
            follow=Follow.read(reader),
        )
        reader.done()
        if wish.plate[0] < first:
            raise ParamError(
                "plate", "must not begin before `during`, whose first frame all others are laid on"
            )
        return wish


@technique("object-removal", medium="video")
def object_removal(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Remove a thing that moves over its ground; the seed makes the grain."""
    wish = ObjectRemoval.read(params, original)
    seed = int(rng.integers(2**31))
    return edited(
        original, (wish.first, wish.last), "object-removal", lambda: _Removal(wish, original, seed).edit
    )


def plate_of(film: Film, wish: ObjectRemoval) -> Picture:
    """Return the ground without what moves, in the pixels of the first frame of the stretch.

    Of the whole stretch at most 31 frames are kept, however long it is.
    """
    follower = Follower(wish.follow)
    start, stop = wish.plate
    step = max(1, -(-(stop - start) // _LOOKS))
    laid = []
    for number, frame in enumerate(film.frames(wish.first, max(stop, start + 1)), wish.first):
        matrix = follower.step(frame)
        if number >= start and (number - start) % step == 0:
            size = (frame.shape[1], frame.shape[0])
            flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
            laid.append(cv2.warpAffine(frame, matrix[:2], size, flags=flags, borderMode=cv2.BORDER_REPLICATE))
    looks = np.stack(laid)
    at = round(wish.quantile * (len(laid) - 1))
    plate = np.empty_like(looks[0])
    # Row by row: partitioning needs a second copy of all it is given.
    for row in range(looks.shape[1]):
        plate[row] = np.partition(looks[:, row], at, axis=0)[at]
    return cast(Picture, plate)


class _Removal:
    """Remembers the plate, the selection of the first frame and where the camera is."""

    def __init__(self, wish: ObjectRemoval, film: Film, seed: int) -> None:
        self.wish, self.fps = wish, float(film.fps)
        self.plate = plate_of(film, wish)
        self.follower = Follower(wish.follow)
        self.rng = np.random.default_rng(seed)
        self.hole: SoftMask | None = None

    def edit(self, frame: Picture, number: int) -> tuple[Picture, list[SoftMask]]:
        wish = self.wish
        if self.hole is None:
            selected = select(frame, wish.remove, "remove")
            self.middle = middle_of(selected)
            self.hole = soften(grow(selected, wish.feather), wish.feather)
        camera: Matrix = self.follower.step(frame)
        alpha = carried(self.hole, camera @ wish.follow.along(number / self.fps, self.middle))
        rows, columns = box_of(alpha > 0)
        if rows.stop == 0:
            return frame, []
        window = (
            slice(max(0, rows.start - 2 * _RING), min(frame.shape[0], rows.stop + 2 * _RING)),
            slice(max(0, columns.start - 2 * _RING), min(frame.shape[1], columns.stop + 2 * _RING)),
        )
        ground = cast(Picture, warped(self.plate, camera, window))
        rim = ring(alpha[window], _RING)
        light = light_shift(rim, rim, ground, frame[window])
        patch = with_grain(ground + light, wish.grain, self.rng)
        altered = frame.copy()
        altered[window] = blend(frame[window], rounded(patch), alpha[window])
        return altered, [alpha]
