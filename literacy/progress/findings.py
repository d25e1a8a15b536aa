"""What stands out about a learner, each with how it was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from literacy.progress.facts import Attempt, Facts
from quizzes.scoring.discernment import MINIMUM as FEWEST
from quizzes.scoring.discernment import Discernment, Leaning, leaning
from quizzes.scoring.share import share
from quizzes.tallies.codes import sure_of
from quizzes.tallies.sums import Sum

SURE_WRONG_ABOVE = 0.2
"""Who is 95 % sure errs one time in twenty; the flag is raised where it is surely more than one in five."""
WRONG_SHARE = 0.4
"""Whoever leans surely, but is wrong about fewer of that kind than this, is careful rather than in trouble."""
STUCK_AFTER = timedelta(days=2)


class Flag(StrEnum):
    """What may stand out, the most urgent first."""

    DOUBTS = "doubts"
    BELIEVES = "believes"
    SURE_WRONG = "sure-wrong"
    STUCK = "stuck"
    NOT_STARTED = "not-started"


@dataclass(frozen=True, slots=True)
class Finding:
    """One flag on one learner, with the numbers it was decided by.

    number, of: false alarms of real clips judged; misses of manipulated ones; wrong of sure answers; nought of quizzes
    to do. since: of who is stuck, when the last answer came. assignment_id: of who is stuck or has not started.
    """

    flag: Flag
    number: int = 0
    of: int = 0
    since: datetime | None = None
    assignment_id: int | None = None


def findings_of(total: Sum, figure: Discernment | None) -> list[Finding]:
    """What a learner's judgements say. Nothing is found in fewer than four clips of a kind, or four sure answers."""
    found, counts = [], total.counts
    if figure is not None:
        leans = leaning(figure.criterion)
        if leans is Leaning.DOUBTS and counts.false_alarms >= WRONG_SHARE * counts.authentic:
            found.append(Finding(Flag.DOUBTS, counts.false_alarms, counts.authentic))
        elif leans is Leaning.BELIEVES and counts.misses >= WRONG_SHARE * counts.manipulated:
            found.append(Finding(Flag.BELIEVES, counts.misses, counts.manipulated))
    sure, wrong = sure_of(total.stops)
    if sure >= FEWEST and share(wrong, sure).low > SURE_WRONG_ABOVE:
        found.append(Finding(Flag.SURE_WRONG, wrong, sure))
    return found


def halting_of(
    facts: Facts, learner: int, attempts: Iterable[Attempt], asked: Iterable[int], now: datetime
) -> list[Finding]:
    """Whether a learner has begun nothing of what was asked (keys of assignments), or stopped half-way.

    attempts: those of theirs that count, of these assignments.
    """
    mine = list(attempts)
    open_to = [
        key for key in asked if facts.given[key].moment <= now and learner in facts.given[key].learners
    ]
    if open_to and not mine:
        return [Finding(Flag.NOT_STARTED, 0, len(open_to), assignment_id=open_to[-1])]
    half_way = []
    for each in mine:
        if each.finished_at is None:
            folded = facts.folded.get(each.sitting_id)
            last = (folded.last_at if folded else None) or each.started_at
            if now - last >= STUCK_AFTER:
                half_way.append((last, each.assignment_id))
    if half_way:
        last, assignment = max(half_way)
        return [Finding(Flag.STUCK, len(half_way), len(open_to), last, assignment)]
    return []
