"""How sittings end: once, by hand or by the server's clock, and what somebody hears whose answer came after that."""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.course import Course
from quizzes.attempts.models import Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.attempts.terms import GRACE
from quizzes.http.refusal import Refusal

_AT_ONCE = 200


def finish_sitting(sitting: Sitting, *, at: datetime) -> bool:
    """End a sitting at a moment; False when it had ended before, which then stays as it was.

    One conditional update decides, so that `sitting_finished` is sent once whoever else ends it in the same moment.
    """
    with transaction.atomic():
        if not Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(finished_at=at):
            sitting.finished_at = (
                Sitting.objects.filter(pk=sitting.pk).values_list("finished_at", flat=True).get()
            )
            return False
        sitting.finished_at = at

        def tell() -> None:
            sitting_finished.send(sender=Sitting, sitting_id=sitting.pk)

        # Robust: it is saved by then, so a listener that fails is a matter for the log, not for the learner.
        transaction.on_commit(tell, robust=True)
    return True


def close_overdue(course: Course) -> bool:
    """End the sitting of a course whose time is over, at the moment it was; False when there is time."""
    if not course.is_overdue(timezone.now()):
        return False
    ends = course.sitting.deadline_at
    if ends is not None:
        finish_sitting(course.sitting, at=ends)
    return True


def close_all_overdue() -> int:
    """End every sitting that was left open past its time; returns how many."""
    left = Sitting.objects.filter(finished_at=None, held_at=None, deadline_at__lt=timezone.now() - GRACE)
    closed = 0
    for sitting in left.only("deadline_at").order_by("deadline_at")[:_AT_ONCE]:
        if sitting.deadline_at is not None:
            closed += finish_sitting(sitting, at=sitting.deadline_at)
    return closed


def still_open(sitting: Sitting) -> bool:
    """Whether a sitting still takes answers, held so until the transaction ends: nobody hands it in meanwhile."""
    row = Sitting.objects.select_for_update().filter(pk=sitting.pk).values_list("finished_at", flat=True)
    sitting.finished_at = row.get()
    return sitting.finished_at is None


def refuse_what_came_late(course: Course) -> NoReturn:
    """Refuse an answer to a sitting that has ended, saying what of it is saved."""
    sitting = course.sitting
    saved = {"answered": course.answered, "count": course.asked}
    if sitting.deadline_at is not None and sitting.finished_at == sitting.deadline_at:
        raise Refusal(
            _(
                "The time for this quiz was over before this answer came in, so it does not count. "
                "What you sent before is saved: answers to %(answered)s of %(count)s."
            )
            % saved
        )
    raise Refusal(
        _(
            "This quiz has been handed in, so this answer does not count. "
            "What you answered before is saved: %(answered)s of %(count)s."
        )
        % saved
    )
