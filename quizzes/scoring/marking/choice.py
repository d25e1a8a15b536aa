"""Marks answers that were chosen from a list: which half, which technique, what a manifest proves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["NEAR_POINTS", "ChoiceMark", "Verdict", "mark_choice", "mark_technique"]

# Who names a sister of the technique saw what kind of thing was done, not quite which.
NEAR_POINTS = 0.5


class Verdict(StrEnum):
    """How good a choice was."""

    RIGHT = "right"
    NEAR = "near"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class ChoiceMark:
    """The mark of one choice: the verdict, and points from 0 to 1."""

    verdict: Verdict
    points: float


def mark_choice(chosen: str, right: str) -> ChoiceMark:
    """Mark a choice of which one is right; a comparison of two halves (2AFC) is one of those.

    A blind guess between two earns a half, so comparisons are never counted together with single clips
    (Macmillan & Creelman 2005, ch. 7): their discernment has its own scale.
    """
    return ChoiceMark(Verdict.RIGHT, 1.0) if chosen == right else ChoiceMark(Verdict.WRONG, 0.0)


def mark_technique(chosen: str, technique: str, families: Mapping[str, str]) -> ChoiceMark:
    """Mark the name of a technique: right, near when it is of the same family, or wrong.

    families: which family each technique belongs to; one that is in none is near to nothing.
    """
    if chosen == technique:
        return ChoiceMark(Verdict.RIGHT, 1.0)
    family = families.get(technique)
    if family is not None and families.get(chosen) == family:
        return ChoiceMark(Verdict.NEAR, NEAR_POINTS)
    return ChoiceMark(Verdict.WRONG, 0.0)
