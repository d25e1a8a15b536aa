"""Where two pieces of sound may be joined without a click, and the cross-fade that joins them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.sound.sound import Wave, heard

_HEAR_S = 0.012
_SHIFT_S = 0.004
_FAR = 0.25


def quietest(samples: Wave, place: int, reach: int, rate: int) -> int:
    """Return the place within `reach` samples of `place` where the sound is softest.

    Going far costs a little: between equally soft places the nearest one wins.
    """
    half = max(1, round(_HEAR_S * rate / 2))
    low, high = max(half, place - reach), min(len(samples) - half, place + reach)
    if reach < 1 or high <= low:
        return place
    power = np.square(heard(samples[low - half : high + half]), dtype=np.float64).mean(axis=1)
    run = np.concatenate([[0.0], np.cumsum(power)])
    soft = np.sqrt((run[2 * half :] - run[: -2 * half]) / (2 * half))
    offsets = np.abs(np.arange(low, low + len(soft)) - place) / reach
    return low + int(np.argmin(soft * (1 + _FAR * offsets)))


def in_step(falling: tuple[Wave, int], rising: tuple[Wave, int], width: int, rate: int) -> int:
    """Return the place in the rising sound, near its own, where its wave runs as the falling one does.

    Both are given with the place where they are to be joined; `width` samples around it are compared. Voices
    are periodic: joined out of step, two good pieces cancel each other for the time of the fade.
    """
    (before, place), (after, start) = falling, rising
    reach = round(_SHIFT_S * rate)
    half = max(1, width // 2)
    low, high = start - half - reach, start + half + reach
    if place - half < 0 or place + half > len(before) or low < 0 or high > len(after):
        return start
    wave = heard(before[place - half : place + half]).mean(axis=1, dtype=np.float64)
    other = heard(after[low:high]).mean(axis=1, dtype=np.float64)
    likeness = np.correlate(other, wave, "valid")
    squares = np.concatenate([[0.0], np.cumsum(other**2)])
    energy = squares[2 * half :] - squares[: -2 * half]
    return start - reach + int(np.argmax(likeness / np.sqrt(energy + 1e-9)))


def cross_fade(falling: Wave, rising: Wave) -> NDArray[Any]:
    """Mix two pieces of one length, from all of the first to all of the second, at one loudness.

    Like waves add up in amplitude, unlike ones in power: how alike these are decides the curve.
    """
    length = len(falling)
    share = ((np.arange(length) + 0.5) / length)[:, np.newaxis]
    # Smooth at both ends, so that the slope of the wave does not jump either.
    up = share * share * (3 - 2 * share)
    one, two = heard(falling).astype(np.float64), heard(rising).astype(np.float64)
    alike = float((one * two).sum() / (np.sqrt((one**2).sum() * (two**2).sum()) + 1e-12))
    down = 1 - up
    power = np.sqrt(down**2 + up**2 + 2 * max(alike, 0.0) * down * up)
    mixed: NDArray[Any] = (one * down + two * up) / power
    return mixed
