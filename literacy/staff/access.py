"""The only ways to a school's adults and their invitations: its leads, and teachers for their own classes; others get 404."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from literacy.classroom.access import classroom_for_teacher, classrooms_led_by
from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.models import Invitation
from literacy.staff.tokens import token_digest


def school_for_lead(user: User, school_id: int) -> School:
    led = School.objects.filter(memberships__user=user, memberships__role=Membership.Role.LEAD)
    return get_object_or_404(led, pk=school_id)


def colleague_for_lead(user: User, school_id: int, colleague_id: int) -> tuple[School, User]:
    """A school somebody leads, with one of its adults."""
    school = school_for_lead(user, school_id)
    adults = User.objects.filter(memberships__school=school).distinct()
    return school, get_object_or_404(adults, pk=colleague_id)


def invitation_for_lead(user: User, invitation_id: int) -> Invitation:
    """An invitation that is still open, of a school somebody leads."""
    led = School.objects.filter(memberships__user=user, memberships__role=Membership.Role.LEAD)
    waiting = Invitation.objects.open().filter(school__in=led).select_related("school", "classroom")
    return get_object_or_404(waiting, pk=invitation_id)


def invitation_for_holder(token: str) -> Invitation:
    """The invitation whose link somebody has; the token is the permission. One that was used or withdrawn is found, too."""
    found = Invitation.objects.filter(digest=token_digest(token))
    return get_object_or_404(found.select_related("school", "classroom", "invited_by"))


def classroom_for_lead(user: User, classroom_id: int) -> Classroom:
    """A class of a school somebody leads, which they need not teach."""
    return get_object_or_404(classrooms_led_by(user).filter(archived_at=None), pk=classroom_id)


def teacher_for_teacher(user: User, classroom_id: int, teacher_id: int) -> tuple[Classroom, User]:
    """A class somebody teaches, with one of its teachers."""
    room = classroom_for_teacher(user, classroom_id)
    teacher = room.teachers.filter(pk=teacher_id).first()
    if teacher is None:
        raise Http404
    return room, teacher
