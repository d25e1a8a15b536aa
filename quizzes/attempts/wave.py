"""The wave of a recording as a drawing, with the altered spans where they may be shown."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from quizzes.clips.models import Half, Pair

WIDTH, HEIGHT = 480, 96
BARS = 240


@dataclass(frozen=True)
class Stretch:
    """One altered span: where it lies in the drawing, its seconds, and its name in the reader's language."""

    x: float
    width: float
    start: float
    end: float
    name: str

    @property
    def says_when(self) -> bool:
        """Whether its name tells the seconds already."""
        return f"{self.start:g}" in self.name.replace(",", ".")


@dataclass(frozen=True)
class Wave:
    """A wave as the path of an SVG of WIDTH by HEIGHT; `stretches` are in the twin's own seconds."""

    path: str
    seconds: float
    stretches: list[Stretch]


def wave_of(pair: Pair, half: str) -> Wave:
    """Draw one half of a sound pair. The spans belong to the twin, so only the twin's drawing has any."""
    peaks = base64.b64decode(pair.truth["peaks"][half])
    seconds = float(pair.truth["seconds"])
    step = len(peaks) / BARS
    bars = [max(peaks[int(i * step) : max(int((i + 1) * step), int(i * step) + 1)]) for i in range(BARS)]
    middle = HEIGHT / 2
    path = "".join(
        f"M{(i + 0.5) * WIDTH / BARS:g} {middle - tall:g}V{middle + tall:g}"
        for i, tall in enumerate(max(0.5, round(bar / 255 * (middle - 2), 1)) for bar in bars)
    )
    return Wave(path, seconds, stretches_of(pair, WIDTH) if half == Half.TWIN else [])


def stretches_of(pair: Pair, width: int) -> list[Stretch]:
    """The altered spans of a pair on a line of `width` units that lasts as long as the clip."""
    seconds = float(pair.truth["seconds"])
    spans = pair.truth.get("spans", [])
    names = pair.text.get("regions", [])
    if len(spans) == 1:
        names = ["; ".join(names)]  # several places within one span
    return [
        Stretch(
            x=round(width * start / seconds, 1),
            width=round(width * (end - start) / seconds, 1),
            start=round(start, 1),
            end=round(end, 1),
            name=names[index] if index < len(names) else "",
        )
        for index, (start, end) in enumerate(spans)
    ]
