"""Change what was given and on which terms, and take it back; both with a way back that is written down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from literacy.assignments.actions.own_terms import let_terms_hold
from literacy.classroom.actions import refuse_what_makes_no_sense
from literacy.classroom.given import learners_of
from literacy.classroom.models import Assignment, AssignmentEvent, Classroom, Enrolment
from literacy.people.models import User
from quizzes.attempts.actions import hold_sittings
from quizzes.attempts.models import Sitting
from quizzes.clips.models import LIBRARY
from quizzes.http.refusal import Refusal

DATES = ("opens_at", "due_at", "late_until")
PLAIN = (
    "named", "late", "attempts", "wait_minutes", "grade_rule", "time_limit_minutes", "reveal", "score", "whom",
)  # fmt: skip
_NAMED = 3


def terms_of(
    assignment: Assignment,
    *,
    groups: Collection[int] | None = None,
    learners: Collection[int] | None = None,
) -> dict[str, Any]:
    """What an assignment says, as it is kept in its history. groups, learners: keys, of one that is not saved."""
    if groups is None or learners is None:
        groups = assignment.groups.values_list("pk", flat=True)
        learners = assignment.learners.values_list("pk", flat=True)
    dates = {name: getattr(assignment, name) for name in DATES}
    return {
        **{name: getattr(assignment, name) for name in PLAIN},
        **{name: at.isoformat() if at else None for name, at in dates.items()},
        "quiz": assignment.quiz_id, "lesson": assignment.lesson_id,
        "groups": sorted(groups), "learners": sorted(learners),
    }  # fmt: skip


def changed_terms(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Those of the terms after that differ; dates are the same when they are the same moment, however it is written."""
    return {name: after[name] for name in after if _meant(name, after[name]) != _meant(name, before[name])}


def _meant(name: str, value: Any) -> Any:
    return moment(value) if name in DATES else value


def moment(text: str | None) -> datetime | None:
    """A moment out of the history."""
    return parse_datetime(text) if text else None


@transaction.atomic
def change_assignment(*, assignment: Assignment, terms: dict[str, Any], by: User) -> AssignmentEvent:
    """Give an assignment other terms, such as `terms_of` says them; what is not in them stays.

    It holds for what is under way, too, but nobody at work gets less time than they began with. Raises Refusal where
    nothing differs, for what makes no sense, for another quiz once somebody has begun, and where somebody who has
    begun would be left out.
    """
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if held.withdrawn_at is not None:
        raise Refusal(_("This was taken back. Give it again first; then you can change it."))
    before = terms_of(held)
    changed = changed_terms(before, before | terms)
    if not changed:
        raise Refusal(_("Everything is as it was, so nothing was changed."), status=422)
    put_terms(assignment, changed, may_be_past="due_at" not in changed)
    return AssignmentEvent.objects.create(
        assignment=assignment, kind=AssignmentEvent.Kind.CHANGED, by=by,
        details={"before": {name: before[name] for name in changed}, "after": changed},
    )  # fmt: skip


def put_terms(assignment: Assignment, terms: dict[str, Any], *, may_be_past: bool) -> None:
    """Put these terms in place, and bring what is under way up to them. To be called in a transaction."""
    closed = assignment.closing
    for name in PLAIN:
        setattr(assignment, name, terms.get(name, getattr(assignment, name)))
    for name in DATES:
        if name in terms:
            setattr(assignment, name, moment(terms[name]))
    if assignment.late != Assignment.Late.UNTIL:
        assignment.late_until = None
    _put_what(assignment, terms)
    refuse_what_makes_no_sense(assignment, may_be_past=may_be_past)
    _refuse_to_end_work(assignment, closed)
    try:
        assignment.full_clean()
    except ValidationError as error:
        raise Refusal(" ".join(error.messages), status=422) from error
    assignment.save()
    _put_whom(assignment, terms)
    let_terms_hold(assignment, is_changed=True)


def _put_what(assignment: Assignment, terms: dict[str, Any]) -> None:
    if not {"quiz", "lesson"} & terms.keys():
        return
    if has_begun(assignment):
        raise Refusal(
            _("Somebody has begun, so the quiz stays. Take this back, and give another one beside it.")
        )
    if assignment.series is not None:
        raise Refusal(_("This is part of a series, whose tests belong together. Take it back instead."))
    assignment.quiz_id = terms.get("quiz", assignment.quiz_id)
    assignment.lesson_id = terms.get("lesson", assignment.lesson_id)
    shelves = (LIBRARY, assignment.classroom.school.shelf)
    quiz = assignment.quiz
    if quiz is not None and (not quiz.assignable or quiz.shelf not in shelves):
        raise Refusal(_("This quiz cannot be given to a class."))


def has_begun(assignment: Assignment) -> bool:
    """Whether anybody has begun a quiz; attempts that were set aside do not count."""
    return assignment.assigned_sittings.counted().exists()


def _refuse_to_end_work(assignment: Assignment, closed: datetime | None) -> None:
    """Nobody's work is ended at a moment that has passed."""
    closing = assignment.closing
    if closing is None or closing == closed or closing > timezone.now():
        return
    busy = assignment.assigned_sittings.counted().filter(sitting__finished_at=None).count()
    if busy:
        raise Refusal(
            ngettext(
                "That moment has passed, and %(number)s pupil is still at work. Choose one to come.",
                "That moment has passed, and %(number)s pupils are still at work. Choose one to come.",
                busy,
            )
            % {"number": busy},
            status=422,
        )


def _put_whom(assignment: Assignment, terms: dict[str, Any]) -> None:
    if not {"whom", "groups", "learners"} & terms.keys():
        return
    room: Classroom = assignment.classroom
    if "groups" in terms:
        assignment.groups.set(room.groups.filter(pk__in=terms["groups"]))
    if "learners" in terms:
        assignment.learners.set(room.enrolments.filter(pk__in=terms["learners"]))
    there = learners_of(assignment)
    if assignment.whom == Assignment.Whom.CHOSEN and not there.exists():
        raise Refusal(_("Choose groups or pupils of this class."), status=422)
    begun = assignment.assigned_sittings.counted().values("enrolment")
    out = Enrolment.objects.filter(pk__in=begun, left_at=None).exclude(pk__in=there.values("pk"))
    names = list(out.order_by("user__name").values_list("user__name", flat=True))
    if names:
        said = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        raise Refusal(
            _("%(names)s began already, so they stay in. You can excuse them.") % {"names": said}, status=422
        )


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: User) -> AssignmentEvent:
    """Take an assignment back: nobody finds it any more or goes on with it. Every answer stays, and undoing gives it again."""
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if held.withdrawn_at is not None:
        raise Refusal(_("This was taken back before."))
    assignment.withdrawn_at = timezone.now()
    assignment.save(update_fields=["withdrawn_at"])
    number = hold_sittings(Sitting.objects.filter(assigned__assignment=assignment))
    return AssignmentEvent.objects.create(
        assignment=assignment, kind=AssignmentEvent.Kind.WITHDRAWN, by=by, details={"number": number}
    )
