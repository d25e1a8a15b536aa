"""Reordering: the pieces of a film are shown in another order than they happened.

It deceives because we take what comes later for the consequence of what came before: a smile shown after the
insult was a smile before it. Each piece is real. The seams jump, and what was gone is back again.
Cost: one more reading of the film for each piece.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin
from quizzes.forgery.film.seconds import stretch
from quizzes.forgery.film.timeline import retime
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique


def read_pieces(params: Mapping[str, Any], film: Film) -> tuple[tuple[int, int], ...]:
    """Parse the parameters: `pieces`, a list of [from, to] in seconds of the original, in the new order.

    Returns the frames (from, up to) of each piece; raises `ParamError`. No moment may be shown twice: that
    is a loop.
    """
    reader = Reader(params)
    value = reader.raw("pieces")
    reader.done()
    if not isinstance(value, list) or len(value) < 2:
        raise ParamError("pieces", "must be a list of at least two [from, to]")
    pieces = tuple(stretch(film, f"pieces[{index}]", each) for index, each in enumerate(value))
    ordered = sorted(pieces)
    if any(after[0] < before[1] for before, after in pairwise(ordered)):
        raise ParamError("pieces", "show a moment twice")
    if list(pieces) == ordered:
        raise ParamError("pieces", "are in the order in which they happened")
    return pieces


@technique("reorder", medium="video")
def reorder(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Show the pieces in the recipe's order; the spans are those that are not at their own time."""
    pieces = read_pieces(params, original)
    timeline = [number for start, end in pieces for number in range(start, end)]
    moved, done = [], 0
    for start, end in pieces:
        if start != done:
            moved.append((done, done + end - start))
        done += end - start
    return retime(original, timeline, len(timeline), "reorder", stretches=_joined(moved))


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
