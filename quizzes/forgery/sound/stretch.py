"""Longer or shorter without another pitch (WSOLA), and another pitch without another length (resampling)."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.sound.sound import Wave, around, empty_like, lay

_FRAME_S = 0.030
_SEARCH_S = 0.009
_COARSE = 4
_TAPS = 24
_PHASES = 512
_BLOCK = 1 << 13

Fine: TypeAlias = NDArray[np.float64]


def stretch(samples: Wave, factor: float, rate: int) -> Wave:
    """Make a sound `factor` times as long at the same pitch.

    WSOLA (Verhelst and Roelands 1993): frames are laid down at another distance than they were taken at, each
    from where its wave continues the one before. Of a long sound only what is laid down stands in memory.
    About 20 ms a second of sound at 48 kHz.
    """
    length = max(1, round(len(samples) * factor))
    if length == len(samples):
        return samples.copy()
    frame = round(_FRAME_S * rate) // (2 * _COARSE) * 2 * _COARSE
    hop, search = frame // 2, round(_SEARCH_S * rate) // _COARSE * _COARSE
    window = (0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(frame) + 0.5) / frame))[:, np.newaxis]
    laid = empty_like(samples, length)
    falling = np.zeros((hop, samples.shape[1]))
    last = len(samples) + frame
    place = -hop
    for index in range(length // hop + 2):
        if index:
            wanted = min(max(round((index - 1) * hop / factor), -frame), last)
            place = _continued(samples, place + hop, wanted, frame, search)
        piece = around(samples, place, place + frame) * window
        # Each frame ends under the rising half of the next one.
        done = laid[max(0, (index - 1) * hop) : index * hop]
        lay(done, (falling + piece[:hop])[: len(done)])
        falling = piece[hop:]
    return laid


def _continued(samples: Wave, natural: int, wanted: int, frame: int, search: int) -> int:
    """Return the place near the wanted one that sounds most like `natural`, what would naturally come next.

    First at a quarter of the rate, then to the sample.
    """
    shift = natural % _COARSE
    guide = _mono(samples, natural, natural + frame)
    low = (wanted - search) // _COARSE * _COARSE
    field = _mono(samples, low, low + 2 * search + frame)
    whole = _mono(samples, natural - shift, natural - shift + frame)
    rough = _most_alike(*(each.reshape(-1, _COARSE).mean(axis=1) for each in (field, whole)))
    fine = low + rough * _COARSE + shift - _COARSE
    return fine + _most_alike(_mono(samples, fine, fine + frame + 2 * _COARSE), guide)


def _mono(samples: Wave, start: int, stop: int) -> Fine:
    part: Fine = around(samples, start, stop).mean(axis=1, dtype=np.float64)
    return part


def _most_alike(field: Fine, guide: Fine) -> int:
    likeness = np.correlate(field, guide, "valid")
    squares = np.concatenate([[0.0], np.cumsum(field**2)])
    energy = squares[len(guide) :] - squares[: -len(guide)]
    return int(np.argmax(likeness / np.sqrt(energy + 1e-9)))


def resample(samples: Wave, ratio: float, length: int | None = None) -> Wave:
    """Read a sound `ratio` times as fast: shorter and higher above 1, longer and lower below.

    Windowed sinc of 24 taps (Smith and Gossett 1984), cut off so that nothing folds back; worked off in
    blocks, so that memory does not grow with the length. `length` (samples) is what it is cut or filled to.
    """
    own = max(1, round(len(samples) / ratio))
    half = _TAPS // 2
    table = _kernel(min(1.0, 1.0 / ratio) * 0.96)
    out = empty_like(samples, own if length is None else length)
    out[own:] = 0
    reach = np.arange(_TAPS)
    for begin in range(0, min(own, len(out)), _BLOCK):
        block = out[begin : min(begin + _BLOCK, own)]
        places = np.arange(begin, begin + len(block)) * ratio
        whole = np.minimum(places.astype(np.int64), len(samples))
        phase = np.rint((places - whole) * _PHASES).astype(np.int64).clip(0, _PHASES)
        first = int(whole[0]) - half + 1
        near = around(samples, first, int(whole[-1]) + half + 2)
        taps = near[(whole - whole[0])[:, np.newaxis] + reach]
        lay(block, np.einsum("nt,ntc->nc", table[phase], taps))
    return out


def _kernel(cutoff: float) -> NDArray[np.float32]:
    half = _TAPS // 2
    away = np.arange(_TAPS) - (half - 1) - (np.arange(_PHASES + 1) / _PHASES)[:, np.newaxis]
    window = np.where(np.abs(away) < half, 0.5 + 0.5 * np.cos(np.pi * away / half), 0)
    table = np.sinc(away * cutoff) * window
    weights: NDArray[np.float32] = (table / table.sum(axis=1, keepdims=True)).astype(np.float32)
    return weights


def with_pitch(samples: Wave, ratio: float, rate: int) -> Wave:
    """Raise the pitch, and with it the whole voice, by a factor; the length stays to the sample."""
    if ratio == 1:
        return samples.copy()
    return resample(stretch(samples, ratio, rate), ratio, len(samples))
