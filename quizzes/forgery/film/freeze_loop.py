"""Freezing and looping: one frame stands still for a while, or one stretch is shown again and again.

It deceives because little seems to happen anyway: the guard's screen shows an empty corridor, the audience
listens. Meanwhile the real time is covered. A freeze stops even the grain; a loop jumps back at its seam; a
pendulum (forwards, backwards) has no seam, but its movements all return the way they came.
Cost: one more reading of the film for each time round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.seconds import frame_at, stretch
from quizzes.forgery.film.timeline import retime
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique


@dataclass(frozen=True)
class FreezeLoop:
    """The parameters.

    `mode` is `freeze`, `loop` or `pendulum`. `repeat` is [from, to] in seconds of the original: what is shown
    again (for a freeze, its first frame stands still that long). `until` is the second at which it ends: the
    film then goes on as if nothing had been covered (`after = "on-time"`), or from where it was interrupted
    (`after = "late"`).
    """

    mode: str
    first: int
    last: int
    until: int
    late: bool

    @classmethod
    def read(cls, params: Mapping[str, Any], film: Film) -> Self:
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        mode = reader.choice("mode", ("freeze", "loop", "pendulum"))
        first, last = stretch(film, "repeat", reader.raw("repeat"))
        whole = film.count / float(film.fps)
        until = frame_at(film, reader.number("until", last / float(film.fps), low=0, high=whole))
        late = reader.choice("after", ("on-time", "late"), "on-time") == "late"
        reader.done()
        if until < last or (mode != "freeze" and until == last):
            raise ParamError("until", "must lie behind what is repeated")
        return cls(mode, first, last, until, late)


@technique("freeze-loop", medium="video")
def freeze_loop(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Cover a stretch by a still frame or by what came before it. Nothing is left to chance."""
    wish = FreezeLoop.read(params, original)
    once = list(range(wish.first, wish.last))
    if wish.mode == "freeze":
        start, round_trip, resume = wish.first, [wish.first], wish.first + 1
    else:
        back = once[-2:0:-1] if wish.mode == "pendulum" else []
        start, resume = wish.last, wish.last
        round_trip = [*back, *once] if wish.mode == "pendulum" else once
    covered = [round_trip[number % len(round_trip)] for number in range(wish.until - start)]
    rest = range(resume if wish.late else wish.until, original.count)
    timeline = [*range(start), *covered, *rest]
    count = min(original.count, len(timeline))
    return retime(original, timeline, count, "freeze-loop", stretches=[(start, wish.until)])
