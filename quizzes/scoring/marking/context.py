"""Marks a judgement of a caption together with how it was come by."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.scoring.marking.judge import JudgeMark, JudgeResponse, mark_judge

__all__ = ["PROCESS_SHARE", "WANTED_CARDS", "ContextMark", "mark_context"]

# Of the points, this part is for having looked before judging.
PROCESS_SHARE = 0.3
# Looking in two places is what lateral reading comes down to: one source, and another that confirms it.
WANTED_CARDS = 2


@dataclass(frozen=True, slots=True)
class ContextMark:
    """The mark of one caption.

    judgement: of the verdict alone, as for any clip; what discernment is counted from.
    process: 0 to 1, how much evidence was opened before judging, next to what is enough.
    points: 0 to 1, both together.
    """

    judgement: JudgeMark
    process: float
    points: float


def mark_context(response: JudgeResponse, is_false: bool, opened: int, offered: int) -> ContextMark:
    """Mark the judgement of a caption after `opened` of the `offered` evidence cards were read.

    Points are the judgement's (Brier 1950), for seven tenths, and the process's, for three: civic online
    reasoning is taught and marked by what people open, not only by what they conclude (Wineburg et al. 2022).
    Opening all cards earns no more than opening two, so nobody is paid for clicking through.

    Raises ValueError when more cards were opened than there are.
    """
    if not 0 <= opened <= offered:
        raise ValueError(f"{opened} of {offered} cards cannot have been opened")
    wanted = min(WANTED_CARDS, offered)
    process = min(1.0, opened / wanted) if wanted else 1.0
    judgement = mark_judge(response, is_false)
    points = (1 - PROCESS_SHARE) * judgement.points + PROCESS_SHARE * process
    return ContextMark(judgement=judgement, process=process, points=points)
