"""Editing the frames of a stretch one by one, and keeping the truth of each: what really changed, and where."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple, Labels, Span
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.window import Window, common, even, inside, placed, widened
from quizzes.forgery.picture import Picture, SoftMask, box_of
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.truth import changed


class Patch(NamedTuple):
    """One window of a frame before and after an edit, and how far each altered place shows in it."""

    window: Window
    before: Picture
    after: Picture
    shown: list[SoftMask]


Edit: TypeAlias = Callable[[Frame, int], Patch | None]
"""Edits one frame, given with its number; None where it leaves the frame as it is."""

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
            triple = settle_frame(frame, edit(frame, number))
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


def settle_frame(whole: Frame, patch: Patch | None) -> FrameTriple:
    """Keep of an edited frame what visibly changed, and label it; all else equals the original to the byte.

    A pixel belongs to the last place that shows there at all, or to the nearest listed first.
    """
    if patch is None or not patch.shown:
        return FrameTriple(whole, whole)
    first, *others = patch.shown
    box = box_of((np.maximum.reduce(patch.shown) if others else first) > 0)
    if box[0].stop == 0:
        return FrameTriple(whole, whole)
    window = widened(placed(box, patch.window), _MARGIN, whole.height, whole.width)
    wide = even(window)
    both = common(wide, patch.window)
    here, there = inside(both, wide), inside(both, patch.window)
    if both == wide:
        before, after = (np.ascontiguousarray(each[there]) for each in (patch.before, patch.after))
    else:
        before = whole.part(wide)
        after = before.copy()
        after[here] = patch.after[there]
    seen = inside(window, wide)
    mask = changed(before[seen], after[seen])
    if not mask.any():
        return FrameTriple(whole, whole)
    labels: Labels = np.zeros((whole.height, whole.width), np.uint8)
    labels[window][mask] = 1
    for number, place in enumerate(others, 2):
        part = labels[both]
        part[(part > 0) & (place[there] > 0)] = number
    altered = whole.altered((before, after), wide, np.ascontiguousarray(labels[wide]))
    return FrameTriple(whole, altered, labels)
