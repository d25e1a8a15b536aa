"""Longer or shorter without another pitch (WSOLA), and another pitch without another length (resampling)."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.sound.sound import Samples, as_samples

_FRAME_S = 0.030
_SEARCH_S = 0.009
_COARSE = 4
_TAPS = 24
_PHASES = 512
_BLOCK = 1 << 15

Wave: TypeAlias = NDArray[np.float64]


def stretch(samples: Samples, factor: float, rate: int) -> Samples:
    """Make a sound `factor` times as long at the same pitch.

    WSOLA (Verhelst and Roelands 1993): frames are laid down at another distance than they were taken at, each
    from where its wave continues the one before. About 20 ms a second of sound at 48 kHz.
    """
    length = max(1, round(len(samples) * factor))
    if length == len(samples):
        return samples.copy()
    frame = round(_FRAME_S * rate) // (2 * _COARSE) * 2 * _COARSE
    hop, search = frame // 2, round(_SEARCH_S * rate) // _COARSE * _COARSE
    around = frame + search
    padded = np.pad(samples, ((around, around + 2 * frame), (0, 0))).astype(np.float64)
    mono = padded.mean(axis=1)
    coarse = mono[: len(mono) // _COARSE * _COARSE].reshape(-1, _COARSE).mean(axis=1)
    window = (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(frame) + 0.5) / frame))[:, np.newaxis]
    count = length // hop + 2
    laid = np.zeros(((count + 1) * hop, samples.shape[1]))
    last = len(padded) - 2 * frame - search
    place = around - hop
    for index in range(count):
        if index:
            wanted = min(max(round((index - 1) * hop / factor) + around, search), last)
            place = _continued(mono, coarse, (place + hop, wanted), frame, search)
        laid[index * hop : index * hop + frame] += padded[place : place + frame] * window
    return as_samples(laid[hop : hop + length])


def _continued(mono: Wave, coarse: Wave, places: tuple[int, int], frame: int, search: int) -> int:
    """Return the place near the wanted one that sounds most like what would naturally come next.

    `places` are that natural place and the wanted one; `coarse` is `mono` at a quarter of its rate.
    """
    natural, wanted = min(places[0], len(mono) - frame), places[1]
    low = (wanted - search) // _COARSE
    guide = coarse[natural // _COARSE : natural // _COARSE + frame // _COARSE]
    field = coarse[low : low + 2 * search // _COARSE + len(guide)]
    best = (low + _most_alike(field, guide)) * _COARSE + natural % _COARSE
    fine = max(0, min(best - _COARSE, len(mono) - frame - 2 * _COARSE))
    return fine + _most_alike(mono[fine : fine + frame + 2 * _COARSE], mono[natural : natural + frame])


def _most_alike(field: Wave, guide: Wave) -> int:
    likeness = np.correlate(field, guide, "valid")
    squares = np.concatenate([[0.0], np.cumsum(field**2)])
    energy = squares[len(guide) :] - squares[: -len(guide)]
    return int(np.argmax(likeness / np.sqrt(energy + 1e-9)))


def resample(samples: Samples, ratio: float) -> Samples:
    """Read a sound `ratio` times as fast: shorter and higher above 1, longer and lower below.

    Windowed sinc of 24 taps (Smith and Gossett 1984), cut off so that nothing folds back; worked off in
    blocks, so that memory does not grow with the length.
    """
    length = max(1, round(len(samples) / ratio))
    half = _TAPS // 2
    table = _kernel(min(1.0, 1.0 / ratio) * 0.96)
    padded = np.pad(samples, ((half, half + 2), (0, 0)))
    out = np.empty((length, samples.shape[1]), np.float32)
    reach = np.arange(_TAPS)
    for begin in range(0, length, _BLOCK):
        places = np.arange(begin, min(begin + _BLOCK, length)) * ratio
        whole = np.minimum(places.astype(np.int64), len(samples))
        phase = np.rint((places - whole) * _PHASES).astype(np.int64).clip(0, _PHASES)
        taps = padded[whole[:, np.newaxis] + reach + 1]
        out[begin : begin + len(places)] = np.einsum("nt,ntc->nc", table[phase], taps)
    return as_samples(out)


def _kernel(cutoff: float) -> NDArray[np.float32]:
    half = _TAPS // 2
    away = np.arange(_TAPS) - (half - 1) - (np.arange(_PHASES + 1) / _PHASES)[:, np.newaxis]
    window = np.where(np.abs(away) < half, 0.5 + 0.5 * np.cos(np.pi * away / half), 0)
    table = np.sinc(away * cutoff) * window
    weights: NDArray[np.float32] = (table / table.sum(axis=1, keepdims=True)).astype(np.float32)
    return weights


def with_pitch(samples: Samples, ratio: float, rate: int) -> Samples:
    """Raise the pitch, and with it the whole voice, by a factor; the length stays to the sample."""
    if ratio == 1:
        return samples.copy()
    raised = resample(stretch(samples, ratio, rate), ratio)
    missing = len(samples) - len(raised)
    return np.pad(raised, ((0, max(0, missing)), (0, 0)))[: len(samples)]
