"""Marks the time at which somebody says a clip was altered, against the spans that really were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["REACH_S", "TOLERANCE_S", "Moment", "Span", "WhenMark", "WhenResponse", "is_fair", "mark_when"]

# Seconds. Who hears or sees something and then presses is about this much late; who drags a handle on a
# phone misses by about as much.
TOLERANCE_S = 0.3
# A moment this far from every altered span, or farther, earns nothing.
REACH_S = 1.0

# Above this share of the clip, pointing blindly is right too often.
_LARGEST_FAIR_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Moment:
    """One point in time, in seconds from the beginning. Raises ValueError before 0."""

    at: float

    def __post_init__(self) -> None:
        if not self.at >= 0:
            raise ValueError(f"not a moment of a clip: {self.at}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, in seconds from the beginning. Raises ValueError unless 0 <= start < end."""

    start: float
    end: float

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a stretch of a clip: {self.start} to {self.end}")

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


WhenResponse = Moment | Span


@dataclass(frozen=True, slots=True)
class WhenMark:
    """The mark of one time.

    inside: whether it was found: full points.
    points: 0 to 1.
    distance: seconds from what was marked to the nearest altered span; 0 when they touch.
    """

    inside: bool
    points: float
    distance: float


def mark_when(response: WhenResponse, spans: Sequence[Span], duration: float) -> WhenMark:
    """Mark a time against the altered spans of a clip that lasts `duration` seconds.

    Where several spans were altered, finding one is enough: each is marked by itself, the others counting
    neither for nor against, and the best mark stands. A moment earns 1 up to `TOLERANCE_S` from a span, then
    falls in a straight line to 0 at `REACH_S`. A stretch earns by overlap (see `_span_points`); one no longer
    than the tolerance was meant as a moment.

    Raises ValueError for no spans, a span outside the clip, or a response that begins after its end.
    """
    if not spans or max(span.end for span in spans) > duration + 1e-6:
        raise ValueError(f"a time can only be marked against spans inside the clip's {duration} s")
    marked = _as_span(response)
    if marked[0] > duration:
        raise ValueError(f"{response} begins after the clip's end at {duration} s")
    marked = (marked[0], min(marked[1], duration))
    distance = min(_gap(marked, span) for span in spans)
    if marked[1] - marked[0] <= TOLERANCE_S:
        middle = (marked[0] + marked[1]) / 2
        away = min(_gap((middle, middle), span) for span in spans)
        points = min(1.0, max(0.0, (REACH_S - away) / (REACH_S - TOLERANCE_S)))
    else:
        points = max(_span_points(marked, span, spans, duration) for span in spans)
    return WhenMark(inside=points == 1.0, points=points, distance=distance)


def is_fair(spans: Sequence[Span], duration: float) -> bool:
    """Whether `when` can be asked at all: there is a span, and blind pointing would mostly miss."""
    altered = sum(end - start for start, end in _union([(span.start, span.end) for span in spans]))
    return bool(spans) and altered <= _LARGEST_FAIR_SHARE * duration


def _as_span(response: WhenResponse) -> tuple[float, float]:
    return (response.at, response.at) if isinstance(response, Moment) else (response.start, response.end)


def _span_points(marked: tuple[float, float], span: Span, spans: Sequence[Span], duration: float) -> float:
    """Points by temporal intersection over union, on a scale whose zero is the whole clip.

    A span shorter than twice the tolerance counts as that long: nobody can mark two frames. Time within the
    tolerance of any altered span counts neither for nor against. Full points from half way between the whole
    clip's score and 1: for a short span that is the usual one half (Heilbron et al. 2015, ActivityNet).
    """
    short = max(0.0, 2 * TOLERANCE_S - span.seconds) / 2
    wanted = (max(0.0, span.start - short), min(duration, span.end + short))
    excused = _union([(each.start - TOLERANCE_S, each.end + TOLERANCE_S) for each in spans] + [wanted])

    def overlap(stretch: tuple[float, float]) -> float:
        outside = stretch[1] - stretch[0] - sum(_common(stretch, each) for each in excused)
        return _common(stretch, wanted) / (wanted[1] - wanted[0] + outside)

    nothing = overlap((0.0, duration))
    if nothing >= 1:
        # The tolerance leaves no outside: no stretch can be told from the whole clip.
        return 0.0
    full = (1 + nothing) / 2
    return min(1.0, max(0.0, (overlap(marked) - nothing) / (full - nothing)))


def _gap(marked: tuple[float, float], span: Span) -> float:
    return max(0.0, span.start - marked[1], marked[0] - span.end)


def _common(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def _union(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the same time as stretches that do not touch, in order."""
    ordered = sorted(stretches)
    joined = ordered[:1]
    for start, end in ordered[1:]:
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
