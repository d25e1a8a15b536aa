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

from quizzes.forgery.film.apart import (
    LOOKS,
    clean_ground,
    exposure,
    light_between,
    lit,
    middle_value,
    stands_out,
)
from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.follow import Follow, Follower, Matrix, Place, laid_in, middle_of, trimmed, warped
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.seconds import during, stretch
from quizzes.forgery.film.settle import Patch, edited
from quizzes.forgery.film.window import whole, widened
from quizzes.forgery.grain import with_grain
from quizzes.forgery.picture import Picture, SoftMask, blend, box_of, grow, light_shift, ring, rounded, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select

_RING = 6
_BESIDE = 32


@dataclass(frozen=True)
class ObjectRemoval:
    """The parameters. Pixels are those of the first frame of `during` ([from, to] in seconds).

    `remove` selects the thing, `path` follows it over the ground and `follow` follows the camera. `plate` is
    the stretch out of which the ground is taken (without it, `during`); `quantile` which of the values seen
    there is believed: 0.5 is the median, more takes lighter ones, for a dark thing that hardly moves.
    `ground` names a source instead: another stretch of the same standing camera, where the thing is not.
    With `least` (levels), only what differs that much from the ground is covered, and `reach` pixels around
    it; the rest of the selection stays as it was filmed.
    `feather` is the softness of the rim in pixels and `grain` the strength of the grain laid on the plate.
    """

    first: int
    last: int
    remove: Any
    plate: tuple[int, int]
    quantile: float
    ground: str | None
    least: float | None
    reach: float
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
            ground=reader.text("ground") if reader.has("ground") else None,
            least=reader.number("least", low=4, high=200) if reader.has("least") else None,
            reach=reader.number("reach", 6, low=0, high=60),
            feather=reader.number("feather", 3, low=0, high=30),
            grain=reader.number("grain", 1.2, low=0, high=8),
            follow=Follow.read(reader),
        )
        reader.done()
        if wish.plate[0] < first:
            raise ParamError(
                "plate", "must not begin before `during`, whose first frame all others are laid on"
            )
        if wish.ground is not None and (wish.follow.mode != "still" or reader.has("plate")):
            raise ParamError("ground", "is for a camera that stands still, and takes the place of `plate`")
        return wish


