"""Mirroring: left and right of a film are exchanged.

It deceives because most of the world looks as likely the other way round, and because programs that look for
copies of a film no longer find it. Writing, maps, traffic, clocks and the side of a shirt's buttons tell.
Cost: 1 ms a frame at 720p.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple, Span
from quizzes.forgery.film.seconds import during
from quizzes.forgery.reading import Reader
from quizzes.forgery.registry import technique


@technique("mirror", medium="video")
def mirror(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Mirror `during` ([from, to] in seconds, without it the whole film); the sound stays as it is.

    No place within the picture is marked as altered: all of it is.
    """
    reader = Reader(params)
    first, last = during(reader, original)
    reader.done()

    def pairs() -> Iterator[FrameTriple]:
        for number, frame in enumerate(original.recorded()):
            turned = first <= number < last
            yield FrameTriple(frame, frame.mirrored() if turned else frame)

    fps = float(original.fps)
    return FilmTwin(
        width=original.width,
        height=original.height,
        fps=original.fps,
        count=original.count,
        spans=(Span(round(first / fps, 3), round(last / fps, 3), "mirror"),),
        pairs=pairs,
        original_sound=original.sound,
        twin_sound=original.sound,
    )
