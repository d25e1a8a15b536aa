"""Marks a judgement of one clip: real or manipulated, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# The one control for judgement and confidence has seven stops: the probability that the clip is
# manipulated. It stops short of 0 and 1 because nobody who has only looked can be certain.
CHECK_FIRST = 0.5
STOPS = (0.05, 0.20, 0.40, CHECK_FIRST, 0.60, 0.80, 0.95)

_WORST_BRIER = (1 - STOPS[0]) ** 2
_BEST_BRIER = STOPS[0] ** 2


class Outcome(StrEnum):
    """What one judgement turned out to be, in the words of signal detection theory."""

    HIT = "hit"
    """The clip was manipulated and the learner said so."""
    MISS = "miss"
    """The clip was manipulated and the learner called it real."""
    FALSE_ALARM = "false_alarm"
    """The clip was authentic and the learner called it manipulated."""
    CORRECT_REJECTION = "correct_rejection"
    """The clip was authentic and the learner said so."""
    CHECKED = "checked"
    """The learner would check first: neither right nor wrong."""


@dataclass(frozen=True, slots=True)
class JudgeResponse:
    """What a learner answered.

    p_manipulated: the probability that the clip is manipulated, one of `STOPS`;
        exactly `CHECK_FIRST` means "I would check first".

    Raises ValueError for a probability that is not a stop of the control.
    """

    p_manipulated: float

    def __post_init__(self) -> None:
        if self.p_manipulated not in STOPS:
            raise ValueError(f"{self.p_manipulated!r} is not one of the stops {STOPS}")

    @property
    def says_manipulated(self) -> bool | None:
        """The judgement without the confidence; None for "I would check first"."""
        return None if self.p_manipulated == CHECK_FIRST else self.p_manipulated > CHECK_FIRST

    @property
    def confidence(self) -> float:
        """How sure the learner is of their own judgement, 0.5 (not at all) to 0.95."""
        return max(self.p_manipulated, 1 - self.p_manipulated)


@dataclass(frozen=True, slots=True)
class JudgeMark:
    """The mark of one judgement.

    outcome: which of the five cases it is.
    correct: whether judgement and truth agree; None for "I would check first".
    brier: squared distance between the stated probability and the truth, 0.0025 (best) to 0.9025
        (Brier 1950, in the form for one event).
    points: the same on a scale a learner can read, 0 (very sure and wrong) to 1 (very sure and right).
    """

    outcome: Outcome
    correct: bool | None
    brier: float
    points: float


def mark_judge(response: JudgeResponse, is_manipulated: bool) -> JudgeMark:
    """Mark one judgement against the truth.

    Points are (0.9025 - Brier) / 0.9. That is a rising straight line of minus the Brier score, so the
    rule stays strictly proper: whoever believes in a probability earns most, on average, at the stop
    nearest to it, and nobody gains by shouting or by hedging (Brier 1950; Gneiting & Raftery 2007).
    "I would check first" is marked as the probability 0.5 that it states: 0.725 points, whatever the
    truth.
    """
    brier = (response.p_manipulated - float(is_manipulated)) ** 2
    outcome = _outcome(response.says_manipulated, is_manipulated)
    correct = None if outcome is Outcome.CHECKED else outcome in (Outcome.HIT, Outcome.CORRECT_REJECTION)
    points = (_WORST_BRIER - brier) / (_WORST_BRIER - _BEST_BRIER)
    return JudgeMark(outcome=outcome, correct=correct, brier=brier, points=min(1.0, max(0.0, points)))


def _outcome(says_manipulated: bool | None, is_manipulated: bool) -> Outcome:
    if says_manipulated is None:
        return Outcome.CHECKED
    if is_manipulated:
        return Outcome.HIT if says_manipulated else Outcome.MISS
    return Outcome.FALSE_ALARM if says_manipulated else Outcome.CORRECT_REJECTION
