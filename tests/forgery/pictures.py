"""Synthetic pictures for the tests of the forgery room: made, never read from a file."""

import numpy as np

from quizzes.forgery.picture import Picture, as_picture


def scene(width: int = 160, height: int = 120, seed: int = 0) -> Picture:
    """Return a grainy gradient with a bright disc left of the middle: enough to copy and to remove."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    base = np.stack([40 + x * 100 / width, 60 + y * 80 / height, 120 - x * 60 / width], axis=-1)
    disc = np.hypot(x - width * 0.3, y - height * 0.5) < min(width, height) * 0.15
    base[disc] = (230, 210, 60)
    return as_picture(np.clip(base + rng.normal(0, 4, base.shape), 0, 255).astype(np.uint8))
