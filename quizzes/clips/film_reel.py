"""Films that belong together on their way into files, in one size: what is coded of each, beside its sound."""

import ctypes
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.packet import Packet

from quizzes.clips.film_crew import Crew
from quizzes.clips.film_fill import MUXER
from quizzes.clips.film_groups import Group, GroupCoder, Setting, Shape, Sizes, add_pictures
from quizzes.clips.film_packet import put
from quizzes.clips.film_track import Track, add_sound


@dataclass(frozen=True)
class Tracks:
    """The coded sounds of films, one for each film, and the bits a second they have."""

    coded: "Sequence[Future[Track]]"
    bits: int


class Reel:
    """Takes the frames of films that belong together, and writes a file of each at `paths`."""

    def __init__(
        self,
        paths: Sequence[Path],
        crew: Crew,
        shape: Shape,
        setting: Setting,
        tracks: Tracks | None,
    ) -> None:
        self.paths = paths
        self._coder = GroupCoder(crew, shape, setting)
        self._files = [_File(path, shape, setting, tracks, at) for at, path in enumerate(paths)]
        self._ended: deque[list[Group]] = deque()

    def take(self, frames: "Sequence[Future[Sizes]]") -> "list[Future[None]]":
        """Take the next frame of each film."""
        return self._coder.take(frames)

    def end_group(self) -> None:
        """End a group, and write those before it that are coded: nobody waits for the others."""
        self._ended.append(self._coder.end_group())
        while self._ended and all(group.ended for group in self._ended[0]):
            self._write(self._ended.popleft())
        _give_back()

    def end(self) -> None:
        """Write the groups that are left, and close the files."""
        while self._ended:
            self._write(self._ended.popleft())
        for file in self._files:
            file.close()

    def _write(self, groups: Sequence[Group]) -> None:
        for file, group in zip(self._files, groups, strict=False):
            file.write(group.packets())


class _File:
    """One file: its pictures, and its sound in step with them where it has one."""

    def __init__(self, path: Path, shape: Shape, setting: Setting, tracks: Tracks | None, at: int) -> None:
        self._out = av.open(str(path), "w", format="mp4", options=MUXER)
        self._pictures = add_pictures(self._out, shape, setting)
        self._sound = None if tracks is None else add_sound(self._out, tracks.bits)
        self._track = None if tracks is None else tracks.coded[at]
        self._next = 0

    def write(self, packets: "Sequence[Packet[Any]]") -> None:
        """Write coded pictures, and the sound up to each of them."""
        for packet in packets:
            self._sound_until(_when(packet))
            self._out.mux(put(packet, self._pictures))

    def close(self) -> None:
        """Write what is left of the sound and close the file."""
        self._sound_until(None)
        self._out.close()

    def _sound_until(self, moment: Fraction | None) -> None:
        if self._track is None or self._sound is None:
            return
        track = self._track.result()
        while self._next < len(track) and (moment is None or _when(track[self._next]) <= moment):
            self._out.mux(put(track[self._next], self._sound))
            self._next += 1


def _give_back() -> None:
    """Have the C library return what encoders that are gone have left: scattered, it would grow with each group."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # glibc's alone
        trim(0)


def _when(packet: "Packet[Any]") -> Fraction:
    return (packet.dts or 0) * (packet.time_base or Fraction(0))
