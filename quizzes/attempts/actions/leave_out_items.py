"""What becomes of sittings when an item is asked no more, or is asked again."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from quizzes.attempts.course import course_of
from quizzes.attempts.ending import finish_sitting
from quizzes.attempts.models import Answer, Showing, Sitting


def skip_items(*, items: Collection[int]) -> int:
    """End every practice in which nothing is left to be asked now that `items` (keys) were pulled; returns how many.

    To be called in the transaction that pulls them. Answers stay as they are, and
    what waits to be handed in still does.
    """
    answered = Answer.objects.filter(showing=OuterRef("pk"))
    waiting = Showing.objects.filter(
        ~Exists(answered), sitting=OuterRef("pk"), item__is_pulled=False, left_out=False
    )
    hit = Sitting.objects.filter(finished_at=None, showings__item__in=items)
    ended = 0
    for sitting in hit.exclude(Exists(waiting)).select_related("quiz").distinct():
        # Something may still be asked where a chain is half-way, which only the course knows.
        course = course_of(sitting)
        if course.current is None and course.ends_by_itself:
            ended += finish_sitting(sitting, at=timezone.now())
    return ended


def leave_out_items(*, items: Collection[int]) -> int:
    """Keep `items` (keys) out of the sittings that went on without them, before they are restored; returns how many.

    Nobody is led back to a place they were led past. A sitting without any answer takes them back.
    """
    answered = Exists(Answer.objects.filter(showing=OuterRef("pk")))
    begun = Exists(Answer.objects.filter(showing__sitting=OuterRef("sitting")))
    is_finished = Q(sitting__finished_at__isnull=False)
    passed = Showing.objects.filter((is_finished & ~answered) | (~is_finished & begun), item__in=items)
    return passed.filter(left_out=False).update(left_out=True)
