"""The sound every technique works on, and how its times become places in it."""

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
"""Sound as numbers: shape (samples, channels), -1 to 1."""

MOST_CHANNELS = 2


@dataclass(frozen=True, eq=False)
class Sound:
    """A recording: `samples` (samples, channels; float32, -1 to 1) and `rate` in samples a second."""

    samples: Samples
    rate: int

    def __post_init__(self) -> None:
        """Refuse arrays that are no sound."""
        shape, kind = self.samples.shape, self.samples.dtype
        if len(shape) != 2 or not 1 <= shape[1] <= MOST_CHANNELS or shape[0] == 0 or kind != np.float32:
            raise ValueError(f"A sound has shape (samples, channels) in float32, not {shape} in {kind}.")
        if self.rate < 1:
            raise ValueError(f"A sound has at least one sample a second, not {self.rate}.")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate

    def at(self, seconds: float) -> int:
        """Return the sample that is nearest to a time."""
        return round(seconds * self.rate)


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
