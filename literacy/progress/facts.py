"""What a class was given, who tried it, and which attempts count: always read as it is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from literacy.classroom.counting import counting_of
from literacy.classroom.models import (
    AssignedSitting,
    Assignment,
    Classroom,
    Enrolment,
    Group,
    OwnTerms,
    PulledItem,
)
from quizzes.tallies.rollup import about_items, folded_of
from quizzes.tallies.sums import About, Folded, Sum

_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """A quiz that a class was given, and that was not taken back. moment: when it opened, or else when it was given.

    learners: who of those in the class has it to do, the excused left out. pulled: items taken out of it.
    """

    assignment_id: int
    quiz_id: int
    series: str
    form: str
    rule: str
    moment: datetime
    due_at: datetime | None
    learners: frozenset[int] = _NOTHING
    pulled: frozenset[int] = _NOTHING


class Attempt(NamedTuple):
    """One attempt that was not set aside."""

    assignment_id: int
    enrolment_id: int
    attempt: int
    sitting_id: UUID
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """A learner's place in the class. `has_left`: not in it any more."""

    enrolment_id: int
    name: str
    has_left: bool


@dataclass(frozen=True)
class Facts:
    """A class as it stands. counting: the attempt that counts, per assignment and learner, of those not excused."""

    places: dict[int, Place]
    given: dict[int, Given]
    counting: list[Attempt]
    folded: dict[UUID, Folded] = field(default_factory=dict)
    about: dict[int, About] = field(default_factory=dict)

    def sum_of(self, attempts: Iterable[Attempt]) -> Sum:
        """These attempts added up, without what was taken out of their assignments."""
        total = Sum()
        for each in attempts:
            self.add_to(total, each)
        return total

    def add_to(self, total: Sum, attempt: Attempt) -> None:
        """Add one attempt."""
        folded = self.folded.get(attempt.sitting_id)
        if folded is not None:
            total.add(folded, self.about, self.given[attempt.assignment_id].pulled)


def facts_of(
    classroom: Classroom, *, within: Callable[[datetime], bool] | None = None, learner: int | None = None
) -> Facts:
    """Read a class. within: of a moment, whether what was begun then is wanted; the others come without answers.
    learner: the key of the only place whose answers are wanted.

    Seven queries where every sitting that ended is folded already, whatever the size of the class up to a thousand
    sittings; one more each for those half-way and for what was given to groups or pupils.
    """
    places = {
        pk: Place(pk, name, left_at is not None)
        for pk, name, left_at in Enrolment.objects.filter(classroom=classroom)
        .order_by("user__name", "pk")
        .values_list("pk", "user__name", "left_at")
    }
    excused = _pairs(
        OwnTerms.objects.filter(assignment__classroom=classroom, is_excused=True), "enrolment_id"
    )
    given = _given(classroom, places, excused)
    attempts = _attempts(classroom, given)
    several = {
        each.sitting_id: each.finished_at
        for (assignment, _who), those in attempts.items()
        if len(those) > 1 and given[assignment].rule == Assignment.GradeRule.BEST
        for each in those
    }
    folded = folded_of(several) if several else {}
    counting = [
        _counting(given[assignment], those, folded)
        for (assignment, who), those in attempts.items()
        if who not in excused[assignment] and who in places
    ]
    wanted = {
        each.sitting_id: each.finished_at
        for each in counting
        if each.sitting_id not in folded
        and (within is None or within(each.started_at))
        and learner in (None, each.enrolment_id)
    }
    folded |= folded_of(wanted)
    about = about_items(
        {item for each in folded.values() for item in each.items}.union(
            row[0] for each in folded.values() for row in each.marks
        )
    )
    return Facts(places, given, counting, folded, about)


def _given(classroom: Classroom, places: dict[int, Place], excused: dict[int, set[int]]) -> dict[int, Given]:
    rows = list(
        Assignment.objects.standing()
        .filter(classroom=classroom, quiz__isnull=False)
        .order_by("pk")
        .values_list(
            "pk", "quiz_id", "quiz__series__slug", "quiz__form", "grade_rule", "opens_at", "created_at",
            "due_at", "whom",
        )
    )  # fmt: skip
    present = {pk for pk, place in places.items() if not place.has_left}
    chosen = [row[0] for row in rows if row[-1] == Assignment.Whom.CHOSEN]
    having = _having(chosen) if chosen else {}
    pulled = _pairs(PulledItem.objects.filter(assignment__classroom=classroom), "item_id")
    return {
        pk: Given(
            pk, quiz, series or "", form, rule, opens_at or created_at, due_at,
            frozenset((present & having[pk] if pk in having else present) - excused[pk]),
            frozenset(pulled[pk]),
        )
        for pk, quiz, series, form, rule, opens_at, created_at, due_at, _whom in rows
    }  # fmt: skip


def _having(assignments: Collection[int]) -> dict[int, set[int]]:
    """Who has each of these, by group or alone. Two queries."""
    found: dict[int, set[int]] = {pk: set() for pk in assignments}
    in_groups = Group.objects.filter(assignments__in=assignments, enrolments__isnull=False)
    alone = Enrolment.objects.filter(given_alone__in=assignments)
    for rows in (
        in_groups.order_by().values_list("assignments", "enrolments"),
        alone.values_list("given_alone", "pk"),
    ):
        for assignment, learner in rows:
            if assignment in found:
                found[assignment].add(learner)
    return found


def _attempts(classroom: Classroom, given: Collection[int]) -> dict[tuple[int, int], list[Attempt]]:
    rows = (
        AssignedSitting.objects.counted()
        .filter(assignment__classroom=classroom)
        .order_by("attempt")
        .values_list(
            "assignment_id", "enrolment_id", "attempt", "sitting_id", "sitting__started_at",
            "sitting__finished_at",
        )
    )  # fmt: skip
    found: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for row in rows:
        if row[0] in given:
            found[row[0], row[1]].append(Attempt(*row))
    return found


def _counting(given: Given, attempts: list[Attempt], folded: dict[UUID, Folded]) -> Attempt:
    if len(attempts) == 1:
        return attempts[0]
    points = {
        each.sitting_id: folded[each.sitting_id].points(given.pulled)
        for each in attempts
        if each.sitting_id in folded
    }
    return counting_of(given.rule, attempts, ends=lambda each: each.finished_at, points=points)


def _pairs(rows: QuerySet[Any], column: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for assignment, other in rows.values_list("assignment_id", column):
        found[assignment].add(other)
    return found
