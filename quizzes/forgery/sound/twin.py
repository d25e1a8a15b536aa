"""The two halves of a sound pair and the exact ground truth that comes with them."""

from dataclasses import dataclass

import numpy as np

from quizzes.forgery.sound.sound import Sound


@dataclass(frozen=True)
class Span:
    """One altered stretch, in seconds of the twin; `kind` says what was done there (join, insert, ...)."""

    start: float
    end: float
    kind: str


@dataclass(frozen=True)
class Kept:
    """A stretch of the twin that is the original half, sample for sample: places in samples.

    Samples `start` to `end` of the twin equal those of the original half from `source` on. What was cut out,
    stretched or moved shows as a jump in `source` from one stretch to the next.
    """

    start: int
    end: int
    source: int


@dataclass(frozen=True)
class Heard:
    """A stretch of a half (places in samples) and what recording is heard in it, so that words keep their times.

    `source` is the slug of that recording, "" for the pair's own; from its sample `since` on it is heard,
    `factor` times as long as it was.
    """

    start: int
    end: int
    source: str
    since: float
    factor: float


@dataclass(frozen=True, eq=False)
class SoundTwin:
    """An original and its manipulated twin, equally long, with the spans of what changed.

    `spans` come in the order in which the recipe names them. Outside them the twin is made of `kept`
    stretches of the original half; only before the first and after the last of those may lie room tone.
    `heard_original` and `heard_twin` say what is heard where, in order of time.
    """

    original: Sound
    twin: Sound
    spans: tuple[Span, ...]
    kept: tuple[Kept, ...]
    heard_original: tuple[Heard, ...] = ()
    heard_twin: tuple[Heard, ...] = ()

    def __post_init__(self) -> None:
        """Refuse halves and a truth that do not fit on each other."""
        if self.original.samples.shape != self.twin.samples.shape or self.original.rate != self.twin.rate:
            raise ValueError(
                f"The halves of a twin must be equally long, not {self.original.samples.shape} and "
                f"{self.twin.samples.shape}."
            )
        for piece in self.kept:
            length = piece.end - piece.start
            here = self.twin.samples[piece.start : piece.end]
            there = self.original.samples[piece.source : piece.source + length]
            if not np.array_equal(here, there):
                raise ValueError(f"The twin differs from its original within {piece}.")
