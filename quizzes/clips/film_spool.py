"""A film laid down on disk, so that its frames can be read in any order at once."""

import mmap
import tempfile
from collections.abc import Iterator
from typing import IO, Self

import numpy as np

from quizzes.forgery.film.film import Film
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.planes import planes_in
from quizzes.forgery.picture import Picture

# Linux alone can have all of it ready at once.
_SHOWN = mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0)


class SpooledFilm:
    """The same frames, bit for bit, read from a temporary file that goes away with this object.

    1.4 MB a frame of 720p in planes, twice that for one that is known as a picture alone. The film is read once,
    no further than the frames that are asked for. Frames outside `again` are given once, in their order, and not laid
    down.
    """

    def __init__(self, film: Film, again: range) -> None:
        self.width, self.height, self.fps, self.count = film.width, film.height, film.fps, film.count
        self.sound = film.sound
        self._read, self._again = film.recorded(), again
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it lives as long as this film
        # Of each frame: where it begins, and whether it lies there in planes.
        self._places: list[tuple[int, bool] | None] = []

    def any_order(self, again: range) -> Self:
        """Return this film; raises `ValueError` where it has not kept frames that are wanted."""
        if again and (again[0] not in self._again or again[-1] not in self._again):
            raise ValueError("These frames of a film were not laid down.")
        return self

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Picture]:
        """Give the pictures from `start` up to `stop`; raises what decoding raises, and `OSError`."""
        return (frame.picture for frame in self.recorded(start, stop))

    def recorded(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Give the frames from `start` up to `stop`; raises what decoding raises, and `OSError`."""
        for number in range(*slice(start, stop).indices(self.count)):
            if number < len(self._places):
                yield self._kept(number)
                continue
            for _ in range(number - len(self._places)):
                self._lay_down(next(self._read))
            frame = next(self._read)
            self._lay_down(frame)
            yield frame

    def _lay_down(self, frame: Frame) -> None:
        if len(self._places) not in self._again:
            self._places.append(None)
            return
        # Each begins where memory can begin: it is shown from there.
        at = -(-self._file.tell() // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
        self._file.seek(at)
        self._places.append((at, frame.filmed))
        for part in frame.planes if frame.filmed else (frame.picture,):
            data = np.ascontiguousarray(part).data.cast("B")
            while data:
                data = data[self._file.write(data) :]

    def _kept(self, number: int) -> Frame:
        place = self._places[number]
        if place is None:
            raise ValueError(f"Frame {number} of a film was not laid down.")
        at, in_planes = place
        size = self.width * self.height * 3 // (2 if in_planes else 1)
        # Not read but shown where the system holds it anyway; that is quicker by a copy and a piece of memory.
        kept = mmap.mmap(self._file.fileno(), size, flags=_SHOWN, prot=mmap.PROT_READ, offset=at)
        data = np.frombuffer(kept, np.uint8)
        if not in_planes:
            return Frame.of_picture(data.reshape(self.height, self.width, 3))
        return Frame.of_planes(planes_in(data, self.height, self.width))
