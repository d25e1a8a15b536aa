"""Films: a stretch of any film file becomes one plain stream of frames, or a sentence saying why not."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from quizzes.clips.film_container import DAMAGED, decoded, format_of, opened, times_of
from quizzes.clips.film_planes import picture_from, planes_from
from quizzes.clips.film_sound import read_sound
from quizzes.clips.film_spool import SpooledFilm
from quizzes.clips.ingest import IngestError
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound

LONG_SIDE = 1280
SHORT_SIDE = 720
MAX_BYTES = 300_000_000
MAX_SECONDS = 60.0
MIN_SIDE = 64
MAX_RATE = 30
USUAL_RATES = tuple(Fraction(rate) for rate in ("10", "12.5", "15", "20", "24", "25", "30"))


@dataclass(frozen=True)
class FilmFile:
    """A stretch of a film file, as a `Film`: RGB frames of one size, evenly spaced in time, and their sound.

    Made by `open_film`. `chosen[k]` is the number, from the beginning of the file, of the picture that is
    shown as frame k. Without `in_planes` every frame is given by its picture. Each reading
    decodes the file anew and in sequence, and keeps one frame at a time.
    """

    path: Path
    format: str
    width: int
    height: int
    fps: Fraction
    chosen: tuple[int, ...]
    box: tuple[int, int, int, int] | None = None
    sound: Sound | None = None
    in_planes: bool = True

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self.chosen)

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Picture]:
        """Give the frames from `start` up to `stop`; raises `IngestError` where the file breaks off."""
        return (frame.picture for frame in self.recorded(start, stop))

    def recorded(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Give the same frames as they were recorded: in the planes of the file, where those will do."""
        last: av.VideoFrame | None = None
        for frame in self.decoded(start, stop):
            if frame is not last:
                last, shown = frame, self._frame_of(frame)
            yield shown

    def any_order(self, again: range) -> SpooledFilm:
        """Return the same film, laid down on disk when it is first read."""
        return SpooledFilm(self, again)

    def decoded(self, start: int = 0, stop: int | None = None) -> Iterator[av.VideoFrame]:
        """Give the frames as `frames` does, but as they were decoded; one that is shown again comes again."""
        wanted = self.chosen[start:stop]
        if not wanted:
            return
        number, at = -1, 0
        with self.path.open("rb") as file, opened(file, self.format) as container:
            for frame in decoded(container):
                number += 1
                while at < len(wanted) and wanted[at] == number:
                    yield frame
                    at += 1
                if at == len(wanted):
                    return
        raise IngestError(DAMAGED)

    def _frame_of(self, frame: av.VideoFrame) -> Frame:
        size = (self.width, self.height)
        planes = planes_from(frame, self.box, size) if self.in_planes else None
        if planes is not None:
            return Frame.of_planes(planes)
        try:
            return Frame.of_picture(picture_from(frame, self.box, size))
        except IngestError:
            raise
        except (av.error.FFmpegError, ValueError) as error:  # colours that nobody knows
            raise IngestError(DAMAGED) from error


