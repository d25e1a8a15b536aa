"""Who may begin what when: attempts, dates, late work, groups, and which attempt counts."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from literacy.assignments.actions import extend_assignment
from literacy.classroom.actions import begin_assignment, give
from literacy.classroom.counting import counting_attempts, counting_of
from literacy.classroom.models import AssignedSitting, Assignment, Classroom, Enrolment, Group
from literacy.classroom.tasklist import State, tasks_of
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import Reveal
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests.assignments.conftest import hand_in
from tests.play import let_answer

NOON = dt.datetime(2026, 11, 2, 12, 0, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def refuses(assignment: Assignment, student: User, sentence: str) -> None:
    with translation.override("en"), pytest.raises(Refusal, match=sentence):
        begin_assignment(assignment=assignment, student=student)


def test_a_second_attempt_begins_where_two_are_allowed_and_a_third_does_not(
    assignment: Assignment, sam: User
) -> None:
    assignment.attempts = 2
    assignment.save()
    first = begin_assignment(assignment=assignment, student=sam)
    assert begin_assignment(assignment=assignment, student=sam) == first
    hand_in(first)
    second = begin_assignment(assignment=assignment, student=sam)
    assert second != first
    hand_in(second)
    assert begin_assignment(assignment=assignment, student=sam) == second
    assert list(assignment.assigned_sittings.order_by("attempt").values_list("attempt", flat=True)) == [1, 2]


def test_a_page_that_lay_open_begins_no_further_attempt(assignment: Assignment, sam: User) -> None:
    Assignment.objects.update(attempts=None)
    assignment.refresh_from_db()
    first = begin_assignment(assignment=assignment, student=sam, attempt=1)
    hand_in(first)
    assert begin_assignment(assignment=assignment, student=sam, attempt=1) == first
    assert begin_assignment(assignment=assignment, student=sam, attempt=2) != first


def test_between_two_attempts_one_waits(assignment: Assignment, sam: User) -> None:
    Assignment.objects.update(attempts=3, wait_minutes=60)
    assignment.refresh_from_db()
    with time_machine.travel(NOON, tick=False) as clock:
        hand_in(begin_assignment(assignment=assignment, student=sam))
        clock.shift(dt.timedelta(minutes=59))
        refuses(assignment, sam, "You can try again from")
        task = tasks_of(sam)[0]
        assert (task.may_try_again, task.ready_at) == (True, NOON + HOUR)
        clock.shift(dt.timedelta(minutes=1))
        begin_assignment(assignment=assignment, student=sam)
        assert assignment.assigned_sittings.count() == 2


def test_what_opens_later_is_not_begun_before(assignment: Assignment, sam: User, pupil: Client) -> None:
    Assignment.objects.update(opens_at=timezone.now() + DAY)
    assignment.refresh_from_db()
    refuses(assignment, sam, "This opens on")
    assert [task.state for task in tasks_of(sam)] == [State.LATER]
    page = pupil.get(reverse("home")).content.decode()
    assert "Opens on" in page
    assert reverse("begin", args=[assignment.pk]) not in page


@pytest.mark.parametrize(
    ("late", "after_an_hour", "after_two_days"),
    [("", True, True), ("until", True, False), ("refused", False, False)],
)
def test_late_work_is_taken_as_the_teacher_chose(
    assignment: Assignment, sam: User, late: str, after_an_hour: bool, after_two_days: bool
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        until = NOON + 2 * DAY if late == "until" else None
        Assignment.objects.update(due_at=NOON + DAY, late=late, late_until=until)
        assignment.refresh_from_db()
        clock.shift(DAY + HOUR)
        assert tasks_of(sam)[0].is_closed is not after_an_hour
        assert tasks_of(sam)[0].is_late
        clock.shift(DAY)
        assert tasks_of(sam)[0].is_closed is not after_two_days
        if after_two_days:
            begin_assignment(assignment=assignment, student=sam)
        else:
            refuses(assignment, sam, "The date of this quiz has passed")


def test_what_is_under_way_ends_where_late_work_is_refused(assignment: Assignment, sam: User) -> None:
    Assignment.objects.update(due_at=timezone.now() + DAY, late="refused")
    assignment.refresh_from_db()
    assert begin_assignment(assignment=assignment, student=sam).deadline_at == assignment.due_at


def test_what_was_done_late_says_so(assignment: Assignment, sam: User, pupil: Client) -> None:
    hand_in(begin_assignment(assignment=assignment, student=sam))
    Assignment.objects.update(due_at=timezone.now() - HOUR)
    assert "Handed in late, and kept." in pupil.get(reverse("home")).content.decode()


def test_what_a_group_gets_nobody_else_sees(
    classroom: Classroom, quiz: Quiz, tess: User, sam: User, mia: User, group: Group
) -> None:
    given = give(assignment=Assignment(classroom=classroom, quiz=quiz), teacher=tess, groups=[group.pk])
    assert [task.assignment for task in tasks_of(sam)] == [given]
    assert tasks_of(mia) == []
    refuses(given, mia, "not among those")
    begin_assignment(assignment=given, student=sam)


def test_what_one_pupil_gets_nobody_else_can_begin(
    classroom: Classroom, quiz: Quiz, tess: User, place: Enrolment, mia: User
) -> None:
    given = give(assignment=Assignment(classroom=classroom, quiz=quiz), teacher=tess, learners=[place.pk])
    client = Client()
    client.force_login(mia, backend="literacy.people.backends.PersonalCodeBackend")
    assert client.post(reverse("begin", args=[given.pk])).status_code == 404


def test_groups_of_another_class_are_nobodys(
    classroom: Classroom, quiz: Quiz, tess: User, nora: User
) -> None:
    other = Classroom.objects.create(school=nora.memberships.get().school, name="1A", code="WXYZ99")
    theirs = Group.objects.create(classroom=other, name="Theirs")
    with pytest.raises(Refusal):
        give(assignment=Assignment(classroom=classroom, quiz=quiz), teacher=tess, groups=[theirs.pk])
    assert not Assignment.objects.exists()


def test_who_left_the_class_has_nothing_to_do(assignment: Assignment, sam: User, place: Enrolment) -> None:
    place.left_at = timezone.now()
    place.save()
    assert tasks_of(sam) == []
    refuses(assignment, sam, "not among those")


def test_the_rule_decides_which_attempt_counts(
    classroom: Classroom, make_pair: Any, quiz: Quiz, tess: User, sam: User
) -> None:
    given = give(assignment=Assignment(classroom=classroom, quiz=quiz, attempts=None), teacher=tess)
    for number, skill in enumerate((0.0, 1.0, 0.0)):
        let_answer(given, sam, clips=6, seed=number, skill=skill)
    found = {}
    for rule in Assignment.GradeRule.values:
        given.grade_rule = rule
        (counting,) = counting_attempts(given).values()
        found[rule] = counting.attempt
    assert found == {"first": 1, "best": 2, "last": 3}


def test_own_dates_go_before_the_classs_and_the_truth_waits_for_the_last(
    assignment: Assignment, tess: User, sam: User, mia: User, place: Enrolment
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        Assignment.objects.update(due_at=NOON + DAY, reveal="due")
        assignment.refresh_from_db()
        early = begin_assignment(assignment=assignment, student=mia)
        extend_assignment(assignment=assignment, by=tess, enrolment=place, due_at=NOON + 3 * DAY)
        early.refresh_from_db()
        assert (early.closes_at, early.reveal_at) == (NOON + DAY, NOON + 3 * DAY)
        clock.shift(2 * DAY)
        terms = begin_assignment(assignment=assignment, student=sam).terms
        assert (terms.reveal, terms.reveal_at, terms.closes_at) == (Reveal.AT, NOON + 3 * DAY, NOON + 3 * DAY)


def test_a_pupil_reads_how_many_attempts_are_left(assignment: Assignment, sam: User, pupil: Client) -> None:
    Assignment.objects.update(attempts=3)
    assert "3 attempts left" in pupil.get(reverse("home")).content.decode()
    assignment.refresh_from_db()
    hand_in(begin_assignment(assignment=assignment, student=sam))
    page = pupil.get(reverse("home")).content.decode()
    assert "2 attempts left" in page
    assert "Try again" in page
    pupil.post(reverse("begin", args=[assignment.pk]), {"attempt": "2"})
    assert Sitting.objects.count() == 2


def test_the_score_can_be_told_before_the_truth(assignment: Assignment, sam: User, pupil: Client) -> None:
    Assignment.objects.update(reveal="due", score="handed-in", due_at=timezone.now() + DAY)
    assignment.refresh_from_db()
    let_answer(assignment, sam, clips=6, seed=1)
    sitting = Sitting.objects.get()
    hand_in(sitting)
    page = pupil.get(reverse("sitting", args=[sitting.pk])).content.decode()
    assert "You saw" in page
    assert "Look again" not in page


def test_the_score_can_wait_for_the_date(assignment: Assignment, sam: User, pupil: Client) -> None:
    Assignment.objects.update(reveal="handed-in", score="due", due_at=timezone.now() + DAY)
    assignment.refresh_from_db()
    let_answer(assignment, sam, clips=6, seed=1)
    sitting = Sitting.objects.get()
    hand_in(sitting)
    page = pupil.get(reverse("sitting", args=[sitting.pk])).content.decode()
    assert "You saw" not in page.split("<h2>")[0]
    assert "is told later" in page


def test_of_a_class_that_is_over_only_what_was_done_is_shown(
    assignment: Assignment, classroom: Classroom, sam: User, tess: User, quiz: Quiz
) -> None:
    Assignment.objects.update(attempts=None)
    hand_in(begin_assignment(assignment=assignment, student=sam))
    give(assignment=Assignment(classroom=classroom, quiz=quiz, attempts=2), teacher=tess)
    classroom.archived_at = timezone.now()
    classroom.save()
    (task,) = tasks_of(sam)
    assert (task.assignment, task.may_try_again) == (assignment, False)
    assignment.refresh_from_db()
    refuses(assignment, sam, "not among those")
    with translation.override("en"), pytest.raises(Refusal, match="This class is over"):
        give(assignment=Assignment(classroom=classroom, quiz=quiz), teacher=tess)


def test_of_two_attempts_alike_the_earlier_counts_however_their_points_were_added_up() -> None:
    tried = [AssignedSitting(attempt=1, sitting_id=uuid4()), AssignedSitting(attempt=2, sitting_id=uuid4())]
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    for points in ((one, other), (other, one)):
        by_sitting = {each.sitting_id: value for each, value in zip(tried, points, strict=True)}
        assert counting_of("best", tried, ends=lambda each: True, points=by_sitting) is tried[0]
