"""Judgements as small numbers: which stop was chosen, and whether the clip was manipulated."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.scoring.discernment import Counts
from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS, JudgeResponse, mark_judge

MANIPULATED = len(STOPS)
"""Codes from here on are about manipulated clips; below it about real ones. The rest is the place of the stop."""
CODES = 2 * len(STOPS)
_MIDDLE = STOPS.index(CHECK_FIRST)
_UNSURE = {True: _MIDDLE + 1, False: _MIDDLE - 1}

HIT, MISS, FALSE_ALARM, CORRECT_REJECTION, CHECKED = range(5)


def code_of(p_manipulated: float | None, *, is_manipulated: bool, says_manipulated: bool | None) -> int:
    """The code of a judgement. A probability that is no stop counts as the nearest one on its own side."""
    if says_manipulated is None:
        place = _MIDDLE
    elif p_manipulated is None:
        place = _UNSURE[says_manipulated]
    else:
        side = range(_MIDDLE + 1, len(STOPS)) if says_manipulated else range(_MIDDLE)
        place = min(side, key=lambda stop: abs(STOPS[stop] - p_manipulated))
    return place + MANIPULATED * is_manipulated


def outcome_of(code: int) -> int:
    """HIT, MISS, FALSE_ALARM, CORRECT_REJECTION or CHECKED."""
    is_manipulated, place = divmod(code, MANIPULATED)
    if place == _MIDDLE:
        return CHECKED
    says = place > _MIDDLE
    return (HIT if says else MISS) if is_manipulated else (FALSE_ALARM if says else CORRECT_REJECTION)


OUTCOMES = tuple(outcome_of(code) for code in range(CODES))
"""The outcome of each code."""

POINTS = tuple(
    mark_judge(JudgeResponse(STOPS[code % MANIPULATED]), code >= MANIPULATED).points for code in range(CODES)
)
"""The points of a judgement of one clip, by its code."""


def counts_of(stops: Sequence[int]) -> Counts:
    """Outcomes of a histogram over the codes."""
    outcomes = [0] * 5
    for code, number in enumerate(stops):
        outcomes[OUTCOMES[code]] += number
    return Counts(*outcomes)


def brier_of(stops: Sequence[int]) -> tuple[float, int]:
    """Sum of Brier scores, 0.5 for those who would check first, and how many judgements it is of (Brier 1950)."""
    total = sum(
        number * (STOPS[code % MANIPULATED] - code // MANIPULATED) ** 2 for code, number in enumerate(stops)
    )
    return total, sum(stops)


def sure_of(stops: Sequence[int]) -> tuple[int, int]:
    """Of how many clips somebody was as sure as can be said, and how often they were wrong there."""
    last = MANIPULATED - 1
    right = stops[0] + stops[MANIPULATED + last]
    wrong = stops[last] + stops[MANIPULATED]
    return right + wrong, wrong


def confidence_of(stops: Sequence[int]) -> tuple[float, int, int]:
    """Sum of stated confidence (0.5 to 0.95 each), how often it was right, of how many that were decided."""
    stated, right, decided = 0.0, 0, 0
    for code, number in enumerate(stops):
        outcome = OUTCOMES[code]
        if outcome == CHECKED:
            continue
        p = STOPS[code % MANIPULATED]
        stated += number * max(p, 1 - p)
        right += number * (outcome in (HIT, CORRECT_REJECTION))
        decided += number
    return stated, right, decided
