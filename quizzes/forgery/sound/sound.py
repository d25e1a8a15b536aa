"""The sound every technique works on, and how its times become places in it."""

from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
"""Sound as numbers: shape (samples, channels), -1 to 1."""

Stored: TypeAlias = NDArray[np.int16]
"""Sound as it is kept, in half the room: shape (samples, channels), -32768 to 32767."""

Wave: TypeAlias = Samples | Stored
"""Sound in either form; what is made of it comes in the form of what was given."""

MOST_CHANNELS = 2

_FULL = 32768
_BLOCK = 1 << 16


class Sound:
    """A recording: `stored` (samples, channels; int16), `rate` in samples a second, and `samples` in float32.

    Kept in 16 bits, as most files hold it: a minute of one channel at 48 kHz takes 6 MB. `samples` is made anew
    each time it is asked for; who needs a part of a long recording takes `heard(sound.stored[...])`.
    """

    __slots__ = ("rate", "stored")

    def __init__(self, samples: Wave, rate: int) -> None:
        """Take samples of either kind; refuses arrays that are no sound."""
        shape, kind = samples.shape, samples.dtype
        known = kind in (np.float32, np.int16)
        if len(shape) != 2 or not 1 <= shape[1] <= MOST_CHANNELS or shape[0] == 0 or not known:
            raise ValueError(
                f"A sound has shape (samples, channels) in float32 or int16, not {shape} in {kind}."
            )
        if rate < 1:
            raise ValueError(f"A sound has at least one sample a second, not {rate}.")
        self.rate = rate
        # Read-only, so that halves and recording may share what is the same in them.
        self.stored: Stored = as_stored(samples).view()
        self.stored.flags.writeable = False

    @property
    def samples(self) -> Samples:
        """The whole sound in float32, -1 to 1."""
        return heard(self.stored)

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.stored) / self.rate

    def at(self, seconds: float) -> int:
        """Return the sample that is nearest to a time."""
        return round(seconds * self.rate)


def heard(wave: Wave) -> Samples:
    """Return sound of either kind in float32; what is float32 already is returned itself."""
    if wave.dtype != np.int16:
        return cast(Samples, wave)
    return cast(Samples, wave * np.float32(1 / _FULL))


def around(wave: Wave, start: int, stop: int) -> Samples:
    """Return samples `start` to `stop` in float32; silence stands for what lies before the sound and behind it."""
    found: Samples = np.zeros((stop - start, wave.shape[1]), np.float32)
    first, last = max(0, start), min(len(wave), stop)
    if first < last:
        found[first - start : last - start] = heard(wave[first:last])
    return found


def as_stored(wave: Wave) -> Stored:
    """Return sound as it is kept; what is kept so already is returned itself."""
    if wave.dtype == np.int16:
        return cast(Stored, wave)
    found: Stored = np.empty(wave.shape, np.int16)
    for start in range(0, len(wave), _BLOCK):
        lay(found[start : start + _BLOCK], wave[start : start + _BLOCK])
    return found


def lay(place: Wave, values: NDArray[Any]) -> None:
    """Write values (-1 to 1, clipped to that) into a place of a sound of either kind."""
    if place.dtype != np.int16:
        np.clip(values, -1, 1, out=place, dtype=np.float32, casting="unsafe")
    elif values.dtype == np.int16:
        place[...] = values
    else:
        place[...] = np.clip(np.rint(values * np.float32(_FULL)), -_FULL, _FULL - 1)


def empty_like(wave: Wave, length: int) -> Wave:
    """Return room for `length` samples of the kind of `wave`."""
    return cast(Wave, np.empty((length, wave.shape[1]), wave.dtype))


def as_samples(values: NDArray[Any]) -> Samples:
    """Return values as samples: float32, contiguous, clipped to what a file can hold."""
    # In the narrow type at once: a long recording would else stand in memory in the wide one, too.
    clipped = np.clip(values, -1, 1, dtype=np.float32, casting="unsafe")
    return cast(Samples, np.ascontiguousarray(clipped))


def level(samples: NDArray[Any]) -> float:
    """Return the root mean square of samples: how loud they are, 0 to 1."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0


def decibels(ratio: float) -> float:
    """Return a ratio of amplitudes in dB; silence counts as -120."""
    return float(20 * np.log10(max(ratio, 1e-6)))


def gain(decibel: float) -> np.float32:
    """Return the factor of amplitude for a change in dB."""
    return np.float32(10 ** (decibel / 20))
