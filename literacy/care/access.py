"""The only ways to what is kept about people: teachers for their classes, leads for their schools, pupils for themselves."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from literacy.care.models import Export
from literacy.classroom.access import classrooms_led_by, classrooms_of_teacher
from literacy.classroom.models import Enrolment, School
from literacy.people.models import User

_SALT = "literacy.care.school"
_FILES = "literacy.care.export"


def places_kept_by(user: User) -> QuerySet[Enrolment]:
    """The places of pupils about whose data somebody decides: of classes they teach, and of schools they lead."""
    rooms = Q(classroom__in=classrooms_of_teacher(user).order_by().values("pk"))
    led = Q(classroom__in=classrooms_led_by(user).order_by().values("pk"))
    return Enrolment.objects.filter(rooms | led).select_related("classroom__school", "user")


def place_for_keeper(user: User, enrolment_id: int) -> Enrolment:
    return get_object_or_404(places_kept_by(user), pk=enrolment_id)


def pupil_oneself(user: User) -> User:
    """The pupil whose own data these are. Raises Http404 for adults: theirs are on their own pages."""
    if not user.is_pupil:
        raise Http404
    return user


def export_for_asker(user: User, export_id: UUID) -> Export:
    """An export of one's own, as long as one still teaches the pupil or leads the school."""
    export = get_object_or_404(Export.objects.select_related("school", "learner"), pk=export_id, by=user)
    if export.learner_id == user.pk and user.is_pupil:
        return export
    if export.school is None:
        raise Http404
    if export.learner_id is None:
        get_object_or_404(schools_led_by(user), pk=export.school_id)
    elif not places_kept_by(user).filter(user=export.learner_id, classroom__school=export.school_id).exists():
        raise Http404
    return export


def schools_led_by(user: User) -> QuerySet[School]:
    return School.objects.filter(memberships__user=user, memberships__role="lead").distinct()


def schools_around(user: User) -> QuerySet[School]:
    """The schools whose texts are somebody's: where they work, or are in a class. By name."""
    here = Q(memberships__user=user) | Q(
        classrooms__enrolments__user=user, classrooms__enrolments__left_at=None
    )
    return School.objects.filter(here).distinct().order_by("name")


def address_of_school(school_id: int) -> str:
    """A name for a school that cannot be guessed, for whoever stands at a class's door and has no account yet."""
    return signing.Signer(salt=_SALT).sign(str(school_id))


def school_at_door(signed: str) -> School:
    try:
        number = int(signing.Signer(salt=_SALT).unsign(signed))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    return get_object_or_404(School, pk=number)


def link_of_export(export: Export) -> str:
    """What is signed into the link of a file: it ends with the file."""
    return signing.dumps([str(export.pk), export.file], salt=_FILES)


def opens(export: Export, signature: str, *, hours: int) -> bool:
    """Whether a signature is this file's, and no older than that, and the file is there."""
    try:
        signed = signing.loads(signature, salt=_FILES, max_age=hours * 3600)
    except signing.BadSignature:
        return False
    fresh = export.expires_at is not None and export.expires_at > timezone.now()
    return fresh and bool(export.file) and signed == [str(export.pk), export.file]
