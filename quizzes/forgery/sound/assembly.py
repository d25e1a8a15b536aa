"""Putting pieces of sound together into a twin, and keeping book of what in it is still the original."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.recipe import ParamError
from quizzes.forgery.sound.joints import cross_fade, in_step, quietest
from quizzes.forgery.sound.layout import Layout
from quizzes.forgery.sound.room_tone import room_tone
from quizzes.forgery.sound.sound import Samples, Sound, as_samples
from quizzes.forgery.sound.twin import Heard, Kept, SoundTwin, Span

LEAST_SPAN_S = 0.24
"""A join alone lasts a few milliseconds; nobody could point at less than about a quarter of a second."""

_LEAST_PIECE_S = 0.02

Borders: TypeAlias = NDArray[np.int_]
"""Where each piece begins in the twin, and where the last one ends: samples."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Samples `start` to `end` of `take`; what lies around them there is used for cross-fades.

    `kind` is None for an untouched piece of the recording, and names what a span of the truth is otherwise.
    The take begins at sample `since` of the recording `source` ("" for the pair's own) and lasts `factor` times
    as long as it did there.
    """

    take: Samples
    start: int
    end: int
    kind: str | None = None
    since: float = 0
    factor: float = 1
    source: str = ""

    @property
    def length(self) -> int:
        """How many samples the piece adds."""
        return self.end - self.start


def assemble(
    original: Sound,
    layout: Layout,
    pieces: Sequence[Piece],
    rng: np.random.Generator,
    order: Sequence[int] | None = None,
) -> SoundTwin:
    """Join `pieces` into the twin of the recording's window, both halves equally long, with the truth.

    Joins move to soft places, and in step with the wave before them. Each changed piece becomes a span, and so
    does a join between two untouched pieces that do not follow each other; `order` says which of the spans, by
    time, the recipe names first. What one half is longer is made up for with room tone. Raises `ParamError`.
    """
    placed = _settled(original, layout, pieces)
    body = as_samples(np.concatenate([piece.take[piece.start : piece.end] for piece in placed]))
    borders = np.cumsum([0, *(piece.length for piece in placed)])
    faded = _join(body, borders, placed, layout.fade)
    changed = _changed(placed, borders, faded, round(LEAST_SPAN_S * original.rate / 2), len(body))
    kept = _kept(placed, borders, changed, layout.window[0])
    first, last = layout.window
    halves, (lead, own) = _equal_length(original, layout, original.samples[first:last], body, rng)
    rate = original.rate
    spans = [Span((start + lead) / rate, (end + lead) / rate, kind) for start, end, kind in changed]
    if order is not None:
        spans = [spans[index] for index in order]
    return SoundTwin(
        original=Sound(halves[0], rate),
        twin=Sound(halves[1], rate),
        spans=tuple(spans),
        kept=tuple(Kept(each.start + lead, each.end + lead, each.source + own) for each in kept),
        heard_original=(Heard(own, own + last - first, "", first, 1),),
        heard_twin=tuple(_heard(placed, borders + lead)),
    )


def _heard(placed: Sequence[Piece], borders: Borders) -> Iterator[Heard]:
    """Say what recording is heard in each piece, and from which of its samples on."""
    for index, piece in enumerate(placed):
        start, end = int(borders[index]), int(borders[index + 1])
        yield Heard(start, end, piece.source, piece.since + piece.start / piece.factor, piece.factor)


def _settled(original: Sound, layout: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """Move the ends that meet at each join to where it will be heard least."""
    placed = list(pieces)
    for index in range(1, len(placed)):
        before, after = placed[index - 1], placed[index]
        if before.take is after.take and before.end == after.start and before.kind == after.kind:
            continue
        end = quietest(before.take, before.end, layout.snap, original.rate)
        if _in_time(before, after):
            shift = end - before.end
            placed[index - 1], placed[index] = (
                replace(before, end=end),
                replace(after, start=after.start + shift),
            )
            continue
        start = quietest(after.take, after.start, layout.snap, original.rate)
        start = in_step((before.take, end), (after.take, start), layout.fade, original.rate)
        placed[index - 1], placed[index] = replace(before, end=end), replace(after, start=start)
    for piece in placed:
        if piece.length < _LEAST_PIECE_S * original.rate:
            raise ParamError("params", f"leave a piece shorter than {_LEAST_PIECE_S:g} s")
    return placed


def _in_time(before: Piece, after: Piece) -> bool:
    """Say whether the second piece goes on at the very moment of the recording where the first one stops."""
    at_own_speed = before.factor == after.factor == 1 and not (before.source or after.source)
    return at_own_speed and before.since + before.end == after.since + after.start


def _join(body: Samples, borders: Borders, placed: Sequence[Piece], fade: int) -> list[tuple[int, int]]:
    """Cross-fade every join of `body` in place; returns which samples each one changed, empty if none."""
    faded = []
    for index in range(1, len(placed)):
        before, after, border = placed[index - 1], placed[index], int(borders[index])
        room = min(before.length, after.length, len(before.take) - before.end, after.start)
        half = max(0, min(fade // 2, room))
        if (before.take is after.take and before.end == after.start) or half == 0:
            faded.append((border, border))
            continue
        falling = before.take[before.end - half : before.end + half]
        rising = after.take[after.start - half : after.start + half]
        body[border - half : border + half] = as_samples(cross_fade(falling, rising))
        faded.append((border - half, border + half))
    return faded


def _changed(
    placed: Sequence[Piece],
    borders: Borders,
    faded: Sequence[tuple[int, int]],
    least: int,
    length: int,
) -> list[tuple[int, int, str]]:
    """Return start, end and kind of all that is changed, in order of time, each of a size to be pointed at."""
    found = []
    for index, piece in enumerate(placed):
        start, end = int(borders[index]), int(borders[index + 1])
        if piece.kind is not None:
            first = faded[index - 1][0] if index else start
            last = faded[index][1] if index < len(faded) else end
            found.append((first, last, piece.kind))
        after = placed[index + 1] if index < len(faded) else None
        if after is not None and piece.kind is after.kind is None and after.start != piece.end:
            found.append((*faded[index], "join"))
    widened = []
    for start, end, kind in found:
        missing = max(0, 2 * least - (end - start) + 1) // 2
        widened.append((max(0, start - missing), min(length, end + missing), kind))
    return widened


def _kept(
    placed: Sequence[Piece],
    borders: Borders,
    changed: Sequence[tuple[int, int, str]],
    window_start: int,
) -> list[Kept]:
    """Return the stretches of untouched pieces that no span covers."""
    kept = []
    for index, piece in enumerate(placed):
        if piece.kind is not None:
            continue
        start, stop = int(borders[index]), int(borders[index + 1])
        shift = piece.start - start - window_start
        for first, last, _ in sorted(changed):
            if first < stop and last > start:
                if first > start:
                    kept.append(Kept(start, first, start + shift))
                start = max(start, last)
        if start < stop:
            kept.append(Kept(start, stop, start + shift))
    return kept


def _equal_length(
    original: Sound, layout: Layout, whole: Samples, body: Samples, rng: np.random.Generator
) -> tuple[tuple[Samples, Samples], tuple[int, int]]:
    """Lay room tone around both until they are equally long; returns them and how late twin and whole begin.

    How much of it comes first is left to chance for either, or the pause at the end would tell which half is
    the shortened one.
    """
    total = max(len(whole), len(body)) + layout.pad
    if total == len(whole) == len(body):
        return (as_samples(whole), body), (0, 0)
    pause = layout.pause(original)
    filled, leads = [], []
    for samples in (whole, body):
        lead = int(rng.integers(0, total - len(samples) + 1))
        after = total - len(samples) - lead
        tones = [room_tone(pause, length, original.rate, rng) for length in (lead, after)]
        filled.append(as_samples(np.concatenate([tones[0], samples, tones[1]])))
        leads.append(lead)
    return (filled[0], filled[1]), (leads[1], leads[0])
