"""Where a sitting stands: which places are answered, which question comes next, what may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.models import Showing, Sitting
from quizzes.attempts.terms import GRACE, Reveal
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
    is_pulled: bool = False
    left_out: bool = False
    is_discounted: bool = False

    @property
    def is_skipped(self) -> bool:
        """Whether nothing is asked here any more, because the clip was taken away."""
        return self.is_pulled or self.left_out

    @property
    def is_absent(self) -> bool:
        """Whether the clip was taken away before anything was answered here."""
        return self.is_skipped and not self.answered

    @property
    def next_question(self) -> str | None:
        """The item type to be answered next here; None when the chain is done, or the clip taken away."""
        if self.is_skipped:
            return None
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
    def name(self) -> str:
        """What a person calls it, with its number: a clip, a pair of clips, or a story."""
        words = {Shows.NOTHING: _("Story %(position)s"), Shows.BOTH: _("Pair %(position)s")}
        return words.get(self.shows, _("Clip %(position)s")) % {"position": self.position}

    @property
    def is_manipulated(self) -> bool:
        """Whether what is shown was manipulated; of a comparison one of the two always was."""
        return self.shows is Shows.BOTH or (self.shows is Shows.HALF and self.half == Half.TWIN)

    @property
    def is_untouched(self) -> bool:
        return not (self.answered or self.lenses or self.steps)

    @property
    def outcome(self) -> str:
        """What the judgement turned out to be; empty before one, where none is asked for, and where it does not count."""
        if self.is_discounted:
            return ""
        return next((self.answered[slug] for slug in JUDGEMENTS if slug in self.answered), "")


@dataclass
class Course:
    """All places of a sitting in order."""

    sitting: Sitting
    mode: str
    places: list[Place]

    @property
    def current(self) -> int | None:
        """Number (from 1) of the first place that is not done; None when all are, or nothing more is taken."""
        if self.sitting.finished_at is not None:
            return None
        return next((place.position for place in self.places if not place.is_done), None)

    @property
    def current_place(self) -> Place | None:
        return self.place(self.current) if self.current else None

    @property
    def done(self) -> int:
        return sum(place.is_done for place in self.places)

    @property
    def asked(self) -> int:
        """How many places there are at which something is or was asked."""
        return sum(not place.is_absent for place in self.places)

    @property
    def is_about(self) -> str:
        """What may be counted in it: `clips`, `stories`, or `several` things: pairs of clips, or some of each."""
        shown = {place.shows for place in self.places}
        return {(Shows.NOTHING,): "stories", (Shows.HALF,): "clips", (): "clips"}.get(tuple(shown), "several")

    @property
    def has_begun(self) -> bool:
        return any(place.answered for place in self.places)

    def place(self, position: int) -> Place | None:
        return self.places[position - 1] if 1 <= position <= len(self.places) else None

    @property
    def answered(self) -> int:
        """How many places have an answer that is saved."""
        return sum(bool(place.answered) for place in self.places)

    @property
    def discounted(self) -> int:
        """How many places have an answer that does not count, because their question was taken out afterwards."""
        return sum(place.is_discounted and bool(place.answered) for place in self.places)

    @property
    def left_open(self) -> int:
        """How many places have no answer at all."""
        return self.asked - self.answered

    @property
    def reveal(self) -> Reveal:
        """When the truth is shown: as the sitting's terms say, or else as the quiz's mode has it."""
        if self.sitting.reveal:
            return Reveal(self.sitting.reveal)
        return Reveal.EACH if self.mode == Quiz.Mode.PRACTICE else Reveal.HANDED_IN

    def may_reveal(self, place: Place) -> bool:
        """Whether the truth about a place may be told by now.

        Of a pulled clip nothing is shown, and where nothing was judged while it ran there is nothing to be told.
        """
        if place.is_pulled or (place.left_out and not place.answered):
            return False
        return self.may_reveal_all or (self.reveal == Reveal.EACH and bool(place.answered) and place.is_done)

    @property
    def may_reveal_all(self) -> bool:
        """Whether the truth about every place may be told: after handing in, and not before its moment."""
        if self.sitting.finished_at is None:
            return False
        moment = self.sitting.reveal_at
        return self.reveal != Reveal.AT or (moment is not None and timezone.now() >= moment)

    @property
    def may_tell_score(self) -> bool:
        """Whether the counts of a sitting that has ended may be told by now, which may be before or after the truth."""
        sitting = self.sitting
        if sitting.finished_at is None:
            return False
        if not sitting.score:
            return self.may_reveal_all
        moment = sitting.score_at
        return sitting.score != Reveal.AT or (moment is not None and timezone.now() >= moment)

    @property
    def ends_by_itself(self) -> bool:
        """Whether the last answer ends it: where the truth waits, a learner hands in, having seen what stayed open."""
        return self.reveal == Reveal.EACH

    @property
    def may_hand_in(self) -> bool:
        """Whether it can be handed in with places still open."""
        return self.sitting.finished_at is None and (not self.ends_by_itself or self.is_timed)

    @property
    def is_timed(self) -> bool:
        return self.sitting.time_limit is not None or self.sitting.deadline_at is not None

    @property
    def clock_waits(self) -> bool:
        """Whether its time begins with the first clip, and that has not been opened."""
        sitting = self.sitting
        return (
            sitting.time_limit is not None and sitting.clock_began_at is None and sitting.finished_at is None
        )

    def seconds_left(self, now: datetime) -> int | None:
        """Whole seconds until the time is over, 0 from then on; None when nothing ends it, or its clock waits."""
        ends = self.sitting.deadline_at
        if ends is None or self.sitting.finished_at is not None or self.clock_waits:
            return None
        return max(0, int((ends - now).total_seconds()))

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is over, and the grace for answers on their way, too."""
        ends = self.sitting.deadline_at
        return self.sitting.finished_at is None and ends is not None and now > ends + GRACE


_PLACE = (
    "id", "position", "half", "item__chain", "answers__item_type", "answers__outcome", "answers__p_manipulated",
    "answers__id", "lenses", "steps", "item__pair__technique", "item__is_pulled", "left_out", "is_discounted",
)  # fmt: skip
_OF_SITTING = (  # in the order of the model, which `from_db` counts on
    "quiz_id", "finished_at", "reveal", "reveal_at", "time_limit", "score", "score_at", "clock_began_at", "deadline_at",
    "title", "held_at",
)  # fmt: skip
_SITTING = (*(f"sitting__{name}" for name in _OF_SITTING), "sitting__quiz__mode")


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
    *of_sitting, mode = rows[0][len(_PLACE) :]
    sitting = Sitting.from_db(showings.db, ["id", *_OF_SITTING], [sitting_id, *of_sitting])
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
        pulled,
        left_out,
        discounted,
        *_rest,
    ) in sorted(rows, key=_by_place_and_answer):
        place = places.setdefault(
            position,
            Place(
                showing_id,
                position,
                half,
                chain,
                lenses=lenses,
                steps=steps,
                technique=technique,
                is_pulled=pulled,
                left_out=left_out,
                is_discounted=discounted,
            ),
        )
        if item_type is not None:
            place.answered[item_type] = outcome
            place.p_manipulated = p if item_type in JUDGEMENTS else place.p_manipulated
    return list(places.values())


def _by_place_and_answer(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[1], row[7] or 0
