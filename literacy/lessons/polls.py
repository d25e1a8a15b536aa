"""A poll as one reader sees it: the question, or their answer with what the class answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from literacy.lessons.circles import circle_of
from literacy.lessons.models import Lesson, PollAnswer

FEWEST = 5
"""So many of a class must have answered before anybody sees how it answered."""


@dataclass(frozen=True)
class Bar:
    """One answer with how many of the class gave it, and which share that is in percent."""

    text: str
    count: int
    percent: int
    is_own: bool


@dataclass(frozen=True)
class ShownPoll:
    """A poll. `choice` is the reader's own answer, empty before; `bars` are empty below FEWEST answers."""

    block: dict[str, Any]
    step: str
    choice: str = ""
    error: str = ""
    is_kept: bool = False
    has_class: bool = False
    bars: list[Bar] = field(default_factory=list)
    answered: int = 0
    fewest: int = FEWEST

    @property
    def chosen(self) -> dict[str, Any] | None:
        return next((option for option in self.block["options"] if option["key"] == self.choice), None)


def own_answers(lesson: Lesson, user_id: int | None) -> dict[str, str]:
    """What somebody answered to the polls of a lesson, by id; nothing for guests."""
    if user_id is None or lesson.pk is None:
        return {}
    return dict(PollAnswer.objects.filter(lesson=lesson, user_id=user_id).values_list("poll", "choice"))


def show_poll(
    lesson: Lesson,
    block: dict[str, Any],
    step: str,
    *,
    user_id: int | None,
    choice: str = "",
    error: str = "",
) -> ShownPoll:
    """The poll for a reader who answered `choice`, or has not yet. Asks for the class only after an answer."""
    shown = ShownPoll(block, step, choice, error, is_kept=user_id is not None)
    if shown.chosen is None or user_id is None:
        return shown
    circle = circle_of(user_id)
    keys = [option["key"] for option in block["options"]]
    answers = PollAnswer.objects.filter(lesson=lesson, poll=block["id"], user__in=circle, choice__in=keys)
    counts = Counter(answers.values_list("choice", flat=True))
    total = counts.total()
    bars = [
        Bar(
            option["text"],
            counts[option["key"]],
            round(100 * counts[option["key"]] / total),
            option["key"] == choice,
        )
        for option in block["options"]
        if total >= FEWEST
    ]
    return ShownPoll(block, step, choice, "", True, bool(circle), bars, total)
