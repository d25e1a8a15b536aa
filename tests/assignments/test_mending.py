"""What teachers mend is kept, can be undone, and stands in the history."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from literacy.assignments.actions import (
    excuse_learner,
    extend_assignment,
    mark_item_anew,
    marks_to_change,
    pull_from_assignment,
    reopen_attempt,
    reset_attempt,
    undo_event,
)
from literacy.assignments.history import history_of
from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, AssignmentEvent, Enrolment, Group
from literacy.classroom.tasklist import State, tasks_of
from literacy.people.models import User
from literacy.progress.results import class_results
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Remark, Sitting
from quizzes.attempts.summary import summary_of
from quizzes.http.refusal import Refusal
from quizzes.items.models import Item
from tests.assignments.conftest import hand_in
from tests.play import let_answer

DAY = dt.timedelta(days=1)


@pytest.fixture
def half_way(assignment: Assignment, sam: User) -> Assignment:
    """Sam judged three of six clips and handed in."""
    let_answer(assignment, sam, clips=3, seed=1)
    hand_in(Sitting.objects.get())
    return assignment


def last(assignment: Assignment) -> AssignmentEvent:
    return assignment.events.latest("pk")


def test_a_reopened_sitting_goes_on_where_it_was(half_way: Assignment, tess: User, sam: User) -> None:
    attempt = half_way.assigned_sittings.get()
    ended = attempt.sitting.finished_at
    event = reopen_attempt(attempt=attempt, minutes=20, by=tess)
    sitting = begin_assignment(assignment=half_way, student=sam)
    assert sitting.finished_at is None
    assert sitting.deadline_at is not None
    assert course_of(sitting).current == 4
    undo_event(event=event, by=tess)
    again = Sitting.objects.get()
    assert (again.finished_at, again.deadline_at) == (ended, None)


def test_reopening_what_was_answered_whole_is_refused(assignment: Assignment, sam: User, tess: User) -> None:
    let_answer(assignment, sam, clips=6, seed=1)
    with translation.override("en"), pytest.raises(Refusal, match="answers are never changed"):
        reopen_attempt(attempt=assignment.assigned_sittings.get(), minutes=None, by=tess)


def test_an_attempt_set_aside_counts_nowhere_and_keeps_its_answers(
    half_way: Assignment, sam: User, tess: User
) -> None:
    answers = Answer.objects.count()
    event = reset_attempt(attempt=half_way.assigned_sittings.get(), by=tess)
    (learner,) = class_results(half_way).learners
    assert (learner.state, learner.answered) == (State.OPEN, 0)
    assert Answer.objects.count() == answers
    assert tasks_of(sam)[0].state is State.OPEN
    again = begin_assignment(assignment=half_way, student=sam)
    assert again != half_way.assigned_sittings.get(attempt=1).sitting
    undo_event(event=event, by=tess)
    assert half_way.assigned_sittings.counted().count() == 2
    assert class_results(half_way).learners[0].answered == 3


def test_setting_an_open_attempt_aside_ends_it_and_undoing_opens_it(
    assignment: Assignment, sam: User, tess: User
) -> None:
    let_answer(assignment, sam, clips=2, seed=1)
    event = reset_attempt(attempt=assignment.assigned_sittings.get(), by=tess)
    assert Sitting.objects.get().finished_at is not None
    undo_event(event=event, by=tess)
    assert Sitting.objects.get().finished_at is None
    assert tasks_of(sam)[0].state is State.BUSY


def test_who_is_excused_need_not_begin_and_counts_nowhere(
    teacher: Client, half_way: Assignment, sam: User, tess: User, place: Enrolment, mia: User
) -> None:
    mias = Enrolment.objects.select_related("user").get(user=mia)
    excuse_learner(assignment=half_way, enrolment=mias, by=tess)
    event = excuse_learner(assignment=half_way, enrolment=place, by=tess)
    found = class_results(half_way)
    assert {learner.state for learner in found.learners} == {State.EXCUSED}
    assert found.counts.manipulated + found.counts.authentic + found.counts.checked == 0
    page = teacher.get(reverse("results", args=[half_way.pk])).content.decode()
    assert page.count(">excused<") == 2
    with translation.override("en"), pytest.raises(Refusal, match="excused you"):
        begin_assignment(assignment=half_way, student=mia)
    undo_event(event=event, by=tess)
    assert [learner.answered for learner in class_results(half_way).learners if learner.name == "Sam"] == [3]


def test_more_time_for_a_group_holds_for_what_is_under_way(
    assignment: Assignment, sam: User, tess: User, group: Group
) -> None:
    Assignment.objects.update(time_limit_minutes=10)
    assignment.refresh_from_db()
    sitting = begin_assignment(assignment=assignment, student=sam)
    event = extend_assignment(assignment=assignment, by=tess, group=group, extra_time="2")
    sitting.refresh_from_db()
    assert sitting.terms.seconds == 1200
    undo_event(event=event, by=tess)
    sitting.refresh_from_db()
    assert sitting.terms.seconds == 600


def test_one_attempt_more_is_for_one_pupil(
    half_way: Assignment, sam: User, mia: User, tess: User, place: Enrolment
) -> None:
    extend_assignment(assignment=half_way, by=tess, enrolment=place, more_attempts=1)
    assert tasks_of(sam)[0].tries_left == 1
    assert tasks_of(mia)[0].own.attempts == 1


def test_the_class_gets_a_later_date_and_it_can_be_taken_back(assignment: Assignment, tess: User) -> None:
    due = timezone.now() + DAY
    event = extend_assignment(assignment=assignment, by=tess, due_at=due)
    assignment.refresh_from_db()
    assert assignment.due_at == due
    undo_event(event=event, by=tess)
    assignment.refresh_from_db()
    assert assignment.due_at is None


def test_an_item_taken_out_is_not_asked_and_not_counted(
    half_way: Assignment, sam: User, mia: User, tess: User
) -> None:
    sitting = Sitting.objects.get()
    item = Item.objects.get(showings__sitting=sitting, showings__position=1)
    event = pull_from_assignment(assignment=half_way, item=item, by=tess)
    assert class_results(half_way).learners[1].answered == 2
    assert class_results(half_way).clips == 5
    assert begin_assignment(assignment=half_way, student=mia).showings.count() == 5
    undo_event(event=event, by=tess)
    assert class_results(half_way).learners[1].answered == 3
    assert class_results(half_way).clips == 6


def test_an_item_taken_out_while_the_class_works_is_led_past(
    assignment: Assignment, sam: User, tess: User
) -> None:
    sitting = begin_assignment(assignment=assignment, student=sam)
    item = Item.objects.get(showings__sitting=sitting, showings__position=1)
    event = pull_from_assignment(assignment=assignment, item=item, by=tess)
    assert course_of(sitting).current == 2
    undo_event(event=event, by=tess)
    assert course_of(sitting).current == 1  # nothing was answered yet


def test_the_last_item_stays(assignment: Assignment, tess: User) -> None:
    assert assignment.quiz is not None
    *others, one = Item.objects.filter(quizzes=assignment.quiz)
    for item in others:
        pull_from_assignment(assignment=assignment, item=item, by=tess)
    with pytest.raises(Refusal):
        pull_from_assignment(assignment=assignment, item=one, by=tess)


@pytest.fixture
def located(assignment: Assignment, sam: User) -> Item:
    """An item of which Sam pointed at the middle of a clip that was manipulated."""
    course = course_of(begin_assignment(assignment=assignment, student=sam))
    while (
        course.current is not None
    ):  # everything is doubted, so that a place is asked for wherever there is one
        place = course.places[course.current - 1]
        question = place.next_question
        assert question is not None
        cleaned = {"p_manipulated": 0.95} if question == "judge" else {"x": 0.5, "y": 0.5}
        record_answer(
            course=course,
            position=place.position,
            item_type=question,
            key=uuid4(),
            cleaned=cleaned,
            milliseconds=900,
        )
        course = course_of(course.sitting)
    answer = Answer.objects.filter(item_type="locate", points__isnull=False).earliest("pk")
    return answer.showing.item


def test_a_mended_item_is_marked_anew_and_the_first_mark_is_kept(
    assignment: Assignment, located: Item, tess: User
) -> None:
    assert marks_to_change(assignment=assignment, item=located) == []
    pair = located.pair
    assert pair is not None
    pair.truth = {**pair.truth, "regions": [{"box": [0.02, 0.02, 0.08, 0.08]}]}
    pair.save()
    answer = Answer.objects.get(item_type="locate", showing__item=located)
    before, course = answer.points, course_of(Sitting.objects.get())
    tally = summary_of(course).tallies["locate"].right
    event = mark_item_anew(assignment=assignment, item=located, by=tess)
    remark = Remark.objects.get(superseded_at=None)
    assert (remark.answer, remark.created_by) == (answer, tess)
    assert (before or 0) > (remark.points or 0)
    answer.refresh_from_db()
    assert answer.points == before
    assert summary_of(course).tallies["locate"].right == tally - 1
    assert marks_to_change(assignment=assignment, item=located) == []
    undo_event(event=event, by=tess)
    assert summary_of(course).tallies["locate"].right == tally
    assert Remark.objects.count() == 2


def test_a_question_taken_out_is_out_of_the_pupils_own_summary_and_it_says_so(
    pupil: Client, assignment: Assignment, sam: User, tess: User
) -> None:
    let_answer(assignment, sam, clips=6, seed=1)
    sitting = Sitting.objects.get()
    hand_in(sitting)
    judged = Answer.objects.filter(item_type="judge").exclude(outcome=Answer.Outcome.CHECKED)
    item = judged.earliest("pk").showing.item
    before = summary_of(course_of(sitting))
    event = pull_from_assignment(assignment=assignment, item=item, by=tess)
    after = summary_of(course_of(sitting))
    assert after.judged == before.judged - 1
    page = pupil.get(reverse("sitting", args=[sitting.pk])).content.decode()
    assert "Taken out, does not count" in page
    assert "neither for you nor against you" in page
    undo_event(event=event, by=tess)
    assert summary_of(course_of(sitting)) == before


def test_an_item_that_was_not_mended_is_not_marked_anew(
    assignment: Assignment, located: Item, tess: User
) -> None:
    with pytest.raises(Refusal):
        mark_item_anew(assignment=assignment, item=located, by=tess)
    assert not Remark.objects.exists()


def test_nothing_is_undone_twice(half_way: Assignment, tess: User, place: Enrolment) -> None:
    event = excuse_learner(assignment=half_way, enrolment=place, by=tess)
    undo_event(event=event, by=tess)
    with pytest.raises(Refusal):
        undo_event(event=event, by=tess)


def test_the_history_says_who_did_what_and_when_it_was_undone(
    teacher: Client, half_way: Assignment, place: Enrolment
) -> None:
    attempt = half_way.assigned_sittings.get()
    teacher.post(reverse("reset_attempt", args=[half_way.pk, attempt.pk]))
    page = teacher.get(reverse("assignment", args=[half_way.pk])).content.decode()
    assert "Tess set attempt 1 of Sam aside." in page
    event = last(half_way)
    teacher.post(reverse("undo_event", args=[half_way.pk, event.pk]))
    (entry,) = history_of(half_way)
    assert entry.event.undone_by is not None
    assert entry.event.undone_by.name == "Tess"
    assert not entry.can_be_undone


@pytest.mark.parametrize(
    "sent",
    [{}, {"whom": "class"}, {"whom": "group-999", "due_at": "2099-01-01T10:00"}, {"whom": "learner-x"},
     {"whom": "class", "due_at": "2020-01-01T10:00"}, {"whom": "class", "more_attempts": "-3"}],
)  # fmt: skip
def test_more_time_that_makes_no_sense_is_refused_on_the_page(
    teacher: Client, assignment: Assignment, sent: dict[str, Any]
) -> None:
    page = teacher.post(reverse("extend_assignment", args=[assignment.pk]), sent)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert not assignment.events.exists()


def test_more_time_is_given_on_the_page(
    teacher: Client, assignment: Assignment, place: Enrolment, sam: User
) -> None:
    sent = {"whom": f"learner-{place.pk}", "due_at": "2099-07-01T09:00", "extra_time": "1.5"}
    teacher.post(reverse("extend_assignment", args=[assignment.pk]), sent)
    own = tasks_of(sam)[0].own
    assert own.due_at == dt.datetime(2099, 7, 1, 7, 0, tzinfo=dt.UTC)
    assert own.extra_time == "1.5"
