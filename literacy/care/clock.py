"""When a pupil's time is up: so many months after the last of their classes at a school ended."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce

from literacy.care.models.clock import DAYS_AHEAD, USUAL, Clock
from literacy.classroom.models import School
from literacy.people.models import User

AHEAD = timedelta(days=DAYS_AHEAD)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day and time so many months later or earlier; the last day where that month is shorter."""
    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def months_of(school: School) -> int:
    found = Clock.objects.filter(school=school).values_list("months", flat=True).first()
    return USUAL if found is None else found


def due_by(school: School, *, by: datetime, months: int) -> list[tuple[int, datetime]]:
    """Numbers of the pupils whose time is up by a moment, each with the moment it is. One query.

    They are in none of the school's running classes, and the last of their classes there ended so many months before.
    """
    here = Q(enrolments__classroom__school=school)
    runs = here & Q(enrolments__left_at=None, enrolments__classroom__archived_at=None)
    end = Coalesce(F("enrolments__left_at"), F("enrolments__classroom__archived_at"))
    # A day is lost where a month is shorter, so the database is asked for a few days more.
    long_ago = months_after(by, -months) + timedelta(days=4)
    found = (
        User.objects.filter(here, email=None)
        .annotate(running=Count("enrolments", filter=runs), ended=Max(end, filter=here))
        .filter(running=0, ended__lte=long_ago)
    )
    dated = [(pk, months_after(ended, months)) for pk, ended in found.values_list("pk", "ended")]
    return [(pk, due) for pk, due in dated if due <= by]
