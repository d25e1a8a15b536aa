"""A film or a recording with points in time: one half of it, or both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import get_format

from quizzes.attempts.film import Film
from quizzes.attempts.shown import ShownPair
from quizzes.attempts.wave import Wave
from quizzes.clips.captions import Said
from quizzes.clips.models import Half, Medium

_HALVES = {"authentic": Half.ORIGINAL, "manipulated": Half.TWIN}


@dataclass(frozen=True)
class Point:
    """A moment worth a look: `at` in seconds and as it is read, such as 0:03.5, and what to notice (HTML)."""

    at: float
    clock: str
    text: str


@dataclass(frozen=True)
class TimedClip:
    """What a block of points shows. `half` is `original`, `twin` or empty for both; `link` is the clip they are in."""

    shown: ShownPair
    half: str
    points: list[Point]
    link: str
    film: Film | None = None
    wave: Wave | None = None
    said: Said | None = None
    captions: str = ""


def timed_clip(block: dict[str, Any], shown: ShownPair | None) -> TimedClip | None:
    """The clip of a block `clip`; None where the pair is not there, is a photo, or lacks the half."""
    if shown is None or shown.pair.medium == Medium.PHOTO:
        return None
    half = _HALVES.get(block["half"], "") if shown.pair.has_both else _only_half(shown)
    pointed_at = half or Half.TWIN
    links = shown.links
    points = [Point(each["at"], clock_of(each["at"]), each["text"]) for each in block["points"]]
    link = links.original if pointed_at == Half.ORIGINAL else links.twin
    if shown.pair.medium == Medium.SOUND:
        return TimedClip(
            shown, half, points, link,
            wave=shown.truth.waves.get(pointed_at), said=shown.truth.said.get(pointed_at),
            captions=links.captions_original if pointed_at == Half.ORIGINAL else links.captions_twin,
        )  # fmt: skip
    film = shown.film
    if film is None or not film.reels:
        return None
    if half and half in film.reels and len(film.reels) > 1:
        marks = half == Half.TWIN
        film = replace(
            film,
            reels={half: film.reels[half]},
            stretches=film.stretches if marks else [],
            moments=film.moments if marks else [],
        )
    return TimedClip(shown, half, points, link, film=film)


def clock_of(seconds: float) -> str:
    """Minutes, seconds and, where there are any, tenths, as the language writes them: 0:03.5 or 0:03,5."""
    minutes, rest = divmod(round(seconds, 1), 60)
    tenths = round(rest * 10) % 10
    whole = f"{int(minutes)}:{int(rest):02d}"
    return f"{whole}{get_format('DECIMAL_SEPARATOR')}{tenths}" if tenths else whole


def _only_half(shown: ShownPair) -> str:
    return Half.ORIGINAL if shown.pair.has_original else Half.TWIN
