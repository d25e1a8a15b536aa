"""From what a network says of a voice to its sound: pulses of the vocal folds, coloured, with breath and hiss."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.voice.operators import Array

RATE = 24_000

_HOP, _FRAME = 300, 1200
_VOICED_HZ, _HIGHEST_HZ = 40.0, 11_000.0
_LOUDEST = 7.0
_WINDOW = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_FRAME) / _FRAME)


def synthesize(said: Mapping[str, Array], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return sound (samples,) at 24 kHz from a voice's `lh theta ln lr phi` (601, frames) and `f0` (frames,).

    The spectrum of each frame of 12.5 ms is a sum of three: pulses at the pitch f0, with the loudness exp(lh)
    and the phase of theta; noise with the loudness exp(ln); and what is neither, exp(lr) at the phase phi. This
    is how the voice was trained (hibari-tts 0.2.1, Apache-2.0).
    """
    frames = said["f0"].shape[-1]
    pulses = _spectrum(_pulses(said["f0"].astype(np.float64)), frames)
    spectrum = pulses * np.exp(1j * np.pi * np.tanh(said["theta"])) * _loud(said["lh"])
    noise = rng.standard_normal((2, *said["ln"].shape))
    spectrum += (noise[0] + 1j * noise[1]) * _loud(said["ln"])
    spectrum += np.exp(1j * said["phi"]) * _loud(said["lr"])
    return _overlapped(spectrum.T).astype(np.float32)


def _loud(logarithm: Array) -> NDArray[np.float64]:
    return np.asarray(np.exp(np.minimum(logarithm.astype(np.float64), _LOUDEST)))


def _pulses(pitch: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a train of pulses: all harmonics below 11 kHz, equally loud; nothing where nothing is voiced.

    A sum of cosines 1 to n is sin((n + 1/2) t) / (2 sin(t/2)) - 1/2 (Dirichlet).
    """
    times = (np.arange(len(pitch) * _HOP) + 0.5) / _HOP - 0.5
    hertz = np.interp(times, np.arange(len(pitch)), pitch)
    safe = np.maximum(hertz, _VOICED_HZ)
    angle = 2 * np.pi * np.modf(np.cumsum(safe) / RATE)[0]
    order = np.floor(_HIGHEST_HZ / safe) + 0.5
    below = 2 * np.sin(angle / 2)
    flat = np.abs(below) <= 2e-3
    train = np.where(flat, order, np.sin(order * angle) / np.where(flat, 1, below)) - 0.5
    return np.where(hertz > _VOICED_HZ, train, 0)


def _spectrum(sound: NDArray[np.float64], frames: int) -> NDArray[np.complex128]:
    """Return the spectra (601, frames) of frames around each 12.5 ms; a cosine of 1 has the size 1."""
    padded = np.pad(sound, _FRAME // 2, mode="reflect")
    pieces = np.lib.stride_tricks.sliding_window_view(padded, _FRAME)[::_HOP][:frames]
    return np.asarray(np.fft.rfft(pieces * _WINDOW / (_FRAME / 4), axis=1).T)


def _overlapped(spectra: NDArray[np.complex128]) -> NDArray[np.float64]:
    """Turn spectra (frames, 601) into sound, by adding up the frames (Griffin and Lim 1984)."""
    frames = np.fft.irfft(spectra, _FRAME, axis=1) * _WINDOW
    length = (len(frames) - 1) * _HOP + _FRAME
    sound, weight = np.zeros(length), np.zeros(length)
    for index, frame in enumerate(frames):
        here = slice(index * _HOP, index * _HOP + _FRAME)
        sound[here] += frame
        weight[here] += _WINDOW**2
    sound /= np.maximum(weight, 1e-11)
    return sound[_FRAME // 2 : _FRAME // 2 + len(frames) * _HOP]
