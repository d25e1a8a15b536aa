"""Playing a film in another order or at another pace, frame by frame, without keeping it in memory."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from quizzes.forgery.film.between import Between
from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple, Span
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.soundtrack import first_seconds, retimed
from quizzes.forgery.recipe import ParamError

_CHUNK_BYTES = 48_000_000
_NEAR = 1e-4


def retime(
    film: Film,
    timeline: Sequence[float],
    count: int,
    kind: str,
    *,
    flow: bool = False,
    stretches: Sequence[tuple[int, int]] | None = None,
) -> FilmTwin:
    """Make the twin whose frame k shows the film at frame `timeline[k]`, `count` frames long.

    With `flow`, moments between two frames are worked out from the motion between them; without, the last
    frame before them is shown. The spans are `stretches` of frames (from, up to), or where none are given
    the places in which the timeline does not go on by one. Raises `ParamError`.
    """
    wanted = tuple(round(float(at), 6) for at in timeline[:count])
    if len(wanted) < count or not wanted or min(wanted) < 0 or max(wanted) > film.count - 1:
        raise ParamError("params", f"ask for moments outside the {film.count} frames of the film")
    found = breaks_of(wanted)
    if not found:
        raise ParamError("params", "leave the order of the frames as it is")
    named = found if stretches is None else [(a, min(b, count)) for a, b in stretches if a < count]
    fps = float(film.fps)
    spans = tuple(Span(round(a / fps, 3), round(b / fps, 3), kind) for a, b in named)

    def pairs() -> Iterator[FrameTriple]:
        moved = [at for number, at in enumerate(wanted) if at != number]
        # Before the first of them, and behind all that the twin shows, each frame is wanted once.
        begin = (
            min(int(min(moved)), next(at for at, shown in enumerate(wanted) if shown != at)) if moved else 0
        )
        read = film.any_order(range(begin, min(film.count, int(max(moved)) + 2))) if moved else film
        twins = play(read, moved, flow=flow)
        for number, original in enumerate(read.recorded(0, count)):
            yield FrameTriple(original, original if wanted[number] == number else next(twins))

    seconds = count / float(film.fps)
    return FilmTwin(
        width=film.width,
        height=film.height,
        fps=film.fps,
        count=count,
        spans=spans,
        pairs=pairs,
        timeline=wanted,
        original_sound=None if film.sound is None else first_seconds(film.sound, seconds),
        twin_sound=None if film.sound is None else retimed(film.sound, wanted, film.fps),
    )


def breaks_of(timeline: Sequence[float]) -> list[tuple[int, int]]:
    """Return the stretches of frames (from, up to) in which time does not go on by one a frame.

    A cut lies between two frames: its stretch covers both, so that none is without length.
    """
    steps = [0.0 if timeline[0] == 0 else -1.0, *(b - a - 1 for a, b in pairwise(timeline))]
    joined: list[tuple[int, int]] = []
    for at in (number for number, step in enumerate(steps) if abs(step) > _NEAR):
        if joined and at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], at + 1)
        else:
            joined.append((max(0, at - 1), at + 1))
    return joined


def play(film: Film, moments: Sequence[float], *, flow: bool = False) -> Iterator[Frame]:
    """Give the film's frames at `moments` (frame numbers, also in between), in that order.

    Forward stretches are read once from their beginning; backward ones in pieces of a bounded size, each
    read forwards and given in reverse. So the memory does not grow with the length of the film.
    """
    for piece, backward in _pieces(film, moments):
        if backward:
            yield from reversed(list(_forward(film, piece[::-1], flow)))
        else:
            yield from _forward(film, piece, flow)


def _pieces(film: Film, moments: Sequence[float]) -> Iterator[tuple[Sequence[float], bool]]:
    """Split moments into what is read in one go, and whether that is given in reverse."""
    room = max(2, _CHUNK_BYTES // (film.width * film.height * 3))
    for run in _runs(moments):
        backward = len(run) > 1 and run[1] < run[0]
        for at in range(0, len(run), room if backward else len(run)):
            yield (run[at : at + room] if backward else run), backward


def _runs(moments: Sequence[float]) -> Iterator[Sequence[float]]:
    """Split moments into stretches that only go forwards or only backwards."""
    start = 0
    while start < len(moments):
        end = start + 1
        backward = end < len(moments) and moments[end] < moments[start]
        while end < len(moments) and (moments[end] < moments[end - 1]) == backward:
            end += 1
        yield moments[start:end]
        start = end


def _forward(film: Film, moments: Sequence[float], flow: bool) -> Iterator[Frame]:
    last = min(film.count - 1, int(np.floor(moments[-1])) + (1 if flow else 0))
    number = int(np.floor(moments[0]))
    frames = film.recorded(number, last + 1)
    here = next(frames)
    after: Frame | None = None
    between: Between | None = None
    for moment in moments:
        base = int(np.floor(moment))
        while number < base:
            here, after, between = (next(frames) if after is None else after), None, None
            number += 1
        share = moment - base
        if not flow or share < _NEAR:
            yield here
            continue
        if after is None:
            after = next(frames)
        between = between or Between(here, after)
        yield between.at(share)
