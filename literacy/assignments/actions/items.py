"""Mend an item of an assignment: take it out, or mark its answers by what it is now."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from literacy.classroom.models import Assignment, AssignmentEvent, PulledItem
from literacy.people.models import User
from quizzes.attempts.actions import NewMark, mark_anew, new_marks, skip_items
from quizzes.attempts.models import Answer, Showing
from quizzes.http.refusal import Refusal
from quizzes.items.models import Item


@transaction.atomic
def pull_from_assignment(*, assignment: Assignment, item: Item, by: User) -> AssignmentEvent:
    """Ask an item no more in this assignment, and count no answer to it. Answers stay; other classes keep it."""
    if assignment.quiz is None:
        raise Refusal(_("A lesson has no questions that can be taken out."), status=404)
    left = assignment.quiz.dealt().exclude(item__in=assignment.pulled_items.values("item")).exclude(item=item)
    if not left.exists():
        raise Refusal(_("This is the last question of the quiz. Give another quiz instead."))
    _pulled, made = PulledItem.objects.get_or_create(assignment=assignment, item=item)
    if not made:
        raise Refusal(_("This question was taken out before."))
    answered = Exists(Answer.objects.filter(showing=OuterRef("pk")))
    under_way = Q(sitting__finished_at=None)
    shown = Showing.objects.filter(
        under_way | ~answered, sitting__assigned__assignment=assignment, item=item, left_out=False
    )
    keys = list(shown.values_list("pk", flat=True))
    Showing.objects.filter(pk__in=keys).update(left_out=True)
    Showing.objects.filter(sitting__assigned__assignment=assignment, item=item).update(is_discounted=True)
    skip_items(items=[item.pk])
    return AssignmentEvent.objects.create(
        assignment=assignment, kind=AssignmentEvent.Kind.PULLED, by=by, item=item, details={"showings": keys}
    )


def marks_to_change(*, assignment: Assignment, item: Item) -> list[NewMark]:
    """Which marks in this assignment would come out otherwise by what an item is now."""
    sittings = assignment.assigned_sittings.counted().values("sitting")
    return new_marks(sittings=sittings, item_id=item.pk)


@transaction.atomic
def mark_item_anew(*, assignment: Assignment, item: Item, by: User) -> AssignmentEvent:
    """Mark what was answered to an item by what it is now. The marks there were stay behind the new ones.

    Raises Refusal where every mark comes out as it is.
    """
    marks = marks_to_change(assignment=assignment, item=item)
    if not marks:
        raise Refusal(_("Every mark comes out as it is, so nothing was changed."))
    remarks = mark_anew(marks=marks, by=by)
    keys = [remark.pk for remark in remarks]
    return AssignmentEvent.objects.create(
        assignment=assignment, kind=AssignmentEvent.Kind.MARKED_ANEW, by=by, item=item,
        details={"remarks": keys, "number": len(keys)},
    )  # fmt: skip