@technique("object-removal", medium="video")
def object_removal(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Remove a thing that moves over its ground; the seed makes the grain."""
    wish = ObjectRemoval.read(params, original)
    if wish.ground is not None and wish.ground not in sources:
        raise ParamError("ground", f"names {wish.ground!r}, which is not among the recipe's sources")
    ground = None if wish.ground is None else sources[wish.ground]
    seed = int(rng.integers(2**31))
    return edited(
        original,
        (wish.first, wish.last),
        "object-removal",
        lambda: _Removal(wish, original, ground, seed).edit,
    )


def plate_of(film: Film, wish: ObjectRemoval, follower: Follower) -> tuple[Picture, list[Matrix]]:
    """Return the ground without what moves, in the pixels of the first frame of the stretch, and the way there.

    Of the whole stretch at most 31 frames are kept, however long it is, and of them only where the thing ever
    is; elsewhere the ground is black. The way is the camera's matrix for each frame from the first on.
    """
    start, stop = wish.plate
    step = max(1, -(-(stop - start) // LOOKS))
    laid, way = [], []
    window = (slice(0, film.height), slice(0, film.width))
    for number, frame in enumerate(film.recorded(wish.first, max(stop, start + 1)), wish.first):
        if number == wish.first and wish.least is None:
            window = _ever(select(frame.picture, wish.remove, "remove"), wish, float(film.fps))
        way.append(follower.step(frame))
        if number >= start and (number - start) % step == 0:
            laid.append(_back(frame.picture, way[-1], window))
    plate = np.zeros((film.height, film.width, 3), np.uint8)
    plate[window] = middle_value(np.stack(laid), wish.quantile)
    return plate, way


def _back(frame: Picture, camera: Matrix, window: tuple[slice, slice]) -> Picture:
    """Return a window of the first frame's picture as this frame shows it."""
    rows, columns = window
    shift = np.array([[1, 0, columns.start], [0, 1, rows.start], [0, 0, 1.0]])
    size = (columns.stop - columns.start, rows.stop - rows.start)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    matrix = (camera @ shift)[:2]
    return cast(Picture, cv2.warpAffine(frame, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE))


def _ever(selected: SoftMask, wish: ObjectRemoval, fps: float) -> tuple[slice, slice]:
    """Return the window of the first frame in which the thing and its surroundings lie at any moment."""
    rows, columns = box_of(selected > 0)
    x, y = (columns.start, columns.stop), (rows.start, rows.stop)
    corners = np.array([[each, other, 1.0] for each in x for other in y]).T
    moments = [number / fps for number in range(wish.first, wish.last)]
    middle = middle_of(selected)
    places = np.hstack([(wish.follow.along(moment, middle) @ corners)[:2] for moment in moments])
    reach = 4 * _RING + 6 * wish.feather + _BESIDE
    (left, top), (right, bottom) = places.min(axis=1) - reach, places.max(axis=1) + reach
    height, width = selected.shape
    return (
        slice(max(0, int(top)), max(1, min(height, int(bottom) + 1))),
        slice(max(0, int(left)), max(1, min(width, int(right) + 1))),
    )


class _Removal:
    """Remembers the plate, the selection of the first frame and where the camera is."""

    def __init__(self, wish: ObjectRemoval, film: Film, ground: Film | None, seed: int) -> None:
        self.wish, self.fps = wish, float(film.fps)
        self.follower = Follower(wish.follow)
        self.way: list[Matrix] = []
        if ground is None:
            self.plate, self.way = plate_of(film, wish, self.follower)
        else:
            self.plate = clean_ground(ground, film, "ground")
        self.rng = np.random.default_rng(seed)
        self.hole: Place | None = None

    def edit(self, frame: Frame, number: int) -> Patch | None:
        wish = self.wish
        if self.hole is None:
            selected = select(frame.picture, wish.remove, "remove")
            self.middle = middle_of(selected)
            self.hole = Place(
                selected if wish.least is not None else soften(grow(selected, wish.feather), wish.feather)
            )
        known = number - wish.first
        camera: Matrix = self.way[known] if known < len(self.way) else self.follower.step(frame)
        box, alpha = self.hole.carried(camera @ wish.follow.along(number / self.fps, self.middle))
        plate = self.plate
        if wish.least is not None and wish.follow.mode != "still":
            plate = self._brought(camera)
        if wish.ground is not None:
            # Exposure first: a rim alone cannot tell a darker picture from a shadow beside the thing.
            plate = rounded(lit(plate, exposure(plate, frame.picture)))
        if wish.least is not None:
            all_of_it = whole(frame.height, frame.width)
            everywhere = laid_in(all_of_it, box, alpha)
            found = stands_out(frame.picture, plate.astype(np.float32), wish.least, everywhere)
            box, alpha = trimmed(all_of_it, soften(grow(found, wish.reach), wish.feather))
        if not alpha.size:
            return None
        window = widened(box, 2 * _RING, frame.height, frame.width)
        here, shown = frame.part(window), laid_in(window, box, alpha)
        # Without `least` only a window of the plate is brought to this frame: it is quicker.
        brought = wish.least is not None or wish.follow.mode == "still"
        ground = plate[window] if brought else cast(Picture, warped(plate, camera, window))
        if wish.ground is not None:
            everywhere = laid_in(whole(frame.height, frame.width), box, alpha)
            light = light_between(plate.astype(np.float32), frame.picture, everywhere)[window]
        else:
            rim = ring(shown, _RING)
            light = light_shift(rim, rim, ground, here).astype(np.float32)
        patch = with_grain(ground + light, wish.grain, self.rng)
        return Patch(window, here, blend(here, rounded(patch), shown), [shown])

    def _brought(self, camera: Matrix) -> Picture:
        """Return the plate as the camera sees it in this frame."""
        return cast(Picture, warped(self.plate, camera, whole(*self.plate.shape[:2])))
