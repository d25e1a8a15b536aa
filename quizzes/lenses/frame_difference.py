"""Frame difference: how much each picture of a film differs from the one before it."""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.media import Curve, Frames, Grey, Mark, Picture
from quizzes.lenses.registry import lens

SIDE = 160
_PEAK = 5.0
_LEAST = 4.0


@lens("frame-difference", "video", gives="curve")
def look(film: Frames) -> Curve:
    """Return the mean difference in brightness (0 to 255) between each frame and the one before.

    Marked are steps far above the usual one (more than 5 times the median of their surroundings): where a film was
    cut, or where somebody switched on a light. A cut between two like pictures makes hardly a step.
    """
    greys = [small_grey(frame) for frame in film.read()]
    steps = np.array([0.0, *(float(np.abs(b - a).mean()) for a, b in pairwise(greys))])
    times = np.arange(len(steps)) / film.fps
    marks = tuple(
        Mark(round(float(times[at]), 3), round(float(times[at]) + 1 / film.fps, 3))
        for at in range(1, len(steps))
        if steps[at] > max(_LEAST, _PEAK * _usual(steps, at))
    )
    return Curve(times, steps, 0.0, max(20.0, float(steps.max(initial=0))), marks)


def small_grey(frame: Picture) -> Grey:
    """Return the brightness of a frame at a width of `SIDE` pixels."""
    height = max(2, round(SIDE * frame.shape[0] / frame.shape[1]))
    small = cv2.resize(frame, (SIDE, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.float32)


def _usual(steps: NDArray[np.float64], at: int) -> float:
    around = np.concatenate([steps[max(1, at - 12) : at], steps[at + 1 : at + 13]])
    return float(np.median(around)) if len(around) else 0.0
