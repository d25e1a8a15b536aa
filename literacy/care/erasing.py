"""Erasing pupils: all that a school keeps about them, wherever it lies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from literacy.care.filing import drop_exports
from literacy.care.models import Erasure, Export, Look, Notice
from literacy.care.wiping import wipe_log
from literacy.classroom.models import Enrolment, School
from literacy.people.models import User
from literacy.progress.rollup import forget_classes
from literacy.rosters.models import RosterIdentity, RosterImport
from quizzes.attempts.models import Answer, Sitting
from quizzes.meter.keeping import forget_persons
from quizzes.reports.models import Report


@transaction.atomic
def erase_learners(*, school: School, learners: Iterable[User], why: Erasure.Why) -> Erasure:
    """Erase pupils from a school, and write down how many. Doing it again finds nobody and changes nothing.

    Who has a place at another school keeps the account and what belongs to no school. Files go once all of it is saved.
    """
    keys = [learner.pk for learner in learners if learner.is_pupil]
    places = Enrolment.objects.filter(classroom__school=school, user__in=keys)
    keys = list(places.values_list("user", flat=True).distinct())
    elsewhere = Enrolment.objects.filter(user__in=keys).exclude(classroom__school=school)
    staying = set(elsewhere.values_list("user", flat=True))
    gone = [key for key in keys if key not in staying]
    sittings = Sitting.objects.filter(Q(user__in=gone) | Q(assigned__enrolment__in=places))
    answers = Answer.objects.filter(showing__sitting__in=sittings.values("pk")).count()
    held = Export.objects.filter(Q(school=school) & (Q(learner=None) | Q(learner__in=keys)) | Q(by__in=keys))
    files = drop_exports(exports=held)
    _leave_logs(keys, list(places.values_list("pk", flat=True)))
    Look.objects.filter(school=school, learner__in=keys).update(learner=None)
    Notice.objects.filter(school=school, learner__in=keys).delete()
    Report.objects.filter(user__in=gone).update(words="", note="", user=None, guest="")
    RosterImport.objects.filter(school=school).delete()
    RosterIdentity.objects.filter(school=school, user__in=keys).delete()
    forget_persons(gone)
    Sitting.objects.filter(pk__in=list(sittings.values_list("pk", flat=True))).delete()
    forget_classes(places.values_list("classroom", flat=True).distinct())
    places.delete()
    User.objects.filter(pk__in=gone).delete()
    transaction.on_commit(partial(_sign_out, frozenset(map(str, keys))))
    transaction.on_commit(wipe_log)
    return Erasure.objects.create(school=school, why=why, learners=len(keys), answers=answers, files=files)


def _leave_logs(users: list[int], places: list[int]) -> None:
    """Take the names out of the administration's own log."""
    kinds = ContentType.objects.get_for_models(User, Enrolment)
    about = Q(content_type=kinds[User], object_id__in=map(str, users))
    about |= Q(content_type=kinds[Enrolment], object_id__in=map(str, places))
    LogEntry.objects.filter(about).update(object_repr="—", change_message="")


def _sign_out(keys: frozenset[str]) -> None:
    """End the sessions of these users, in the database and the cache."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") in keys:
            store(session.session_key).delete()
