"""Room tone: the sound of nobody speaking, made as long as needed from a pause of the recording."""

import numpy as np

from quizzes.forgery.recipe import ParamError
from quizzes.forgery.sound.sound import Samples, as_samples

_GRAIN_S = 0.12
_LEAST_S = 0.06


def room_tone(pause: Samples, length: int, rate: int, rng: np.random.Generator) -> Samples:
    """Return `length` samples that sound like `pause`: grains of it, laid over each other by half.

    Grains begin at random places and half of them run backwards, or the ear would hear a loop. Raises
    `ParamError` when the pause is too short for that.
    """
    if len(pause) < _LEAST_S * rate:
        raise ParamError("room", f"must be a pause of at least {_LEAST_S:g} s")
    grain = min(round(_GRAIN_S * rate), len(pause)) // 2 * 2
    hop = grain // 2
    # Equal power: neighbouring grains have nothing to do with each other.
    window = np.sin(np.pi * (np.arange(grain) + 0.5) / grain)[:, np.newaxis]
    count = length // hop + 2
    starts = rng.integers(0, len(pause) - grain + 1, count)
    backwards = rng.random(count) < 0.5
    laid = np.zeros(((count + 1) * hop, pause.shape[1]))
    for index, (start, back) in enumerate(zip(starts, backwards, strict=True)):
        piece = pause[start : start + grain]
        laid[index * hop : index * hop + grain] += (piece[::-1] if back else piece) * window
    return as_samples(laid[hop : hop + length])
