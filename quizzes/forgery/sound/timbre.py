"""The shape of a voice's spectrum: moved up or down (formants), or made like that of another recording."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.sound.sound import Wave, around, empty_like, lay

_FRAME_S = 0.042
_PITCHLESS_S = 0.0018
_FLOOR = 1e-4
_MOST = 3.0
_BANDS = 40
_BLOCK = 64


def with_formants(samples: Wave, ratio: float, rate: int) -> Wave:
    """Move the resonances of a voice up or down by a factor and leave its pitch alone.

    Above 1 the mouth and throat sound smaller, below 1 larger. The envelope is taken from the low part of the
    cepstrum (Oppenheim and Schafer 1968), frame by frame. About 15 ms a second of sound at 48 kHz.
    """
    if ratio == 1:
        return samples.copy()
    frame = _frame(rate)
    keep = round(_PITCHLESS_S * rate)
    # Where each place of the moved spectrum lies in its own: the same for every frame.
    at = np.minimum(np.arange(frame // 2 + 1) / ratio, frame // 2)
    low = np.minimum(at.astype(np.int64), frame // 2 - 1)
    share = at - low
    lifter = np.zeros(frame)
    lifter[: keep + 1] = 1
    lifter[-keep:] = 1

    def change(spectrum: NDArray[np.complex128]) -> NDArray[np.float64]:
        size = np.abs(spectrum)
        loud = np.log(np.maximum(size, size.max(axis=1, keepdims=True) * _FLOOR + 1e-12))
        cepstrum = np.fft.irfft(loud, axis=1) * lifter
        envelope = np.fft.rfft(cepstrum, axis=1).real
        moved: NDArray[np.float64] = envelope[:, low] * (1 - share) + envelope[:, low + 1] * share
        return np.exp(np.clip(moved - envelope, -_MOST, _MOST))

    return _filtered(samples, frame, change)


def with_tone_of(samples: Wave, model: Wave, share: float, rate: int) -> Wave:
    """Bring the average spectrum of a sound `share` (0 to 1) of the way to that of `model`; not its loudness.

    It fits one microphone and room on another, as far as steady colour goes: echo stays as it is.
    """
    if share == 0:
        return samples.copy()
    frame = _frame(rate)
    bins = np.arange(frame // 2 + 1)
    edges = np.unique(np.geomspace(3, frame // 2, _BANDS).astype(int))
    own, other = (_bands(each, frame, edges) for each in (samples, model))
    apart = np.log(other / own) / 2
    apart = np.clip(apart - np.average(apart, weights=own), -_MOST, _MOST) * share
    curve = np.exp(np.interp(bins, (edges[:-1] + edges[1:]) / 2, apart))
    return _filtered(samples, frame, lambda spectrum: np.broadcast_to(curve, spectrum.shape))


def _frame(rate: int) -> int:
    return int(2 ** np.round(np.log2(_FRAME_S * rate)))


def _bands(samples: Wave, frame: int, edges: NDArray[np.int_]) -> NDArray[np.float64]:
    window = np.hanning(frame)
    power = np.zeros(frame // 2 + 1)
    for start in range(0, len(samples) + 1, frame // 2):
        mono = around(samples, start, start + frame).mean(axis=1)
        power += np.abs(np.fft.rfft(mono * window)) ** 2
    floor = power.max() * _FLOOR**2 + 1e-12
    return np.array([power[a:b].mean() + floor for a, b in pairwise(edges)])


def _filtered(
    samples: Wave, frame: int, change: Callable[[NDArray[np.complex128]], NDArray[np.float64]]
) -> Wave:
    """Multiply the spectrum of each frame by what `change` says of it; overlap and add, a few frames at a time."""
    hop = frame // 4
    window = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frame) / frame))
    count = -(-len(samples) // hop) + 3
    out = empty_like(samples, len(samples))
    over = np.zeros((frame - hop, samples.shape[1]))
    for begin in range(0, count, _BLOCK):
        several = min(_BLOCK, count - begin)
        start, length = (begin - 3) * hop, (several - 1) * hop + frame
        taken = around(samples, start, start + length).astype(np.float64)
        laid = np.zeros_like(taken)
        laid[: len(over)] = over
        for channel in range(samples.shape[1]):
            frames = np.lib.stride_tricks.sliding_window_view(taken[:, channel], frame)[::hop]
            spectrum = np.fft.rfft(frames * window, axis=1)
            pieces = np.fft.irfft(spectrum * change(spectrum), n=frame, axis=1) * window / 2
            for index, piece in enumerate(pieces):
                laid[index * hop : index * hop + frame, channel] += piece
        # What the frames after these will add to is kept for them.
        done, over = laid[: several * hop], laid[several * hop :].copy()
        first, last = max(0, start), min(len(samples), start + several * hop)
        if first < last:
            lay(out[first:last], done[first - start : last - start])
    return out
