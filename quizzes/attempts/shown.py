"""A pair shown with its truth to somebody who was not asked anything: in a lesson, in the library."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.attempts.film import Film, film_told
from quizzes.attempts.reveal import Mark, credits_of, frame_in_percent, slider_start
from quizzes.attempts.wave import Wave, wave_of
from quizzes.clips.captions import Said, said_in
from quizzes.clips.links import PairLinks
from quizzes.clips.models import Medium, Pair, Rendition


@dataclass(frozen=True)
class ShownTruth:
    """What the template that compares two halves asks of a reveal; `mark` where somebody pointed, `ring` its radius in pixels."""

    cut: int
    frame: dict[str, float] | None
    has_overlay: bool
    credits: list[str]
    marks_hidden: bool
    waves: dict[str, Wave]
    said: dict[str, Said | None]
    mark: Mark | None = None
    ring: int = 8
    marked: None = None


@dataclass(frozen=True)
class ShownPair:
    """A published pair with everything its template needs."""

    pair: Pair
    links: PairLinks
    renditions: dict[str, Rendition]
    truth: ShownTruth
    film: Film | None = None


def show_pair(pair: Pair, links: PairLinks, *, marks_hidden: bool) -> ShownPair | None:
    """Make a pair ready to be shown; None when a half it needs is not there.

    `marks_hidden`: what was changed is outlined only on request. Reads `renditions`, `clip` and `sources`.
    """
    renditions = {rendition.kind: rendition for rendition in pair.renditions.all()}
    needed = {Rendition.Kind.ORIGINAL: pair.has_original, Rendition.Kind.TWIN: pair.has_twin}
    if any(there and kind not in renditions for kind, there in needed.items()):
        return None
    truth = ShownTruth(
        cut=slider_start(pair.truth.get("regions", [])),
        frame=frame_in_percent(pair.truth.get("frame")),
        has_overlay=Rendition.Kind.OVERLAY in renditions,
        credits=credits_of(pair),
        marks_hidden=marks_hidden,
        waves={half: wave_of(pair, half) for half in pair.truth.get("peaks", {})},
        said={half: said_in(pair, half) for half in pair.truth.get("peaks", {})},
    )
    film = film_told(pair, links) if pair.medium == Medium.VIDEO else None
    return ShownPair(pair, links, renditions, truth, film)
