"""Small made films for the tests of moving pictures: a disc that crosses a grainy, moving ground."""

from fractions import Fraction

import numpy as np

from quizzes.forgery.film.film import MemoryFilm
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound

FPS = Fraction(25)


def ground(width: int, height: int, seed: int = 0) -> Picture:
    """Return a ground with enough corners to follow: random blocks under a gradient."""
    rng = np.random.default_rng(seed)
    blocks = rng.integers(40, 200, (height // 8 + 1, width // 8 + 1, 3))
    big = np.kron(blocks, np.ones((8, 8, 1)))[:height, :width]
    return np.clip(big + rng.normal(0, 3, (height, width, 3)), 0, 255).astype(np.uint8)


def made_film(
    count: int = 40, width: int = 96, height: int = 64, *, pan: int = 0, sound: bool = False
) -> MemoryFilm:
    """Return a film of `count` frames: a bright disc goes from left to right, the camera `pan` px a frame."""
    wide = ground(width + abs(pan) * count, height)
    y, x = np.mgrid[:height, :width]
    frames = []
    for number in range(count):
        frame = wide[:, number * pan : number * pan + width].copy()
        frame[np.hypot(x - 8 - number * 2, y - height * 0.6) < 6] = (250, 240, 60)
        frames.append(frame)
    rate = 8000
    samples = np.sin(np.arange(round(count * rate / 25)) / 5)[:, np.newaxis].astype(np.float32)
    return MemoryFilm(frames, FPS, Sound(samples, rate) if sound else None)


def disc_at(number: int, height: int = 64) -> tuple[float, float]:
    """Return the middle of the disc in frame `number`."""
    return 8.0 + number * 2, height * 0.6
