"""A curve over time as the parts of a drawing: its path, the stretches it marks, and what it says in numbers."""

from typing import TypedDict

import numpy as np

from quizzes.lenses.media import Curve

WIDTH, HEIGHT = 1000, 200
_MOST = 500


class Drawn(TypedDict):
    """Parts of an SVG of WIDTH by HEIGHT; `marks` are [x, width, start, end], times in seconds."""

    path: str
    seconds: float
    marks: list[list[float]]


def drawn(curve: Curve) -> Drawn:
    """Return a curve as a path. Where there are more values than columns, each column has its lowest and highest."""
    seconds = float(curve.times[-1]) if len(curve.times) > 1 else 0.0
    step = seconds / (len(curve.times) - 1) if len(curve.times) > 1 else 1.0
    seconds += step
    parts = []
    pen = "M"
    for piece in np.array_split(np.arange(len(curve.values)), min(_MOST, len(curve.values))):
        values = curve.values[piece]
        if not np.isfinite(values).all():
            pen = "M"
            continue
        lowest, highest = int(np.argmin(values)), int(np.argmax(values))
        for at in dict.fromkeys(sorted((lowest, highest))):
            parts.append(f"{pen}{_across(curve.times[piece[at]], seconds):g} {_up(values[at], curve):g}")
            pen = "L"
    marks = [
        [
            _across(mark.start, seconds),
            _across(mark.end - mark.start, seconds),
            round(mark.start, 2),
            round(mark.end, 2),
        ]
        for mark in curve.marks
    ]
    return Drawn(path="".join(parts), seconds=round(seconds, 2), marks=marks)


def _across(time: float, seconds: float) -> float:
    return round(WIDTH * float(time) / seconds, 1)


def _up(value: float, curve: Curve) -> float:
    share = (float(value) - curve.low) / (curve.high - curve.low)
    return round(HEIGHT - HEIGHT * min(1.0, max(0.0, share)), 1)
