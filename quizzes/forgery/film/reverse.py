"""Reversal: a stretch of a film runs backwards.

It deceives where the motion looks alike both ways: a car pulls in instead of out, a crowd comes instead of
goes. Where things fall, splash, scatter or burn, nature gives it away, for those go one way only.
Cost: a film cannot be read backwards, so it is read again for every couple of seconds that are reversed.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.seconds import during
from quizzes.forgery.film.timeline import retime
from quizzes.forgery.reading import Reader
from quizzes.forgery.registry import technique


@technique("reverse", medium="video")
def reverse(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Run `during` ([from, to] in seconds, without it the whole film) backwards, in its own place."""
    reader = Reader(params)
    first, last = during(reader, original)
    reader.done()
    timeline = [*range(first), *range(last - 1, first - 1, -1), *range(last, original.count)]
    return retime(original, timeline, original.count, "reverse", stretches=[(first, last)])
