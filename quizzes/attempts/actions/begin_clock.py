"""Begin the time of a sitting, when its first clip is opened."""

from django.utils import timezone

from quizzes.attempts.course import Course
from quizzes.attempts.models import Sitting


def begin_clock(*, course: Course) -> None:
    """Begin the clock of a timed sitting unless it runs or nothing is timed; of two windows, the first counts."""
    if not course.clock_waits:
        return
    sitting = Sitting.objects.get(pk=course.sitting.pk)
    now = timezone.now()
    Sitting.objects.filter(pk=sitting.pk, clock_began_at=None, finished_at=None).update(
        clock_began_at=now, deadline_at=sitting.terms.deadline(now)
    )
    fields = Sitting.objects.values_list("clock_began_at", "deadline_at", "finished_at").get(pk=sitting.pk)
    course.sitting.clock_began_at, course.sitting.deadline_at, course.sitting.finished_at = fields
