"""A film laid down on disk, so that its frames can be read in any order at once."""

import os
import tempfile
from collections.abc import Iterator
from typing import IO, Self

import numpy as np

from quizzes.forgery.film.film import Film
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.picture import Picture


class SpooledFilm:
    """The same frames, bit for bit, read from a temporary file that goes away with this object.

    1.4 MB a frame of 720p in planes, twice that for one that is known as a picture alone. The film is read once,
    no further than the frames that are asked for.
    """

    def __init__(self, film: Film) -> None:
        self.width, self.height, self.fps, self.count = film.width, film.height, film.fps, film.count
        self.sound = film.sound
        self._read = film.recorded()
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it lives as long as this film
        # Of each frame: where it begins, and whether it lies there in planes.
        self._places: list[tuple[int, bool]] = []

    def any_order(self) -> Self:
        """Return this film."""
        return self

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Picture]:
        """Give the pictures from `start` up to `stop`; raises what decoding raises, and `OSError`."""
        return (frame.picture for frame in self.recorded(start, stop))

    def recorded(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Give the frames from `start` up to `stop`; raises what decoding raises, and `OSError`."""
        for number in range(*slice(start, stop).indices(self.count)):
            if number < len(self._places):
                yield self._kept(*self._places[number])
                continue
            for _ in range(number - len(self._places)):
                self._lay_down(next(self._read))
            frame = next(self._read)
            self._lay_down(frame)
            yield frame

    def _lay_down(self, frame: Frame) -> None:
        self._places.append((self._file.tell(), frame.filmed))
        for part in frame.planes if frame.filmed else (frame.picture,):
            data = np.ascontiguousarray(part).data.cast("B")
            while data:
                data = data[self._file.write(data) :]

    def _kept(self, at: int, in_planes: bool) -> Frame:
        size = self.width * self.height * 3 // (2 if in_planes else 1)
        # With a place of its own for each reading: several readers take turns.
        data = np.frombuffer(os.pread(self._file.fileno(), size, at), np.uint8)
        if not in_planes:
            return Frame.of_picture(data.reshape(self.height, self.width, 3))
        whole, part = self.width * self.height, self.width * self.height // 4
        light, first, second = np.split(data, (whole, whole + part))
        half = (self.height // 2, self.width // 2)
        return Frame.of_planes(
            (light.reshape(self.height, self.width), first.reshape(half), second.reshape(half))
        )
