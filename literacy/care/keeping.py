"""Announcing whose time is nearly up, and erasing those whose time is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from literacy.care.clock import AHEAD, due_by, months_of
from literacy.care.erasing import erase_learners
from literacy.care.models import Erasure, Notice
from literacy.classroom.models import School
from literacy.people.models import User

_AT_ONCE = 50


def announce_due(*, now: datetime | None = None) -> int:
    """Announce every erasure of the next days, and take back those for which the reason is gone. Returns how many changed."""
    schools = School.objects.filter(is_demo=False, classrooms__enrolments__isnull=False).distinct()
    return sum(announce(school, now or timezone.now()) for school in schools.order_by("pk").iterator())


@transaction.atomic
def announce(school: School, now: datetime) -> int:
    """Reckon anew whose erasure is announced at one school."""
    School.objects.select_for_update().get(pk=school.pk)
    due = dict(due_by(school, by=now + AHEAD, months=months_of(school)))
    known = {notice.learner_id: notice for notice in Notice.objects.filter(school=school)}
    gone = [notice.pk for learner, notice in known.items() if learner not in due]
    Notice.objects.filter(pk__in=gone).delete()
    later = [notice for pk, notice in known.items() if pk in due and due[pk] > notice.due_at]
    for notice in later:
        notice.due_at = due[notice.learner_id]
    Notice.objects.bulk_update(later, ["due_at"])
    # Whoever shortens the clock still has these days to take data out.
    fresh = [
        Notice(school=school, learner_id=pk, announced_at=now, due_at=max(moment, now + AHEAD))
        for pk, moment in due.items()
        if pk not in known
    ]
    Notice.objects.bulk_create(fresh)
    return len(gone) + len(later) + len(fresh)


def erase_due(*, now: datetime | None = None) -> int:
    """Erase some of the pupils whose announced time is up, looked at once more; returns how many."""
    now = now or timezone.now()
    waiting = Notice.objects.filter(due_at__lte=now).order_by("due_at").values_list("school", flat=True)
    number = waiting.first()
    if number is None:
        return 0
    with transaction.atomic():
        school = School.objects.select_for_update().get(pk=number)
        announce(school, now)
        ready = Notice.objects.filter(school=school, due_at__lte=now).order_by("due_at", "pk")
        learners = list(User.objects.filter(pk__in=list(ready.values_list("learner", flat=True)[:_AT_ONCE])))
        if not learners:
            return 0
        erase_learners(school=school, learners=learners, why=Erasure.Why.CLOCK)
    return len(learners)
