"""Speed change: a stretch of a film is played slower or faster than it happened.

It deceives because speed is judged by what we expect, and few people know how fast a thing should go: slowed
down, a healthy speaker seems drunk; sped up, a touch becomes a blow. Repeated frames stutter and skipped ones
hurry; worked out from the motion in between, a slow stretch runs smooth and only the movement itself tells.
Cost: none for repeated frames, about 30 ms for each frame in between at 720p.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.seconds import during
from quizzes.forgery.film.timeline import retime
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique


@dataclass(frozen=True)
class SpeedChange:
    """The parameters.

    `during` is [from, to] in seconds of the original, without it the whole film; `pace` is how many seconds
    of the original pass in one of the twin (0.5: half as fast). `between` is `repeat` or `flow`.
    """

    first: int
    last: int
    pace: float
    flow: bool

    @classmethod
    def read(cls, params: Mapping[str, Any], film: Film) -> Self:
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        first, last = during(reader, film)
        pace = reader.number("pace", low=0.2, high=5)
        if abs(pace - 1) < 0.05:
            raise ParamError("pace", "is too near to 1 to be seen")
        flow = reader.choice("between", ("repeat", "flow"), "repeat") == "flow"
        reader.done()
        return cls(first, last, pace, flow)


@technique("speed-change", medium="video")
def speed_change(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Play a stretch at another pace; what follows comes earlier or later. Nothing is left to chance."""
    wish = SpeedChange.read(params, original)
    length = round((wish.last - wish.first) / wish.pace)
    paced = [min(wish.first + number * wish.pace, original.count - 1) for number in range(length)]
    timeline = [*range(wish.first), *paced, *range(wish.last, original.count)]
    # A faster original is over sooner: both halves then end where the twin does.
    count = min(original.count, len(timeline))
    return retime(
        original,
        timeline,
        count,
        "speed-change",
        flow=wish.flow,
        stretches=[(wish.first, min(count, wish.first + length))],
    )
