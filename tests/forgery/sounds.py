"""Synthetic sounds for the tests of the forgery room: made, never read from a file."""

import numpy as np

from quizzes.forgery.sound.sound import Sound, as_samples
from quizzes.forgery.voice.speak import Spoken

RATE = 16_000
WORDS = ((0.4, 0.7), (0.8, 1.2), (1.3, 1.5), (1.7, 2.2), (2.3, 2.6))
"""When something is said, in seconds; between the words there is a pause."""

ROOM = [0.05, 0.35]


def tone(seconds: float = 1.0, hertz: float = 200.0, rate: int = RATE) -> Sound:
    """Return a pure tone at half of full scale."""
    time = np.arange(round(seconds * rate)) / rate
    return Sound(as_samples(0.5 * np.sin(2 * np.pi * hertz * time)[:, np.newaxis]), rate)


def speech(seed: int = 0, seconds: float = 3.0, rate: int = RATE, channels: int = 1) -> Sound:
    """Return words of buzzing vowels with a falling pitch, over the hiss of a room."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    sound = rng.normal(0, 0.002, len(time))
    for number, (start, end) in enumerate(WORDS):
        inside = (time >= start) & (time < end)
        own = time[inside] - start
        pitch = 110 + 12 * ((number + seed) % 5) - 20 * own
        phase = 2 * np.pi * np.cumsum(pitch) / rate
        buzz = sum(np.sin(k * phase) / k for k in range(1, 12))
        swell = np.minimum(1, np.minimum(own, (end - start) - own) / 0.03)
        sound[inside] += 0.2 * buzz * np.clip(swell, 0, 1)
    return Sound(as_samples(np.repeat(sound[:, np.newaxis], channels, axis=1)), rate)


def pitch_of(sound: Sound | Spoken) -> float:
    """Return the strongest frequency below 1 kHz, in hertz."""
    mono = sound.samples.mean(axis=1)
    size = np.abs(np.fft.rfft(mono * np.hanning(len(mono))))
    hertz = np.fft.rfftfreq(len(mono), 1 / sound.rate)
    return float(hertz[np.argmax(np.where(hertz < 1000, size, 0))])
