"""Omission: a stretch is left out of a film, and what came before is joined to what came after.

It deceives because nothing in the film is false and every second of it happened; only what stood in between,
a question, a reason, a mistake, is gone. Where something moves, the picture jumps (a jump cut); where all is
still, or where the cut falls on a moment like the one before it, nothing can be seen at all. Cost: none.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.seconds import stretch
from quizzes.forgery.film.timeline import retime
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique


def read_cuts(params: Mapping[str, Any], film: Film) -> tuple[tuple[int, int], ...]:
    """Parse the parameters: `cuts`, a list of [from, to] in seconds of the original, in order.

    Returns the frames (from, up to) that go; raises `ParamError`.
    """
    reader = Reader(params)
    value = reader.raw("cuts")
    reader.done()
    if not isinstance(value, list) or not value:
        raise ParamError("cuts", "must be a list of at least one [from, to]")
    cuts = tuple(stretch(film, f"cuts[{index}]", each) for index, each in enumerate(value))
    ends = [0, *(end for _, end in cuts)]
    for index, (start, end) in enumerate(cuts):
        # Nothing would join at an end, and the film would only be shorter.
        if start <= ends[index] or end >= film.count:
            raise ParamError(
                f"cuts[{index}]", "must come after the one before, and leave something behind it"
            )
    return cuts


@technique("omission", medium="video")
def omission(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Leave stretches out; both halves last as long as the twin. Nothing is left to chance."""
    cuts = read_cuts(params, original)
    gone = {number for start, end in cuts for number in range(start, end)}
    timeline = [number for number in range(original.count) if number not in gone]
    return retime(original, timeline, len(timeline), "omission")
