"""Marks the cues somebody ticked against those that give the clip away."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

__all__ = ["CueMark", "mark_cues"]


@dataclass(frozen=True, slots=True)
class CueMark:
    """The mark of a set of cues.

    precision: the share of the ticked cues that are right; 0 when nothing was ticked.
    recall: the share of the right cues that were ticked.
    points: 0 to 1.
    """

    precision: float
    recall: float
    points: float


def mark_cues(ticked: Set[str], right: Set[str], offered: Set[str]) -> CueMark:
    """Mark the `ticked` ones of the `offered` cues; `right` are those that give this clip away.

    Points are F1, the harmonic mean of precision and recall (van Rijsbergen 1979), on a scale whose zero is
    what ticking all of them would earn: so ticking everything earns nothing, as marking the whole picture does.

    Raises ValueError when a ticked or right cue was not offered, when none is right, or when all are.
    """
    if not (ticked <= offered and right and right < offered):
        raise ValueError("cues can only be marked when some of those on offer are right and some are not")
    found = len(ticked & right)
    precision = found / len(ticked) if ticked else 0.0
    recall = found / len(right)
    nothing = _f1(len(right), len(offered), len(right))
    points = max(0.0, (_f1(found, len(ticked), len(right)) - nothing) / (1 - nothing))
    return CueMark(precision=precision, recall=recall, points=points)


def _f1(found: int, ticked: int, right: int) -> float:
    return 2 * found / (ticked + right)
