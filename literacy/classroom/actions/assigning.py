"""Giving a quiz to a class, and beginning it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.models import AssignedSitting, Assignment, Classroom, Enrolment
from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import LIBRARY
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz


@transaction.atomic
def assign_quiz(
    *,
    classroom: Classroom,
    quiz: Quiz,
    teacher: User,
    due_at: datetime | None = None,
    time_limit_minutes: int | None = None,
    reveal: str = "",
) -> Assignment:
    """Give a quiz to a class, once. Raises Refusal when the class has it already or the date has passed.

    time_limit_minutes: from the first clip on; None for untimed. reveal: one of Assignment.Reveal, or empty for what
    is usual for the quiz.
    """
    if classroom.is_over:
        raise Refusal(_("This class is over. Put it back first, or make a new one."))
    if not quiz.assignable or quiz.shelf not in (LIBRARY, classroom.school.shelf):
        raise Refusal(_("This quiz cannot be given to a class."))
    if due_at is not None and due_at <= timezone.now():
        raise Refusal(_("The date you chose has passed. Choose a later one, or leave it empty."), status=422)
    if reveal == Assignment.Reveal.DUE and due_at is None:
        raise Refusal(_("Choose the date after which the truth is shown."), status=422)
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    if Assignment.objects.filter(classroom=classroom, quiz=quiz).exists():
        raise Refusal(
            _("%(name)s has this quiz already. You find it in the list of the class.")
            % {"name": classroom.name}
        )
    assignment = Assignment(
        classroom=classroom,
        quiz=quiz,
        created_by=teacher,
        due_at=due_at,
        time_limit_minutes=time_limit_minutes,
        reveal=reveal,
    )
    assignment.full_clean()
    assignment.save()
    return assignment


def begin_assignment(*, assignment: Assignment, student: User) -> Sitting:
    """The student's one sitting of an assignment: the one that was begun, or a new one.

    A new one is on the assignment's terms, with the extra time that the student has in the class by now.
    Raises Refusal when the student has no place in the class, or the assignment is closed.
    """
    places = Enrolment.objects.running().filter(classroom_id=assignment.classroom_id, user=student)
    enrolment = places.first()
    if enrolment is None:
        raise Refusal(_("You are not in the class that this was given to."), status=404)
    begun = (
        AssignedSitting.objects.filter(assignment=assignment, enrolment=enrolment)
        .select_related("sitting")
        .first()
    )
    if begun is not None:
        return begun.sitting
    if assignment.closes and assignment.due_at is not None and assignment.due_at <= timezone.now():
        raise Refusal(_("The date of this quiz has passed, and you had not begun it. Ask your teacher."))
    with transaction.atomic():
        sitting = start_sitting(
            quiz=assignment.quiz,
            taker=Taker.of(student),
            cohort=assignment.cohort_key,
            terms=assignment.terms_for(enrolment.extra_time),
        )
        assigned, _made = AssignedSitting.objects.get_or_create(
            assignment=assignment, enrolment=enrolment, defaults={"sitting": sitting}
        )
    return assigned.sitting
