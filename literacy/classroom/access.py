"""The only ways to an object of a school; whoever has no business with it gets 404."""

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404
from django.shortcuts import get_object_or_404

from literacy.classroom.given import learners_of
from literacy.classroom.models import SHELF, Assignment, Classroom, Enrolment, Group, Membership, School
from literacy.people.models import User
from quizzes.clips.models import LIBRARY
from quizzes.items.models import Quiz


def schools_of(user: User) -> QuerySet[School]:
    """The schools an adult belongs to, by name."""
    return School.objects.filter(memberships__user=user).distinct().order_by("name")


def shelves_of(user: User) -> frozenset[str]:
    """The shelves of the schools somebody belongs to, as an adult or as a pupil. One query."""
    return frozenset(school.shelf for school in _schools_around(user).distinct())


def shelves_edited_by(user: User) -> frozenset[str]:
    """The shelves on which somebody decides about reports: of their schools, and of staff the library. One query."""
    if user.is_pupil:
        return frozenset()
    own = {school.shelf for school in schools_of(user)}
    return frozenset(own | {LIBRARY} if user.is_staff else own)


def shelf_keys_of(user: User) -> QuerySet[School, str]:
    """The shelves of an adult's schools, to be used within another query."""
    return _as_shelves(School.objects.filter(memberships__user=user))


def shelf_keys_around(user: User) -> QuerySet[School, str]:
    """The same with the shelves of the schools in which somebody is a pupil."""
    return _as_shelves(_schools_around(user))


def _schools_around(user: User) -> QuerySet[School]:
    here = Q(classrooms__enrolments__user=user, classrooms__enrolments__left_at=None)
    return School.objects.filter(Q(memberships__user=user) | here)


def _as_shelves(schools: QuerySet[School]) -> QuerySet[School, str]:
    return schools.order_by().values_list(Concat(Value(SHELF), Cast("pk", CharField())), flat=True)


def school_for_adult(user: User, school_id: int) -> School:
    return get_object_or_404(schools_of(user), pk=school_id)


def school_for_lead(user: User, school_id: int) -> School:
    led = School.objects.filter(memberships__user=user, memberships__role=Membership.Role.LEAD)
    return get_object_or_404(led, pk=school_id)


def schools_of_teacher(user: User) -> QuerySet[School]:
    """The schools in which an adult may make classes: as a teacher or a lead, by name."""
    may = [Membership.Role.TEACHER, Membership.Role.LEAD]
    own = School.objects.filter(memberships__user=user, memberships__role__in=may)
    return own.distinct().order_by("name")


def school_for_teacher(user: User, school_id: int) -> School:
    return get_object_or_404(schools_of_teacher(user), pk=school_id)


def classrooms_of_teacher(user: User) -> QuerySet[Classroom]:
    """The classrooms somebody teaches, as long as they belong to the school; those that are over among them."""
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


def classrooms_to_move_to(user: User, classroom: Classroom) -> QuerySet[Classroom]:
    """Where a teacher may let a pupil of this class go on: their own classes of the school, and all where they lead it."""
    led = Q(school__memberships__user=user, school__memberships__role=Membership.Role.LEAD)
    open_to = Classroom.objects.running().filter(school=classroom.school_id).exclude(pk=classroom.pk)
    return open_to.filter(Q(teachers=user) | led).select_related("school").distinct().order_by("name")


def group_for_teacher(user: User, group_id: int) -> Group:
    groups = Group.objects.filter(classroom__in=classrooms_of_teacher(user))
    return get_object_or_404(groups.select_related("classroom__school"), pk=group_id)


def assignment_for_teacher(user: User, assignment_id: int) -> Assignment:
    given = Assignment.objects.filter(classroom__in=classrooms_of_teacher(user))
    return get_object_or_404(given.select_related("classroom__school", "quiz", "lesson"), pk=assignment_id)


def assignment_for_student(user: User, assignment_id: int) -> Assignment:
    """Something that was given to a class in which the user has a place, and to them in it."""
    given = Assignment.objects.select_related("classroom__school", "quiz", "lesson")
    assignment = get_object_or_404(
        given,
        pk=assignment_id,
        classroom__in=Enrolment.objects.running().filter(user=user).values("classroom"),
    )
    if not learners_of(assignment).filter(user=user).exists():
        raise Http404
    return assignment


def quiz_for_adult(user: User, slug: str) -> Quiz:
    """A quiz of the library or of an own school that an adult may give to a class or show to anybody; staff see the library's."""
    edited = shelves_edited_by(user)
    if not edited:
        raise Http404
    quizzes = Quiz.objects.on_shelves(LIBRARY, *edited)
    return get_object_or_404(quizzes.filter(Q(assignable=True) | Q(open_to_guests=True)), slug=slug)


def classrooms_led_by(user: User) -> QuerySet[Classroom]:
    """The classrooms of the schools somebody leads: to be counted, not to be entered."""
    led = School.objects.filter(memberships__user=user, memberships__role=Membership.Role.LEAD)
    return Classroom.objects.filter(school__in=led).select_related("school").order_by("school__name", "name")


def classroom_for_cards(user: User, classroom_id: int) -> Classroom:
    """A class whose cards, just made, somebody may have printed: one they teach, or one of a school they lead."""
    taught = Q(pk__in=classrooms_of_teacher(user).order_by().values("pk"))
    led = Q(pk__in=classrooms_led_by(user).order_by().values("pk"))
    return get_object_or_404(Classroom.objects.select_related("school").filter(taught | led), pk=classroom_id)
