"""How a class did on an assignment, computed from its answers each time it is asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, FilteredRelation, Q

from literacy.classroom.models import Assignment, Enrolment
from literacy.classroom.overview import State
from quizzes.attempts.models import Answer
from quizzes.items.types import JUDGEMENTS
from quizzes.scoring.discernment import Counts, Discernment, Reading, discern, reading
from quizzes.scoring.group import GroupDiscernment, discern_group, group_reading


@dataclass(frozen=True, slots=True)
class LearnerResult:
    """One learner: how far they are, what they answered, and what that says.

    `discernment` is None when it is too little. `has_left`: not in the class any more, but was when this was answered.
    """

    enrolment_id: int
    name: str
    state: State
    counts: Counts
    discernment: Discernment | None
    reading: Reading
    has_left: bool = False

    @property
    def answered(self) -> int:
        return self.counts.manipulated + self.counts.authentic + self.counts.checked


@dataclass(frozen=True, slots=True)
class ClassResults:
    """A class on one assignment: its learners by name, and the class as a whole.

    clips: how many clips the assignment has. counts: all judgements of all learners added up.
    """

    clips: int
    learners: list[LearnerResult]
    counts: Counts
    group: GroupDiscernment
    reading: Reading

    @property
    def done(self) -> int:
        return self._in(State.DONE)

    @property
    def busy(self) -> int:
        return self._in(State.BUSY)

    @property
    def not_started(self) -> int:
        return self._in(State.OPEN)

    def _in(self, state: State) -> int:
        return sum(learner.state is state for learner in self.learners)


def class_results(assignment: Assignment) -> ClassResults:
    """Results of everybody in the class, those who are half-way included. Three queries, whatever the size of the class.

    Whoever left the class is there with what they answered while they were in it, and not there when they had not begun.
    """
    counts = _counts_by_sitting(assignment)
    rows = (
        Enrolment.objects.filter(classroom_id=assignment.classroom_id)
        .annotate(
            mine=FilteredRelation("assigned_sittings", condition=Q(assigned_sittings__assignment=assignment))
        )
        .filter(Q(left_at=None) | Q(mine__isnull=False))
        .order_by("user__name", "pk")
        .values_list("pk", "user__name", "mine__sitting_id", "mine__sitting__finished_at", "left_at")
    )
    learners = [
        _learner(pk, name, _state(sitting, finished_at), counts.get(sitting, Counts()), left_at is not None)
        for pk, name, sitting, finished_at, left_at in rows
    ]
    group = discern_group(learner.counts for learner in learners)
    return ClassResults(
        clips=assignment.quiz.dealt().count(),
        learners=learners,
        counts=sum((learner.counts for learner in learners), Counts()),
        group=group,
        reading=group_reading(group),
    )


def _learner(enrolment_id: int, name: str, state: State, counts: Counts, has_left: bool) -> LearnerResult:
    discernment = discern(counts)
    return LearnerResult(enrolment_id, name, state, counts, discernment, reading(discernment), has_left)


def _state(sitting: object, finished_at: datetime | None) -> State:
    if sitting is None:
        return State.OPEN
    return State.BUSY if finished_at is None else State.DONE


def _counts_by_sitting(assignment: Assignment) -> dict[object, Counts]:
    rows = (
        Answer.objects.filter(item_type__in=JUDGEMENTS, showing__sitting__assigned__assignment=assignment)
        .values_list("showing__sitting_id", "outcome")
        .annotate(number=Count("pk"))
    )
    numbers: dict[object, dict[str, int]] = defaultdict(dict)
    for sitting, outcome, number in rows:
        numbers[sitting][outcome] = number
    return {sitting: _counts(found) for sitting, found in numbers.items()}


def _counts(found: dict[str, int]) -> Counts:
    outcome = Answer.Outcome
    return Counts(
        hits=found.get(outcome.HIT, 0),
        misses=found.get(outcome.MISS, 0),
        false_alarms=found.get(outcome.FALSE_ALARM, 0),
        correct_rejections=found.get(outcome.CORRECT_REJECTION, 0),
        checked=found.get(outcome.CHECKED, 0),
    )
