"""When there are too few answers, or too few people, to say something: one table that all measures go by."""

from __future__ import annotations

from enum import StrEnum

# Why each number is what it is stands in docs/algorithms/enough.md.
EACH_KIND = 4
"""Manipulated and authentic clips, each, before d', c or an area under the curve is given."""
PAIRS = 8
"""Side-by-side choices before their d' is given: as many clips to choose from as a single-clip figure needs."""
FORECASTS = 10
"""Judgements before a Brier score, or confidence set against accuracy, is given."""
AT_ONE_STOP = 5
"""Judgements at one stop of the control before its point of the calibration curve is given."""
DECOMPOSED = 40
"""Judgements before a Brier score is taken apart."""
RIGHT_AND_WRONG = 10
"""Right and wrong judgements, each, before it is said whether somebody is surer when right."""
LEARNERS = 5
"""Learners before anything is said of a group: below five, one of them could be recognised in it."""
ANSWERS_TO_AN_ITEM = 10
"""Answers to an item before its difficulty is given."""
DISCRIMINATION = 20
"""Learners who answered an item and others besides, before its point-biserial is given."""
RELIABILITY = (20, 5)
"""Learners and items before KR-20 is given."""
RASCH = (30, 10)
"""Learners in all, and answers to each item, before Rasch difficulties are given (Linacre 1994)."""
DIF = (50, 150)
"""Learners in the smaller group, and in both, before two groups are compared on an item."""
DIF_CLASS = (200, 500)
"""The same before the comparison gets the letter A, B or C (Zwick 2012)."""
SUPPRESSED_BELOW = LEARNERS
"""Learners in a cell of a school's table below which the cell is left out."""


class Enough(StrEnum):
    """Whether a measure can say something, and if not why: a template phrases each as a sentence."""

    ENOUGH = "enough"
    """The figure is given."""
    NOTHING = "nothing"
    """Nobody has answered yet."""
    FEW_ANSWERS = "few_answers"
    """Fewer answers than the measure needs."""
    FEW_OF_A_KIND = "few_of_a_kind"
    """Enough answers, but too few of them on manipulated or on authentic clips, or too few right or wrong ones."""
    FEW_LEARNERS = "few_learners"
    """Fewer learners than the measure needs."""
    NO_SPREAD = "no_spread"
    """Everybody, or every answer, is the same: there is nothing to set against anything."""
    UNLIKE = "unlike"
    """Two forms differ too much in length to set one against the other."""
    NOT_LINKED = "not_linked"
    """Items fall apart into groups that no learner answered both of, so they cannot stand on one scale."""

    def __bool__(self) -> bool:
        """True for ENOUGH alone, so that `if measure.enough:` reads as it should."""
        return self is Enough.ENOUGH


def enough_of_both(one: int, other: int, *, least: int) -> Enough:
    """Whether there are `least` of each of two kinds."""
    if one + other == 0:
        return Enough.NOTHING
    if one + other < 2 * least:
        return Enough.FEW_ANSWERS
    return Enough.ENOUGH if min(one, other) >= least else Enough.FEW_OF_A_KIND


def enough_answers(number: int, *, least: int) -> Enough:
    """Whether there are `least` answers."""
    if number == 0:
        return Enough.NOTHING
    return Enough.ENOUGH if number >= least else Enough.FEW_ANSWERS


def enough_learners(number: int, *, least: int = LEARNERS) -> Enough:
    """Whether there are `least` learners."""
    if number == 0:
        return Enough.NOTHING
    return Enough.ENOUGH if number >= least else Enough.FEW_LEARNERS
