"""By how much more than needed the frames of a film are filled, so that the filling of one file tells nothing."""

import zlib

import numpy as np
from numpy.typing import NDArray

_SEED = 1991
_LEAST, _MORE = 24, 64
# On average twice what the halves differ by: less shows the lesser half, more only makes larger files.
_SCALE = 2.0
_MOST_OF_FILM = 0.2
# What the frames of halves differ by in most films, as a share of their size: for films that differ in none.
_USUAL = 0.08

Sizes = NDArray[np.int64]


def margins_of(sizes: Sizes) -> Sizes:
    """Return how many bytes each frame gets beyond the larger half; `sizes` (frames, halves) are those coded.

    A frame that is filled up to the larger of two says how much more the other half needed there. So all are
    filled beyond it, both halves to the same size, by amounts as good as random: lognormal in every frame and
    once more in every film, on the scale of the differences. A film without twin gets as much as others do. In all it is at
    most a fifth of what the frames take, and some bytes. Drawn from what both halves have in common, so neither
    half alone tells the draw.
    """
    largest = sizes.max(axis=1)
    differing = float((largest - sizes.min(axis=1)).mean())
    rng = np.random.default_rng(
        [_SEED, zlib.crc32(largest.tobytes()), zlib.crc32(sizes.sum(axis=1).tobytes())]
    )
    scale = _SCALE * (differing or _USUAL * float(largest.mean())) * _even(rng, 1)[0]
    drawn = scale * _even(rng, len(largest))
    drawn *= min(1.0, _MOST_OF_FILM * float(largest.sum()) / drawn.sum())
    return np.asarray(_LEAST + rng.integers(0, _MORE, len(largest)) + drawn.astype(np.int64), np.int64)


def _even(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Return lognormal numbers around 1."""
    return np.asarray(np.exp(rng.normal(0, 1, count) - 0.5), np.float64)
