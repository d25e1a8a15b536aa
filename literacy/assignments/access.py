"""The ways to what hangs on an assignment; whoever does not teach its class gets 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from literacy.classroom.access import assignment_for_teacher
from literacy.classroom.given import learners_of
from literacy.classroom.models import AssignedSitting, Assignment, AssignmentEvent, Enrolment
from literacy.people.models import User
from quizzes.items.models import Item


def learner_in(assignment: Assignment, enrolment_id: int) -> Enrolment:
    """One of those to whom it was given."""
    return get_object_or_404(learners_of(assignment).select_related("user"), pk=enrolment_id)


def attempt_for_teacher(user: User, assignment_id: int, attempt_id: int) -> AssignedSitting:
    """An attempt at an assignment of a class that somebody teaches."""
    assignment = assignment_for_teacher(user, assignment_id)
    attempts = assignment.assigned_sittings.select_related("sitting__quiz", "enrolment__user")
    found = get_object_or_404(attempts, pk=attempt_id)
    found.assignment = assignment
    return found


def event_for_teacher(user: User, assignment_id: int, event_id: int) -> AssignmentEvent:
    """Something that was done to an assignment of a class that somebody teaches."""
    assignment = assignment_for_teacher(user, assignment_id)
    found = get_object_or_404(assignment.events.select_related("enrolment__user", "group"), pk=event_id)
    found.assignment = assignment
    return found


def item_of(assignment: Assignment, item_id: int) -> Item:
    """An item that is asked in an assignment. Raises Http404 for a lesson."""
    if assignment.quiz is None:
        raise Http404
    return get_object_or_404(Item.objects.filter(quizzes=assignment.quiz).select_related("pair"), pk=item_id)
