"""A film laid down on disk as it was decoded, so that its frames can be read in any order at once."""

import os
import tempfile
from collections.abc import Iterator
from typing import IO, Protocol, Self

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from quizzes.forgery.film.film import Film
from quizzes.forgery.picture import Picture

_PLAIN = "yuv420p"


class Decodable(Film, Protocol):
    """A film that gives its frames decoded, and makes pictures of them."""

    def decoded(self, start: int = 0, stop: int | None = None) -> Iterator[av.VideoFrame]:
        """Give the decoded frames from `start` up to `stop`, in order."""

    def picture_of(self, frame: av.VideoFrame, rotation: int) -> Picture:
        """Return the picture of a decoded frame that lies turned by `rotation` degrees."""


class SpooledFilm:
    """The same frames, bit for bit, read from a temporary file that goes away with this object.

    1.4 MB a frame of 720p. The film is decoded once, when the first frame is asked for.
    """

    def __init__(self, film: Decodable) -> None:
        self.width, self.height, self.fps, self.count = film.width, film.height, film.fps, film.count
        self.sound = film.sound
        self._film = film
        self._file: IO[bytes] | None = None
        self._shape: tuple[int, ...] = ()
        self._rotation = 0
        self._colours: tuple[Colorspace | int, ColorRange | int] | None = None

    def any_order(self) -> Self:
        """Return this film."""
        return self

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Picture]:
        """Give the frames from `start` up to `stop`; raises what decoding raises, and `OSError`."""
        file = self._file or self._laid_down()
        size = int(np.prod(self._shape))
        for number in range(*slice(start, stop).indices(self.count)):
            # With a place of its own for each reading: several readers take turns.
            data = os.pread(file.fileno(), size, number * size)
            yield self._picture(np.frombuffer(data, np.uint8).reshape(self._shape))

    def _laid_down(self) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this film
        for frame in self._film.decoded():
            if not self._shape and frame.format.name == _PLAIN and not (frame.width | frame.height) & 1:
                self._colours = (frame.colorspace, frame.color_range)
            # What is not plain is kept as the picture that comes of it.
            kept = frame.to_ndarray() if self._colours else self._film.picture_of(frame, frame.rotation)
            self._shape, self._rotation = kept.shape, frame.rotation
            file.write(np.ascontiguousarray(kept).data)
        file.flush()
        self._file = file
        return file

    def _picture(self, kept: Picture) -> Picture:
        if self._colours is None:
            return kept
        frame = av.VideoFrame.from_ndarray(kept, format=_PLAIN)
        frame.colorspace, frame.color_range = self._colours
        return self._film.picture_of(frame, self._rotation)
