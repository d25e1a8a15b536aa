"""A signal before and after a recording that leaves the site: three falling notes, outside the recording itself."""

from typing import cast

import numpy as np

from quizzes.forgery.sound.sound import Samples, Sound

LEAD_S = 1.0
"""So long is the signal with its silence, before the recording and after it. A whole second, so that no rate cuts a sample."""

_NOTES_HZ = (880.0, 660.0, 440.0)
_NOTE_S, _SLOPE_S = 0.2, 0.02
_LOUDNESS = 0.25


def sound_with_marker(sound: Sound) -> tuple[Sound, tuple[float, float]]:
    """Return a recording between two signals, and from when to when (seconds) it is the recording itself.

    Not one of its samples is changed, so cutting it out again gives the very same recording.
    """
    lead = np.repeat(_signal(sound.rate)[:, np.newaxis], sound.stored.shape[1], axis=1)
    marked = Sound(np.concatenate([lead, sound.samples, lead[::-1]]), sound.rate)
    return marked, (LEAD_S, LEAD_S + sound.duration)


def _signal(rate: int) -> Samples:
    """Three notes and a silence, `LEAD_S` long; backwards, after the recording, the notes rise and come last."""
    found = np.zeros(round(LEAD_S * rate), np.float32)
    note = round(_NOTE_S * rate)
    at = np.arange(note) / rate
    slope = np.clip(np.minimum(at, _NOTE_S - at) / _SLOPE_S, 0, 1)
    for number, pitch in enumerate(_NOTES_HZ):
        found[number * note : (number + 1) * note] = _LOUDNESS * slope * np.sin(2 * np.pi * pitch * at)
    return cast(Samples, found)
