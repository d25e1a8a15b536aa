"""Erasing the schools whose days to think are over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from literacy.care.erasing import erase_learners
from literacy.care.filing import drop_exports
from literacy.care.models import Erasure, Export, Parting
from literacy.care.wiping import wipe_log
from literacy.classroom.actions import delete_school
from literacy.classroom.models import School
from literacy.people.models import User

_AT_ONCE = 50


def erase_parted(*, now: datetime | None = None) -> int:
    """Go on erasing one school that is due: some of its pupils, and after the last of them the school. Returns 1, or 0.

    Cut off anywhere, the next time goes on. One line stays, with all the numbers added up.
    """
    now = now or timezone.now()
    number = (
        Parting.objects.filter(due_at__lte=now).order_by("due_at").values_list("school", flat=True).first()
    )
    if number is None:
        return 0
    with transaction.atomic():
        school = School.objects.select_for_update().filter(pk=number).first()
        if school is None or not Parting.objects.filter(school=school, due_at__lte=now).exists():
            return 0
        pupils = User.objects.filter(email=None, enrolments__classroom__school=school).distinct()
        batch = list(pupils.order_by("pk")[:_AT_ONCE])
        if batch:
            erase_learners(school=school, learners=batch, why=Erasure.Why.SCHOOL)
        else:
            _finish(school)
    return 1


def _finish(school: School) -> Erasure:
    files = drop_exports(exports=Export.objects.filter(school=school))
    parts = Erasure.objects.filter(school=school, why=Erasure.Why.SCHOOL)
    learners, answers = sum(part.learners for part in parts), sum(part.answers for part in parts)
    files += sum(part.files for part in parts)
    parts.delete()
    delete_school(school=school)
    transaction.on_commit(wipe_log)
    return Erasure.objects.create(
        school=None, why=Erasure.Why.SCHOOL, learners=learners, answers=answers, files=files
    )
