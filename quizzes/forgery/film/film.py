"""A film as a stream of frames, and the twin of one: both halves frame by frame, with the ground truth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.frame import Frame
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.twin import Span

__all__ = ["Film", "FilmTwin", "FrameTriple", "Labels", "MemoryFilm", "Span"]

Labels: TypeAlias = NDArray[np.uint8]
"""Which altered place each pixel of a frame belongs to: shape (height, width), 0 = untouched, from 1 up."""


class Film(Protocol):
    """A silent or sounding film of `count` frames, `fps` a second; never the whole of it in memory."""

    @property
    def width(self) -> int:
        """Width of every frame in pixels."""

    @property
    def height(self) -> int:
        """Height of every frame in pixels."""

    @property
    def fps(self) -> Fraction:
        """Frames a second; always the same from frame to frame."""

    @property
    def count(self) -> int:
        """How many frames there are."""

    @property
    def sound(self) -> Sound | None:
        """The sound that goes with it, as long as the film."""

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Picture]:
        """Give the frames from `start` up to `stop` (not included), one at a time; may be asked again."""

    def recorded(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Give the same frames as they were recorded; their pictures are not made before they are wanted."""

    def any_order(self, again: range) -> "Film":
        """Return the same film so that asking for a frame of `again` costs that frame alone, wherever it stands.

        Those outside may be asked for once and in order, before the next or after the last of `again`.
        """


class FrameTriple(NamedTuple):
    """One moment of both halves: the `whole` frame of the original, and the `forged` one.

    `labels` says which places of the frame were altered; None where no place of the frame is. Both may be
    the very same frame: then nothing differs at this moment.
    """

    whole: Frame
    forged: Frame
    labels: Labels | None = None

    @property
    def original(self) -> Picture:
        """The picture of the original."""
        return self.whole.picture

    @property
    def twin(self) -> Picture:
        """The picture of the twin."""
        return self.forged.picture


@dataclass(frozen=True, eq=False)
class FilmTwin:
    """A film and its manipulated twin, `count` frames each.

    `pairs()` makes the frames while it is being read, as often as it is called. `places` is the number of
    altered places within the picture; label n is the nth one of the recipe. `timeline` belongs to techniques
    that alter time alone: the twin's frame k shows the original film at frame `timeline[k]` (in between two
    frames where it is no whole number), and outside the spans it goes on by one from frame to frame.
    """

    width: int
    height: int
    fps: Fraction
    count: int
    spans: tuple[Span, ...]
    pairs: Callable[[], Iterator[FrameTriple]]
    places: int = 0
    timeline: tuple[float, ...] | None = None
    original_sound: Sound | None = None
    twin_sound: Sound | None = None


class MemoryFilm:
    """A film of pictures that are there already: a photograph that is pasted in, or a small test film."""

    def __init__(self, pictures: list[Picture], fps: Fraction, sound: Sound | None = None) -> None:
        if not pictures or any(each.shape != pictures[0].shape for each in pictures):
            raise ValueError("A film needs at least one picture, and all of one shape.")
        self._pictures, self.fps, self.sound = pictures, fps, sound
        self.height, self.width = pictures[0].shape[:2]
        self.count = len(pictures)

    def any_order(self, again: range) -> Self:
        """Return this film: its pictures are there already."""
        return self

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Picture]:
        """Give the pictures from `start` up to `stop`."""
        yield from self._pictures[start:stop]

    def recorded(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Give the frames from `start` up to `stop`."""
        return map(Frame.of_picture, self.frames(start, stop))
