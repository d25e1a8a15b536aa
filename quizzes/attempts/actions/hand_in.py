"""Hand in a sitting: by whoever takes it, whether or not every place is answered."""

from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.course import Course
from quizzes.attempts.ending import close_overdue, finish_sitting
from quizzes.http.refusal import Refusal


def hand_in(*, course: Course) -> bool:
    """End the sitting of a course; False when it had ended before, which is no error: two clicks, two windows.

    Raises Refusal for a practice without a time limit, which ends with its last answer.
    """
    if course.sitting.finished_at is not None or close_overdue(course):
        return False
    if not course.may_hand_in:
        raise Refusal(
            _("This quiz ends by itself with its last clip. Everything you answered so far is saved.")
        )
    now, ends = timezone.now(), course.sitting.deadline_at
    return finish_sitting(course.sitting, at=now if ends is None else min(now, ends))
