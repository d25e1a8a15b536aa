"""Spectrogram: which tones are in a recording, from moment to moment."""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.media import Picture, Tone
from quizzes.lenses.registry import lens

WIDTH, HEIGHT = 1200, 360
HIGHEST_HZ = 12_000
_WINDOW_S = 0.025
_FLOOR_DB = -80.0


@lens("spectrogram", "sound")
def look(sound: Tone) -> Picture:
    """Return time from left to right, pitch from 0 Hz (bottom) to 12 kHz (top), and loudness as light.

    Short-time Fourier transform with Hann windows of 25 ms; 80 dB from black to white. A cut can show as an upright line
    or as a sudden change of the ground; a synthetic voice as tones drawn with a ruler, or as an empty top. Phones
    and old recordings have an empty top as well.
    """
    size = 1 << round(np.log2(_WINDOW_S * sound.rate))
    hop = max(1, (len(sound.samples) - size) // WIDTH)
    padded = np.pad(sound.samples, (0, size))
    starts = np.arange(0, max(1, len(sound.samples) - size + 1), hop)
    window = np.hanning(size).astype(np.float32)
    pieces = np.lib.stride_tricks.sliding_window_view(padded, size)[starts]
    power = np.abs(np.fft.rfft(pieces * window, axis=1)) / (size / 4)
    top = max(2, round(HIGHEST_HZ * size / sound.rate))
    # Recordings with fewer samples have nothing that high: black, not stretched.
    missing = max(0, top - power.shape[1])
    return _drawn(np.pad(power[:, :top], ((0, 0), (0, missing))))


def _drawn(power: NDArray[np.float64]) -> Picture:
    loud = 20 * np.log10(np.maximum(power, 1e-9))
    share = np.clip((loud - max(loud.max(), -60.0) - _FLOOR_DB) / -_FLOOR_DB, 0, 1)
    grey = np.ascontiguousarray(np.rint(255 * share.T[::-1]).astype(np.uint8))
    sized = cv2.resize(grey, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    coloured = cv2.applyColorMap(sized, cv2.COLORMAP_INFERNO)
    return cast(Picture, cv2.cvtColor(coloured, cv2.COLOR_BGR2RGB))
