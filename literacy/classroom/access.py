"""The only ways to an object of a school; whoever has no business with it gets 404."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from literacy.classroom.models import Assignment, Classroom, Enrolment, Membership, School
from literacy.people.models import User
from quizzes.items.models import Quiz


def schools_of(user: User) -> QuerySet[School]:
    """The schools an adult belongs to, by name."""
    return School.objects.filter(memberships__user=user).distinct().order_by("name")


def school_for_adult(user: User, school_id: int) -> School:
    return get_object_or_404(schools_of(user), pk=school_id)


def classrooms_of_teacher(user: User) -> QuerySet[Classroom]:
    """The classrooms somebody teaches, as long as they belong to the school."""
    return (
        Classroom.objects.filter(teachers=user, school__in=schools_of(user))
        .select_related("school")
        .order_by("name")
    )


def classroom_for_teacher(user: User, classroom_id: int) -> Classroom:
    return get_object_or_404(classrooms_of_teacher(user), pk=classroom_id)


def enrolment_for_teacher(user: User, enrolment_id: int) -> Enrolment:
    places = Enrolment.objects.filter(classroom__in=classrooms_of_teacher(user))
    return get_object_or_404(places.select_related("classroom__school", "user"), pk=enrolment_id)


def assignment_for_teacher(user: User, assignment_id: int) -> Assignment:
    given = Assignment.objects.filter(classroom__in=classrooms_of_teacher(user))
    return get_object_or_404(given.select_related("classroom__school", "quiz"), pk=assignment_id)


def assignment_for_student(user: User, assignment_id: int) -> Assignment:
    given = Assignment.objects.filter(classroom__enrolments__user=user)
    return get_object_or_404(given.select_related("classroom__school", "quiz"), pk=assignment_id)


def quiz_for_adult(user: User, slug: str) -> Quiz:
    """A quiz that an adult of a school may give to a class or show to anybody, or that staff look after."""
    quizzes = Quiz.objects.filter(Q(assignable=True) | Q(open_to_guests=True))
    if user.is_pupil or not (user.is_staff or schools_of(user).exists()):
        raise Http404
    return get_object_or_404(quizzes, slug=slug)


def classrooms_led_by(user: User) -> QuerySet[Classroom]:
    """The classrooms of the schools somebody leads: to be counted, not to be entered."""
    led = School.objects.filter(memberships__user=user, memberships__role=Membership.Role.LEAD)
    return Classroom.objects.filter(school__in=led).select_related("school").order_by("school__name", "name")
