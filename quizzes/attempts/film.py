"""A film as the player needs it: its files and its clock, and, where it may be told, what was altered and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from quizzes.attempts.media import ClipLinks, other_half
from quizzes.attempts.wave import Stretch, stretches_of
from quizzes.clips.links import PairLinks
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.clips.parts import kind_of

WIDTH = 1000
"""How many units the line of time is wide."""
TILES = range(12)
"""The small pictures of a strip; as many as `clips.encode_film` draws."""


@dataclass(frozen=True)
class Reel:
    """The files of one film as links, empty where there is no such file; sizes in pixels.

    `captions` are in the `language` that is spoken.
    """

    film: str
    small: str
    poster: str
    strip: str
    captions: str
    language: str
    width: int
    height: int
    small_width: int
    small_height: int
    strip_width: int
    strip_height: int

    @property
    def tiles(self) -> list[int]:
        """Where each picture of the strip begins, in its pixels."""
        return [at * self.tile for at in TILES]

    @property
    def tile(self) -> int:
        """How wide one picture of the strip is."""
        return self.strip_width // len(TILES)


@dataclass(frozen=True)
class Moment:
    """From `start` to `end` (seconds) the place inside `outline` is altered: an SVG path in pixels of the film."""

    start: float
    end: float
    outline: str


@dataclass(frozen=True)
class Film:
    """A film or both halves of one, on one clock: `frames` frames, `fps` a second.

    `reels` are by half, by side, or the one that is `shown`. `stretches` lie on a line of WIDTH units.
    """

    seconds: float
    fps: float
    frames: int
    has_sound: bool
    reels: dict[str, Reel]
    stretches: list[Stretch] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the last frame, counted from 0."""
        return self.frames - 1

    @property
    def frame(self) -> float:
        """How long a frame is shown, in seconds."""
        return round(1 / self.fps, 4)

    @property
    def has_marks(self) -> bool:
        """Whether there is anything to be outlined or marked on the line of time."""
        return bool(self.stretches or self.moments)

    @property
    def any_reel(self) -> Reel:
        """The shown film, or the first there is: what both halves have alike can be read from it."""
        return next(iter(self.reels.values()))


def film_asked(pair: Pair, half: str, links: ClipLinks) -> Film:
    """The film of a question: nothing of it may differ between the halves but what is seen and heard."""
    return _film(pair, {"shown": _reel(pair, half, links.shown, links.shown_part)})


def films_compared(pair: Pair, half: str, links: ClipLinks) -> Film:
    """Both films of a comparison on one clock, by side: `half` on side A."""
    return _film(
        pair,
        {
            side: _reel(pair, shown, links.side(side), partial(links.side_part, side))
            for side, shown in (("A", half), ("B", other_half(half)))
        },
    )


def film_told(pair: Pair, links: ClipLinks | PairLinks) -> Film:
    """Every half there is, with the altered spans and the outlines of altered places.

    Where the question was about the caption, both halves are one film, and it is given once.
    """
    there = {rendition.kind for rendition in pair.renditions.all()}
    is_claim = pair.question == Pair.Question.CLAIM
    reels = {
        str(half): _reel(pair, half, link, partial(links.half_part, half))
        for half, link in ((Half.ORIGINAL, links.original), (Half.TWIN, links.twin))
        if half in there and not (is_claim and half == Half.TWIN)
    }
    stretches = stretches_of(pair, WIDTH) if len(reels) > 1 else []
    moments = [
        Moment(moment["start"], moment["end"], moment["outline"])
        for moment in pair.truth.get("moments", [])
        if len(reels) > 1 and moment.get("outline")
    ]
    return _film(pair, reels, stretches, moments)


def _film(
    pair: Pair,
    reels: dict[str, Reel],
    stretches: list[Stretch] | None = None,
    moments: list[Moment] | None = None,
) -> Film:
    return Film(
        seconds=float(pair.truth["seconds"]),
        fps=float(Fraction(*pair.truth["fps"])),
        frames=int(pair.truth["frames"]),
        has_sound="peaks" in pair.truth,
        reels=reels,
        stretches=stretches or [],
        moments=moments or [],
    )


def _reel(pair: Pair, half: str, film: str, part: Callable[[str], str]) -> Reel:
    files: Mapping[str, Rendition] = {rendition.kind: rendition for rendition in pair.renditions.all()}
    captions = pair.truth.get("captions", {})
    whole = files[half]
    small, strip = files.get(kind_of(half, "small")), files.get(kind_of(half, "strip"))

    def link(name: str) -> str:
        return part(name) if kind_of(half, name) in files else ""

    return Reel(
        film=film,
        small=link("small"),
        poster=link("poster"),
        strip=link("strip"),
        captions=part("captions") if half in captions else "",
        language=captions.get("language", ""),
        width=whole.width,
        height=whole.height,
        small_width=small.width if small else 0,
        small_height=small.height if small else 0,
        strip_width=strip.width if strip else 0,
        strip_height=strip.height if strip else 0,
    )
