"""Where a sitting stands: which places are answered, which question comes next, what may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from quizzes.attempts.models import Showing, Sitting
from quizzes.clips.models import Half
from quizzes.items.models import Quiz
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS, Shows


@dataclass
class Place:
    """One place of a sitting: what is shown there and what has been answered."""

    showing_id: int
    position: int
    half: str
    chain: list[str]
    answered: dict[str, str] = field(default_factory=dict)  # item type -> outcome
    p_manipulated: float | None = None
    lenses: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    technique: str | None = None  # of the pair; None where there is no pair

    @property
    def next_question(self) -> str | None:
        """The item type to be answered next here; None when the chain is done."""
        for slug in self.chain:
            if slug not in self.answered and ITEM_TYPES[slug].asked_after(self):
                return slug
        return None

    @property
    def is_done(self) -> bool:
        return self.next_question is None

    @property
    def shows(self) -> Shows:
        """What lies on the light table here."""
        return ITEM_TYPES[self.chain[0]].shows if self.chain else Shows.HALF

    @property
    def is_manipulated(self) -> bool:
        """Whether what is shown was manipulated; of a comparison one of the two always was."""
        return self.shows is Shows.BOTH or (self.shows is Shows.HALF and self.half == Half.TWIN)

    @property
    def is_untouched(self) -> bool:
        return not (self.answered or self.lenses or self.steps)

    @property
    def outcome(self) -> str:
        """What the judgement turned out to be; empty before one, and where none is asked for."""
        return next((self.answered[slug] for slug in JUDGEMENTS if slug in self.answered), "")


@dataclass
class Course:
    """All places of a sitting in order."""

    sitting: Sitting
    mode: str
    places: list[Place]

    @property
    def current(self) -> int | None:
        """Number (from 1) of the first place that is not done; None when all are."""
        return next((place.position for place in self.places if not place.is_done), None)

    @property
    def done(self) -> int:
        return sum(place.is_done for place in self.places)

    @property
    def has_begun(self) -> bool:
        return any(place.answered for place in self.places)

    def place(self, position: int) -> Place | None:
        return self.places[position - 1] if 1 <= position <= len(self.places) else None

    def may_reveal(self, place: Place) -> bool:
        """Practice shows the truth once a place is done; an assessment once the whole sitting is."""
        if self.mode == Quiz.Mode.PRACTICE:
            return place.is_done
        return self.sitting.finished_at is not None


_PLACE = (
    "id", "position", "half", "item__chain", "answers__item_type", "answers__outcome", "answers__p_manipulated",
    "answers__id", "lenses", "steps", "item__pair__technique",
)  # fmt: skip
_SITTING = ("sitting__quiz_id", "sitting__finished_at", "sitting__quiz__mode")


def course_of(sitting: Sitting) -> Course:
    """Read the course of a sitting at hand, in one query (and one for its quiz, where that is not at hand, too)."""
    rows = sitting.showings.order_by().values_list(*_PLACE)
    return Course(sitting, sitting.quiz.mode, _places(rows))


def find_course(sitting_id: UUID, owned: Q) -> Course | None:
    """Read a sitting with its course, in one query; None when there is none that meets the condition.

    This is what every answer and every clip begins with, so it reads no more of the sitting than they need.
    """
    showings = _with_sitting().filter(owned, sitting=sitting_id)
    rows = list(showings)
    if not rows:
        return None
    quiz_id, finished_at, mode = rows[0][-3:]
    sitting = Sitting.from_db(
        showings.db, ["id", "quiz_id", "finished_at"], [sitting_id, quiz_id, finished_at]
    )
    return Course(sitting, mode, _places(rows))


@cache
def _with_sitting() -> QuerySet[Showing, tuple[Any, ...]]:
    """The query before its conditions: working out its joins takes as long as running it, so that is done once."""
    return Showing.objects.order_by().values_list(*_PLACE, *_SITTING)


def _places(rows: Iterable[tuple[Any, ...]]) -> list[Place]:
    """Put rows of showings and their answers together; sorted here, because sorting is cheaper than saying so in SQL."""
    places: dict[int, Place] = {}
    for (
        showing_id,
        position,
        half,
        chain,
        item_type,
        outcome,
        p,
        _answer,
        lenses,
        steps,
        technique,
        *_rest,
    ) in sorted(rows, key=_by_place_and_answer):
        place = places.setdefault(
            position,
            Place(showing_id, position, half, chain, lenses=lenses, steps=steps, technique=technique),
        )
        if item_type is not None:
            place.answered[item_type] = outcome
            place.p_manipulated = p if item_type in JUDGEMENTS else place.p_manipulated
    return list(places.values())


def _by_place_and_answer(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[1], row[7] or 0