def open_film(
    path: Path,
    *,
    start: float = 0.0,
    end: float | None = None,
    crop: tuple[int, int, int, int] | None = None,
    long_side: int = LONG_SIDE,
) -> FilmFile:
    """Look at a film file and return the stretch from `start` to `end` (seconds) of it as a `Film`.

    Only mp4/mov, Matroska/WebM and MPEG program streams are opened. Frames get even sides of at most
    `long_side` and 720 pixels, never larger than they were; `crop` is (left, top, right, bottom) in upright
    pixels. A film with unsteady timing gets steady timing: each moment shows the frame nearest to it. Rates
    near 10, 12.5, 15, 20, 24, 25 or 30 become exactly that, others at most 30. Of the frames hardly one is
    decoded; the sound of the stretch is, to one channel at 48 kHz. Raises `IngestError`.
    """
    with path.open("rb") as file:
        kind = format_of(file)
        if path.stat().st_size > MAX_BYTES:
            raise IngestError(
                f"The film is larger than {MAX_BYTES // 1_000_000} MB. Cut it shorter first.", "too-big"
            )
        with opened(file, kind) as container:
            first = next(decoded(container), None)
        if first is None:
            raise IngestError(DAMAGED)
        file.seek(0)
        with opened(file, kind) as container:
            begin, times = times_of(container)
        rate = _rate(times)
        chosen, at, seconds = _chosen(times, rate, start, end)
        file.seek(0)
        with opened(file, kind) as container:
            try:
                sound = read_sound(container, begin + at, seconds, len(chosen) / float(rate))
            except av.error.FFmpegError as error:
                raise IngestError(DAMAGED) from error
    turned = first.rotation % 180 != 0
    upright = (first.height, first.width) if turned else (first.width, first.height)
    width, height = _size(crop or (0, 0, *upright), upright, long_side)
    return FilmFile(path, kind, width, height, rate, chosen, crop, sound)


def _rate(times: Sequence[float]) -> Fraction:
    mean = (len(times) - 1) / max(times[-1], 1e-6)
    # The usual step tells the rate that was meant, also where some pictures are missing.
    step = max(float(np.median(np.diff(times))), 1e-6)
    for usual in USUAL_RATES:
        if abs(mean / float(usual) - 1) < 0.02 or abs(1 / step / float(usual) - 1) < 0.02:
            return usual
    return Fraction(min(MAX_RATE, max(1, round(mean))))


def _chosen(
    times: Sequence[float], rate: Fraction, start: float, end: float | None
) -> tuple[tuple[int, ...], float, float]:
    """Return for each frame of the stretch the number of the picture nearest to its moment.

    And where on the clock of the file the stretch that they show begins, and how long it is, in seconds.
    """
    whole = times[-1] + 1 / float(rate)
    until = whole if end is None else min(end, whole)
    if not 0 <= start < until or until - start > MAX_SECONDS:
        raise IngestError(
            f"The stretch from {start:g} to {until:g} seconds cannot be used: the film lasts {whole:.2f} "
            f"seconds, and at most {MAX_SECONDS:g} of them can be taken.",
            "too-long",
        )
    steady = max(abs(b - a - times[-1] / (len(times) - 1)) for a, b in pairwise(times)) < 0.3 / float(rate)
    mean = (len(times) - 1) / times[-1]
    if steady and abs(mean / float(rate) - 1) < 0.02:
        # As good as steady at a usual rate: every picture once, so that none is doubled or lost.
        first = bisect_left(times, start - 0.5 / mean)
        taken = tuple(range(first, min(len(times), first + round((until - start) * mean))))
        return taken, times[first], len(taken) / mean
    moments = [start + number / float(rate) for number in range(int((until - start) * rate))]
    chosen = []
    for moment in moments:
        after = min(bisect_left(times, moment), len(times) - 1)
        before = max(0, after - 1)
        chosen.append(before if moment - times[before] <= times[after] - moment else after)
    return tuple(chosen), start, len(chosen) / float(rate)


def _size(box: tuple[int, int, int, int], upright: tuple[int, int], long_side: int) -> tuple[int, int]:
    """Return width and height of the frames that `box` of an upright film becomes; both are even."""
    left, top, right, bottom = box
    if not (0 <= left < right <= upright[0] and 0 <= top < bottom <= upright[1]):
        raise IngestError(f"The part to cut out, {list(box)}, does not lie inside the film.")
    width, height = right - left, bottom - top
    if min(width, height) < MIN_SIDE:
        raise IngestError(
            f"The film is only {width} by {height} pixels; both must be at least {MIN_SIDE}.", "too-small"
        )
    scale = min(1.0, long_side / max(width, height), SHORT_SIDE / min(width, height))
    return (round(width * scale) // 2 * 2, round(height * scale) // 2 * 2)
