"""Waveform: how far the air swings, from moment to moment."""

import numpy as np

from quizzes.lenses.media import Curve, Tone
from quizzes.lenses.registry import lens

POINTS = 1200


@lens("waveform", "sound", gives="curve")
def look(sound: Tone) -> Curve:
    """Return the largest swing (0 to 1) in each of up to `POINTS` equal pieces.

    Words are hills, pauses are valleys; a hill that begins like a wall may be a cut, or a hard consonant.
    """
    count = min(POINTS, len(sound.samples))
    edges = np.linspace(0, len(sound.samples), count + 1).astype(int)
    peaks = np.maximum.reduceat(np.abs(sound.samples), edges[:-1]).astype(np.float64)
    return Curve(edges[:-1] / sound.rate, peaks, 0.0, 1.0)
