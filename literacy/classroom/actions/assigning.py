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
    *, classroom: Classroom, quiz: Quiz, teacher: User, due_at: datetime | None = None
) -> Assignment:
    """Give a quiz to a class, once. Raises Refusal when the class has it already or the date has passed."""
    if not quiz.assignable or quiz.shelf not in (LIBRARY, classroom.school.shelf):
        raise Refusal(_("This quiz cannot be given to a class."))
    if due_at is not None and due_at <= timezone.now():
        raise Refusal(_("The date you chose has passed. Choose a later one, or leave it empty."), status=422)
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    if Assignment.objects.filter(classroom=classroom, quiz=quiz).exists():
        raise Refusal(
            _("%(name)s has this quiz already. You find it in the list of the class.")
            % {"name": classroom.name}
        )
    assignment = Assignment(classroom=classroom, quiz=quiz, created_by=teacher, due_at=due_at)
    assignment.full_clean()
    assignment.save()
    return assignment


def begin_assignment(*, assignment: Assignment, student: User) -> Sitting:
    """The student's one sitting of an assignment: the one that was begun, or a new one.

    Raises Refusal when the student has no place in the class.
    """
    enrolment = Enrolment.objects.filter(classroom_id=assignment.classroom_id, user=student).first()
    if enrolment is None:
        raise Refusal(_("You are not in the class that this was given to."), status=404)
    begun = (
        AssignedSitting.objects.filter(assignment=assignment, enrolment=enrolment)
        .select_related("sitting")
        .first()
    )
    if begun is not None:
        return begun.sitting
    with transaction.atomic():
        sitting = start_sitting(quiz=assignment.quiz, taker=Taker.of(student), cohort=assignment.cohort_key)
        assigned, _made = AssignedSitting.objects.get_or_create(
            assignment=assignment, enrolment=enrolment, defaults={"sitting": sitting}
        )
    return assigned.sitting
