"""Asking for a file with everything that is kept."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.care.filing import EXPORT_DATA
from literacy.care.models import Export
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from quizzes.jobs.actions import enqueue
from quizzes.jobs.models import Job

_ON_THE_WAY = timedelta(hours=1)
_A_DAY = 20


@transaction.atomic
def ask_for_export(*, by: User, school: School | None, learner: User | None = None) -> Export:
    """Have a file made; one that is on its way already is returned instead of a second one."""
    User.objects.select_for_update().get(pk=by.pk)
    mine = Export.objects.filter(by=by)
    underway = mine.filter(school=school, learner=learner, made_at=None)
    waiting = underway.filter(asked_at__gt=timezone.now() - _ON_THE_WAY).first()
    if waiting is not None and Job.objects.open().filter(kind=EXPORT_DATA, target=str(waiting.pk)).exists():
        return waiting
    if mine.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= _A_DAY:
        raise Refusal(
            _("You asked for many files today. Fetch one of those, or come back tomorrow."), status=429
        )
    export = Export.objects.create(by=by, school=school, learner=learner)
    enqueue(kind=EXPORT_DATA, target=str(export.pk))
    return export
