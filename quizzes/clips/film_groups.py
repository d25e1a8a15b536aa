"""Coding the pictures of films in groups that stand alone, so that a group that both halves show is coded once."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import av
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from quizzes.clips.film_crew import Crew

GROUP = 50

# Fixed groups of pictures and a fixed pattern of B-frames: where an encoder may choose, its choices tell.
# One thread each: both halves are encoded at once, and that is two already.
X264 = {
    "g": str(GROUP),
    "keyint_min": str(GROUP),
    "sc_threshold": "0",
    "bf": "2",
    "b_strategy": "0",
    "threads": "1",
    # With its tree of macroblocks x264 gave other bytes for the same film now and then, also on one thread.
    "mbtree": "0",
    # Groups of one file share one header, and x264 would write another one with each rate.
    "x264opts": "stitchable=1",
    "flags": "+bitexact",
}

# A stretch that a film shows twice would be coded to the same bytes twice where it lies alike in its group, and a
# script that reads nothing of H.264 would find them. So each group is coded a little finer or coarser, by its number.
_UNLIKE, _STEP = 0.5, 0.618

Sizes: TypeAlias = tuple[av.VideoFrame, ...]
"""A frame in each size it is coded in."""


@dataclass(frozen=True)
class Setting:
    """How fine pictures are coded: a preset of x264, its constant rate factor, and further options."""

    preset: str
    crf: float
    more: tuple[tuple[str, str], ...] = ()

    def options(self, number: int) -> dict[str, str]:
        """Return the options for group `number`."""
        crf = self.crf + _UNLIKE * (number * _STEP % 1 - 0.5)
        return X264 | dict(self.more) | {"preset": self.preset, "crf": f"{crf:.4f}"}


class Shape(NamedTuple):
    """Width and height in pixels, frames a second, and which of the sizes of a frame it is."""

    width: int
    height: int
    fps: Fraction
    size: int


def add_pictures(out: OutputContainer, shape: Shape, setting: Setting) -> VideoStream:
    """Add to a file the stream that groups coded at this setting belong in."""
    stream = out.add_stream("libx264", rate=shape.fps, options=setting.options(0))
    stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, "yuv420p"
    _tell_colours(stream.codec_context)
    return stream


class Group:
    """`GROUP` frames of one film, or fewer at its end, on their way through an encoder of their own."""

    def __init__(self, crew: Crew, shape: Shape, setting: Setting, number: int) -> None:
        self._line, self._size, self._next = crew.line(), shape.size, number * GROUP
        self._packets: list[Packet[Any]] = []
        self._encoder = av.VideoCodecContext.create("libx264", "w")
        self._encoder.width, self._encoder.height, self._encoder.pix_fmt = (
            shape.width,
            shape.height,
            "yuv420p",
        )
        self._encoder.time_base, self._encoder.framerate = 1 / shape.fps, shape.fps
        self._encoder.options = setting.options(number)
        self._encoder.flags |= Flags.global_header
        _tell_colours(self._encoder)
        self._end: Future[None] | None = None

    def take(self, frame: "Future[Sizes]") -> "Future[None]":
        """Have the next frame encoded."""
        number, self._next = self._next, self._next + 1
        return self._line.add(
            number, lambda: self._packets.extend(self._encoder.encode(frame.result()[self._size])), frame
        )

    def end(self) -> None:
        """Have encoded what the encoder still holds, and let it go."""
        self._end = self._line.add(self._next, self._finish)

    def _finish(self) -> None:
        self._packets += self._encoder.encode(None)
        # It holds tens of megabytes, and what it coded waits for the groups before to be written.
        del self._encoder

    @property
    def ended(self) -> bool:
        """Whether all is coded."""
        return self._end is not None and self._end.done()

    def packets(self) -> "list[Packet[Any]]":
        """Wait for the end, and return all that was coded."""
        if self._end is not None:
            self._end.result()
        return self._packets


class GroupCoder:
    """Codes films that belong together in one size, frame by frame; groups are coded side by side.

    The bytes of a group follow from its frames and its number alone, however the other films look. So as long
    as a film shows the very frames of the first one its group is the first one's; where it leaves it, the frames
    since the beginning of the group are encoded for it as well. No more frames than those of a group are kept.
    """

    def __init__(self, crew: Crew, shape: Shape, setting: Setting) -> None:
        self._crew, self._shape, self._setting = crew, shape, setting
        self._groups: list[Group] = []
        self._shown: list[Future[Sizes]] = []
        self._number = -1

    def take(self, frames: "Sequence[Future[Sizes]]") -> "list[Future[None]]":
        """Take the next frame of each film; one that several show is one and the same future."""
        if not self._groups:
            self._number += 1
            self._groups = [self._begun()] * len(frames)
        first, busy = self._groups[0], []
        for film, frame in enumerate(frames):
            if self._groups[film] is first and frame is not frames[0]:
                self._groups[film] = self._begun()
                busy += [self._groups[film].take(before) for before in self._shown]
            if film == 0 or self._groups[film] is not first:
                busy.append(self._groups[film].take(frame))
        shared = sum(group is first for group in self._groups) > 1
        self._shown = [*self._shown, frames[0]] if shared else []
        return busy

    def end_group(self) -> list[Group]:
        """End the group that is being coded; it is the same one for films that share it."""
        ended, self._groups, self._shown = self._groups, [], []
        for group in set(ended):
            group.end()
        return ended

    def _begun(self) -> Group:
        return Group(self._crew, self._shape, self._setting, self._number)


def _tell_colours(context: av.VideoCodecContext) -> None:
    """Say that the colours are those of HD television (ITU-R BT.709, limited range)."""
    context.colorspace, context.color_range = 1, 1
    context.color_primaries, context.color_trc = 1, 1
