"""Duplicate frames: pictures of a film that were shown before."""

import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.frame_difference import small_grey
from quizzes.lenses.media import Curve, Frames, Mark
from quizzes.lenses.registry import lens

# Mean difference in brightness below which two frames of a coded film count as one picture.
SAME = 0.6
_SHORTEST = 3


@lens("duplicate-frames", "video", gives="curve")
def look(film: Frames) -> Curve:
    """Return for each frame its difference from the most alike earlier one (0 to 255); low is a repeat.

    Marked are stretches of at least three frames that were shown before: a frozen or looped film. A camera on a
    tripod before a still scene repeats itself as well, but for its grain.
    """
    frames = np.stack([small_grey(frame).ravel() for frame in film.read()]).astype(np.float32)
    nearest = _nearest(frames)
    times = np.arange(len(frames)) / film.fps
    high = max(10.0, float(np.quantile(nearest, 0.95)))
    return Curve(times, nearest, 0.0, high, _stretches(nearest < SAME, film.fps))


def _nearest(frames: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the smallest mean difference of each frame to any before it; the first one has the largest."""
    found = np.full(len(frames), 255.0)
    for at in range(1, len(frames)):
        # Rough first: frames whose means differ by more cannot be nearer than that.
        apart = np.abs(frames[:at, ::16] - frames[at, ::16]).mean(axis=1)
        best = np.argsort(apart, kind="stable")[:3]
        found[at] = float(np.abs(frames[best] - frames[at]).mean(axis=1).min())
    return found


def _stretches(same: NDArray[np.bool_], fps: float) -> tuple[Mark, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    runs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(
        Mark(round(float(a) / fps, 3), round(float(b) / fps, 3)) for a, b in runs if b - a >= _SHORTEST
    )
