"""How a class did on an assignment, computed from its answers each time it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from literacy.classroom.counting import counting_attempts, pulled_from
from literacy.classroom.given import learners_of
from literacy.classroom.models import AssignedSitting, Assignment, Enrolment, OwnTerms
from literacy.classroom.tasklist import State
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
    """Results of everybody to whom it was given, those who are half-way included, by the attempt that counts.

    Whoever left the class is there with what they answered while they were in it, and not there when they had not begun.
    Who is excused is told so and counts nowhere, and so does what was taken out of the assignment. Five queries,
    whatever the size of the class; seven where it was given to groups or the best attempt counts.
    """
    counting = counting_attempts(assignment)
    counts = _counts_by_sitting(assignment, [each.sitting_id for each in counting.values()])
    excused = set(
        OwnTerms.objects.filter(assignment=assignment, is_excused=True).values_list("enrolment", flat=True)
    )
    whose = Q(pk__in=learners_of(assignment).values("pk")) | Q(pk__in=list(counting))
    rows = (
        Enrolment.objects.filter(whose, classroom_id=assignment.classroom_id)
        .order_by("user__name", "pk")
        .values_list("pk", "user__name", "left_at")
    )
    learners = []
    for pk, name, left_at in rows:
        attempt = counting.get(pk)
        state = State.EXCUSED if pk in excused else _state(attempt)
        found = (
            counts.get(attempt.sitting_id, Counts()) if attempt and state is not State.EXCUSED else Counts()
        )
        learners.append(_learner(pk, name, state, found, left_at is not None))
    group = discern_group(learner.counts for learner in learners)
    clips = (
        assignment.quiz.dealt().exclude(item__in=pulled_from(assignment)).count() if assignment.quiz else 0
    )
    return ClassResults(
        clips=clips,
        learners=learners,
        counts=sum((learner.counts for learner in learners), Counts()),
        group=group,
        reading=group_reading(group),
    )


def _learner(enrolment_id: int, name: str, state: State, counts: Counts, has_left: bool) -> LearnerResult:
    discernment = discern(counts)
    return LearnerResult(enrolment_id, name, state, counts, discernment, reading(discernment), has_left)


def _state(attempt: AssignedSitting | None) -> State:
    if attempt is None:
        return State.OPEN
    return State.BUSY if attempt.sitting.finished_at is None else State.DONE


def _counts_by_sitting(assignment: Assignment, sittings: Collection[Any]) -> dict[object, Counts]:
    rows = (
        Answer.objects.filter(item_type__in=JUDGEMENTS, showing__sitting__in=sittings)
        .exclude(showing__item__in=pulled_from(assignment))
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
