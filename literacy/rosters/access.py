"""The only ways to lists: a teacher to those of an own class, a school lead to those of the school; others get 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from literacy.classroom.access import classrooms_of_teacher
from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.rosters.models import RosterImport


def schools_led_by(user: User) -> QuerySet[School]:
    """The schools somebody leads, by name."""
    led = Membership.objects.filter(user=user, role=Membership.Role.LEAD).values("school")
    return School.objects.filter(pk__in=led).order_by("name")


def school_for_lead(user: User, school_id: int) -> School:
    return get_object_or_404(schools_led_by(user), pk=school_id)


def classroom_for_list(user: User, classroom_id: int) -> Classroom:
    """A class somebody teaches, as long as it is not over."""
    return get_object_or_404(classrooms_of_teacher(user).filter(archived_at=None), pk=classroom_id)


def list_for_reader(user: User, list_id: UUID) -> RosterImport:
    """A list somebody has read in, as long as they still teach its class or lead its school."""
    of_class = Q(classroom__in=classrooms_of_teacher(user).order_by().values("pk"))
    of_school = Q(classroom=None, school__in=schools_led_by(user).order_by().values("pk"))
    own = RosterImport.objects.filter(of_class | of_school, by=user)
    return get_object_or_404(own.select_related("school", "classroom", "by"), pk=list_id)


def classroom_of_list(roster: RosterImport, classroom_id: int) -> Classroom:
    """A class in which a list put somebody."""
    made = [int(pk) for pk in roster.outcome.get("cards", {})]
    rooms = Classroom.objects.filter(school=roster.school_id, pk__in=made)
    return get_object_or_404(rooms.select_related("school"), pk=classroom_id)
