"""The time of a sitting as its pages tell it: calmly, in words, and not at all where there is no limit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from django.utils import timezone

from quizzes.attempts.course import Course
from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import GRACE

# A sitting that closes in days is told so by whoever gave it; counting those minutes would only press.
_WORTH_TELLING = 6 * 3600


@dataclass(frozen=True)
class TimeLeft:
    """`seconds` until the time is over, 0 from then on; `grace` is how many more an answer may be on its way."""

    seconds: int
    grace: int

    @property
    def minutes(self) -> int:
        """Whole minutes begun, as one says it: 61 seconds are two minutes."""
        return ceil(self.seconds / 60)


def time_of(course: Course) -> TimeLeft | None:
    """What a page of the player tells of the time; None when there is no limit, or it is far."""
    seconds = course.seconds_left(timezone.now())
    if seconds is None or seconds > _WORTH_TELLING:
        return None
    return TimeLeft(seconds, int(GRACE.total_seconds()))


def minutes_given(sitting: Sitting) -> int | None:
    """How many minutes a learner has once they begin, with what they get more; None when it is untimed."""
    seconds = sitting.terms.seconds
    return None if seconds is None else ceil(seconds / 60)
