"""Retouching a film: the colour of a thing is changed in every frame while it moves and the light plays on it.

It deceives because nothing is added: shapes, light and grain stay true. A rim of the old colour, a reflection
that was forgotten, or a hue that flickers at the edge gives it away.
Cost: 5 to 60 ms a frame, by the size of the place that is looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.follow import Follow, Follower, Place, laid_in, middle_of
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.seconds import during
from quizzes.forgery.film.settle import Patch, edited
from quizzes.forgery.film.window import widened
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.retouch import Recolour
from quizzes.forgery.selection import select

_MARGIN = 24


@dataclass(frozen=True)
class Retouch:
    """The parameters: a `recolour` as for photos, and `during`, `follow`, `follow_on` and `path`.

    `where` selects the place in the first frame of `during`; within it each frame is recoloured anew, so the
    thing may move about there.
    """

    first: int
    last: int
    recolour: Recolour
    follow: Follow

    @classmethod
    def read(cls, params: Mapping[str, Any], film: Film) -> Self:
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        first, last = during(reader, film)
        wish = cls(first, last, Recolour.parse(reader), Follow.read(reader))
        reader.done()
        return wish


@technique("retouch", medium="video")
def retouch(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Recolour a thing in each frame of the stretch. Nothing is left to chance."""
    wish = Retouch.read(params, original)
    return edited(original, (wish.first, wish.last), "retouch", lambda: _Retouching(wish, original).edit)


class _Retouching:
    """Remembers the place of the first frame and where the camera is."""

    def __init__(self, wish: Retouch, film: Film) -> None:
        self.wish, self.fps = wish, float(film.fps)
        self.follower = Follower(wish.follow)
        self.place: Place | None = None

    def edit(self, frame: Frame, number: int) -> Patch | None:
        if self.place is None:
            selected = select(frame.picture, self.wish.recolour.where, "where")
            self.place, self.middle = Place(selected), middle_of(selected)
        along = self.wish.follow.along(number / self.fps, self.middle)
        box, place = self.place.carried(self.follower.step(frame) @ along, (frame.height, frame.width))
        if not place.size:
            return None
        window = widened(box, _MARGIN, frame.height, frame.width)
        picture = frame.part(window)
        try:
            altered, part = self.wish.recolour.apply_at(picture, laid_in(window, box, place))
        except ParamError:
            # The thing may be out of sight for a moment; that it is never there is found out at the end.
            return None
        return Patch(window, picture, altered, [np.where(part > 0.02, part, np.float32(0))])
