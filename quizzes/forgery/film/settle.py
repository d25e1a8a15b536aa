"""Editing the frames of a stretch one by one, and keeping the truth of each: what really changed, and where."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, cast

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple, Labels, Span
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.picture import Picture, SoftMask, box_of
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.truth import changed

Edit: TypeAlias = Callable[[Picture, int], tuple[Picture, list[SoftMask]]]
"""Edits one frame, given with its number: returns it edited, and how far each altered place shows in it."""

_MARGIN = 4


def edited(film: Film, during: tuple[int, int], kind: str, start: Callable[[], Edit]) -> FilmTwin:
    """Make the twin in which the frames of `during` (from, up to) go through an edit, in order.

    `start` begins anew each time the frames are asked for, because an edit may remember what came before.
    Raises `ParamError` while it is read, when nothing in the whole stretch changed visibly.
    """

    first, last = during

    def pairs() -> Iterator[FrameTriple]:
        edit, seen = start(), False
        for number, frame in enumerate(film.recorded()):
            if not first <= number < last:
                yield FrameTriple(frame, frame)
                continue
            triple = settle_frame(frame, *edit(frame.picture, number))
            seen = seen or triple.labels is not None
            yield triple
        if not seen:
            raise ParamError("params", "change nothing that can be seen")

    fps = float(film.fps)
    return FilmTwin(
        width=film.width,
        height=film.height,
        fps=film.fps,
        count=film.count,
        spans=(Span(round(first / fps, 3), round(last / fps, 3), kind),),
        pairs=pairs,
        places=1,
        original_sound=film.sound,
        twin_sound=film.sound,
    )


def settle_frame(whole: Frame, altered: Picture, shown: list[SoftMask]) -> FrameTriple:
    """Keep of an edited frame what visibly changed, and label it; all else equals the original to the byte.

    A pixel belongs to the last place that shows there at all, or to the nearest listed first.
    """
    if not shown:
        return FrameTriple(whole, whole)
    frame = whole.picture
    everywhere = shown[0] if len(shown) == 1 else cast(SoftMask, np.maximum.reduce(shown))
    rows, columns = box_of(everywhere > 0)
    if rows.stop == 0:
        return FrameTriple(whole, whole)
    window = (
        slice(max(0, rows.start - _MARGIN), rows.stop + _MARGIN),
        slice(max(0, columns.start - _MARGIN), columns.stop + _MARGIN),
    )
    mask = changed(frame[window], altered[window])
    if not mask.any():
        return FrameTriple(whole, whole)
    labels: Labels = np.zeros(frame.shape[:2], np.uint8)
    here = labels[window]
    here[mask] = 1
    for number, place in enumerate(shown, 1):
        here[mask & (place[window] > 0)] = number
    return FrameTriple(whole, whole.altered(altered, labels), labels)
