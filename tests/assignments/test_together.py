"""The limit of attempts holds when many clicks come in the same moment."""

import pytest

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.assignments.conftest import hand_in
from tests.classroom.test_together import all_at_once


@pytest.mark.django_db(transaction=True)
def test_many_clicks_on_try_again_are_one_more_attempt(assignment: Assignment, sam: User) -> None:
    Assignment.objects.update(attempts=2)
    assignment.refresh_from_db()
    first = begin_assignment(assignment=assignment, student=sam)
    hand_in(first)
    found = all_at_once(6, lambda _which: begin_assignment(assignment=assignment, student=sam, attempt=2).pk)
    assert len(set(found)) == 1
    assert first.pk not in found
    hand_in(Sitting.objects.get(pk=found[0]))
    again = all_at_once(4, lambda _which: begin_assignment(assignment=assignment, student=sam, attempt=3).pk)
    assert set(again) == {found[0]}  # the limit holds: there is no third one
    assert assignment.assigned_sittings.count() == Sitting.objects.count() == 2
