"""Level profile: how loud a recording is, and how loud its room, from moment to moment."""

import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.media import Curve, Mark, Tone
from quizzes.lenses.registry import lens

STEP_S = 0.02
_FLOOR_DB = -90.0
_DEAD_DB = -75.0
_SHORTEST_S = 0.06


@lens("level-profile", "sound", gives="curve")
def look(sound: Tone) -> Curve:
    """Return the level in dB below full scale (root mean square of 20 ms each), -90 at the lowest.

    No room is silent: between words its own hum goes on. Marked are stretches of at least 60 ms of digital silence
    (below -75 dB), as a cut by hand leaves them, and as a telephone does that sends nothing in pauses.
    """
    step = max(1, round(STEP_S * sound.rate))
    count = max(1, len(sound.samples) // step)
    pieces = np.pad(sound.samples, (0, max(0, count * step - len(sound.samples))))[: count * step].reshape(
        count, step
    )
    power = np.mean(np.square(pieces, dtype=np.float64), axis=1)
    level: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 1e-18))
    level = np.maximum(level, _FLOOR_DB)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], level < _DEAD_DB, [False]]).astype(np.int8)))
    runs = zip(edges[::2], edges[1::2], strict=True)
    marks = tuple(
        Mark(round(float(a) * STEP_S, 3), round(float(b) * STEP_S, 3))
        for a, b in runs
        if (b - a) * STEP_S >= _SHORTEST_S
    )
    return Curve(np.arange(count, dtype=np.float64) * STEP_S, level, _FLOOR_DB, 0.0, marks)
