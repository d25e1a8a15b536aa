"""Which attempt of each learner counts in results: by the assignment's rule, and of those that were not set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from django.db.models import Case, F, Sum, When

from literacy.classroom.models import AssignedSitting, Assignment, PulledItem
from quizzes.attempts.marks import with_mark
from quizzes.attempts.models import Answer


def counting_attempts(assignment: Assignment) -> dict[int, AssignedSitting]:
    """The attempt that counts, by enrolment. One query, and one more where the best of several is asked for.

    An attempt that was handed in goes before one that was not. The best one has the most points; of two alike, the
    earlier counts.
    """
    tried: dict[int, list[AssignedSitting]] = defaultdict(list)
    attempts = assignment.assigned_sittings.counted().select_related("sitting").order_by("attempt")
    for attempt in attempts:
        tried[attempt.enrolment_id].append(attempt)
    points: dict[Any, float] = {}
    if assignment.grade_rule == Assignment.GradeRule.BEST:
        several = [each.sitting_id for those in tried.values() if len(those) > 1 for each in those]
        points = points_of(assignment, several) if several else {}
    ends = {each.pk: each.sitting.finished_at for those in tried.values() for each in those}
    return {
        learner: counting_of(assignment.grade_rule, those, ends=lambda each: ends[each.pk], points=points)
        for learner, those in tried.items()
    }


class _Attempt(Protocol):
    @property
    def attempt(self) -> int: ...

    @property
    def sitting_id(self) -> Any: ...


_A = TypeVar("_A", bound=_Attempt)


def counting_of(
    rule: str, attempts: Sequence[_A], *, ends: Callable[[_A], object], points: Mapping[Any, float]
) -> _A:
    """Of one learner's attempts, in their order, the one that counts by a grade rule.

    ends: when an attempt was handed in, None for one that was not. points: by sitting, where the best one is asked for.
    """
    finished = [each for each in attempts if ends(each) is not None] or list(attempts)
    if rule == Assignment.GradeRule.LAST:
        return finished[-1]
    if rule == Assignment.GradeRule.BEST:
        # The same points added up in another order differ in their last digits; that makes no attempt the better one.
        return max(finished, key=lambda each: (round(points.get(each.sitting_id, 0.0), 6), -each.attempt))
    return finished[0]


def points_of(assignment: Assignment, sittings: Collection[Any]) -> dict[Any, float]:
    """The points of sittings (keys) by the marks that count, without what was taken out of the assignment."""
    mark = Case(When(given_anew__isnull=False, then=F("new_points")), default=F("points"))
    rows = (
        with_mark(Answer.objects.filter(showing__sitting__in=sittings))
        .exclude(showing__item__in=pulled_from(assignment))
        .values("showing__sitting")
        .annotate(sum=Sum(mark))
        .order_by()
    )
    return {row["showing__sitting"]: row["sum"] or 0.0 for row in rows}


def pulled_from(assignment: Assignment) -> Any:
    """The keys of the items that were taken out of an assignment, to be used within another query."""
    return PulledItem.objects.filter(assignment=assignment).values("item")
