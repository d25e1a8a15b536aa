"""What every recipe for sound may say: which window of the recording, which room tone, how pieces are joined."""

from dataclasses import dataclass
from typing import Any

from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.sound.sound import Samples, Sound, heard

_FADE_MS = 15.0
_SNAP_MS = 20.0


@dataclass(frozen=True)
class Layout:
    """Places in samples of the recording: the window that the original half shows, and a pause.

    `pad` is how much room tone is laid around both halves together, `fade` how long a join lasts, and `snap`
    how far a join may go to find a soft place. `room` is a pause (start, end), or None.
    """

    window: tuple[int, int]
    room: tuple[int, int] | None
    pad: int
    fade: int
    snap: int

    @classmethod
    def read(cls, reader: Reader, original: Sound) -> "Layout":
        """Take `window`, `room` and `pad` (seconds), `fade_ms` and `snap_ms` out of a recipe's parameters."""
        everything = [0.0, original.duration]
        return cls(
            window=read_stretch("window", reader.raw("window", everything), original),
            room=read_stretch("room", reader.raw("room"), original) if reader.has("room") else None,
            pad=original.at(reader.number("pad", 0, low=0, high=3)),
            fade=max(2, original.at(reader.number("fade_ms", _FADE_MS, low=4, high=60) / 1000)),
            snap=original.at(reader.number("snap_ms", _SNAP_MS, low=0, high=80) / 1000),
        )

    def within(self, name: str, stretch: tuple[int, int]) -> tuple[int, int]:
        """Return a stretch of the window; raises `ParamError` when it lies outside."""
        if not (self.window[0] <= stretch[0] and stretch[1] <= self.window[1]):
            raise ParamError(name, "must lie within the window")
        return stretch

    def pause(self, original: Sound) -> Samples:
        """Return the recording's own pause; raises `ParamError` when the recipe names none."""
        if self.room is None:
            raise ParamError(
                "room", "is missing: the halves differ in length, so room tone must fill the rest"
            )
        return heard(original.stored[self.room[0] : self.room[1]])


def read_stretch(name: str, value: Any, sound: Sound) -> tuple[int, int]:
    """Turn [start, end] in seconds into samples of `sound`; raises `ParamError`."""
    start, end = as_numbers(name, value, 2)
    first, last = sound.at(start), sound.at(end)
    if not 0 <= first < last <= len(sound.stored):
        raise ParamError(
            name, f"must be [start, end] within the {sound.duration:.2f} s of the recording, not {value!r}"
        )
    return first, last


def read_stretches(name: str, value: Any, sound: Sound) -> list[tuple[int, int]]:
    """Turn a list of [start, end] in seconds into samples, in order of time; raises `ParamError`."""
    if not isinstance(value, list) or not value:
        raise ParamError(name, f"must be a list of [start, end], not {value!r}")
    found: list[tuple[int, int]] = []
    for index, each in enumerate(value):
        stretch = read_stretch(f"{name}[{index}]", each, sound)
        if found and stretch[0] < found[-1][1]:
            raise ParamError(f"{name}[{index}]", "must begin after the one before it ends")
        found.append(stretch)
    return found
