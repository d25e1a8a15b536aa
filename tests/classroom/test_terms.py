"""The terms a class gets a quiz on: a time limit, extra time for whoever needs it, and when the truth is shown."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from literacy.classroom.actions import assign_quiz, begin_assignment, set_extra_time
from literacy.classroom.models import Assignment, Classroom, Enrolment, ExtraTime
from literacy.people.models import User
from quizzes.attempts.terms import Reveal, Terms
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def teacher(tess: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(tess)
    return client


@pytest.fixture
def place(sam: User) -> Enrolment:
    """Sam's place in the class."""
    return Enrolment.objects.get(user=sam)


def giving(client: Client, classroom: Classroom, quiz: Quiz, **wish: str) -> Any:
    return client.post(reverse("new_assignment", args=[classroom.pk]), {"quiz": quiz.pk, **wish})


def test_a_quiz_is_given_untimed_unless_the_teacher_says_otherwise(
    teacher: Client, classroom: Classroom, quiz: Quiz
) -> None:
    giving(teacher, classroom, quiz)
    assert Assignment.objects.get().terms_for() == Terms()


def test_the_form_gives_a_limit_and_says_when_the_truth_is_shown(
    teacher: Client, classroom: Classroom, quiz: Quiz
) -> None:
    assert giving(teacher, classroom, quiz, time_limit_minutes="20", reveal="handed-in").status_code == 302
    given = Assignment.objects.get()
    assert given.terms_for() == Terms(reveal=Reveal.HANDED_IN, time_limit=1200)
    html = teacher.get(reverse("classroom", args=[classroom.pk])).content.decode()
    assert "20 minutes" in html
    assert "the truth after handing in" in html


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"time_limit_minutes": "0"}, "from 1 to 300"),
        ({"time_limit_minutes": "301"}, "from 1 to 300"),
        ({"time_limit_minutes": "ten"}, "from 1 to 300"),
        ({"reveal": "never"}, "Choose when the class sees the truth."),
        ({"reveal": "due"}, "Choose the date after which the truth is shown."),
    ],
)
def test_terms_that_make_no_sense_are_refused_in_a_sentence(
    teacher: Client, classroom: Classroom, quiz: Quiz, wish: dict[str, str], sentence: str
) -> None:
    response = giving(teacher, classroom, quiz, **wish)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Assignment.objects.exists()


def test_truth_after_a_date_without_one_is_refused_by_action_and_table(
    classroom: Classroom, quiz: Quiz, tess: User
) -> None:
    with translation.override("en"), pytest.raises(Refusal, match="Choose the date"):
        assign_quiz(classroom=classroom, quiz=quiz, teacher=tess, reveal="due")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(classroom=classroom, quiz=quiz, reveal="due")


@pytest.mark.parametrize(
    ("extra", "seconds"), [("", 600), ("1.25", 750), ("1.5", 900), ("2", 1200), ("untimed", None)]
)
def test_a_pupil_with_extra_time_begins_with_it(
    assignment: Assignment, place: Enrolment, sam: User, extra: str, seconds: int | None
) -> None:
    Assignment.objects.update(time_limit_minutes=10)
    assignment.refresh_from_db()
    set_extra_time(enrolment=place, extra_time=extra)
    assert begin_assignment(assignment=assignment, student=sam).terms.seconds == seconds


def test_every_measure_of_extra_time_gives_terms(assignment: Assignment) -> None:
    assignment.time_limit_minutes = 10
    seconds = [assignment.terms_for(extra).seconds for extra in ExtraTime.values]
    assert [each for each in seconds if each] == sorted(each for each in seconds if each)


def test_extra_time_in_a_quiz_without_a_limit_changes_nothing(assignment: Assignment) -> None:
    assert assignment.terms_for("1.5") == Terms()


def test_the_teacher_gives_extra_time_on_the_page_of_the_class_and_nobody_else_does(
    teacher: Client, place: Enrolment, sam: User, nora: User, ada: User
) -> None:
    address = reverse("extra_time", args=[place.pk])
    assert teacher.post(address, {"extra_time": "1.5"}).status_code == 302
    place.refresh_from_db()
    assert place.extra_time == "1.5"
    for user in (sam, nora, ada):
        other = Client()
        other.force_login(user)
        assert other.post(address, {"extra_time": "untimed"}).status_code == 404
    assert teacher.post(address, {"extra_time": "9"}).status_code == 422
    place.refresh_from_db()
    assert place.extra_time == "1.5"
    page = teacher.get(reverse("classroom", args=[place.classroom_id])).content.decode()
    assert "half as long again" in page


def test_a_pupil_reads_the_minutes_they_have_and_not_why(
    assignment: Assignment, place: Enrolment, sam: User
) -> None:
    Assignment.objects.update(time_limit_minutes=10)
    set_extra_time(enrolment=place, extra_time="1.5")
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(sam)
    home = client.get("/home/").content.decode()
    assert "15 minutes, from the first clip on" in home
    assert "extra" not in home.lower()


def test_where_the_truth_waits_for_the_date_the_date_closes_the_quiz(
    assignment: Assignment, sam: User, tess: User
) -> None:
    with time_machine.travel(NOON, tick=False) as clock, translation.override("en"):
        due = timezone.now() + dt.timedelta(days=1)
        Assignment.objects.update(due_at=due, reveal="due")
        assignment.refresh_from_db()
        terms = begin_assignment(assignment=assignment, student=sam).terms
        assert (terms.reveal, terms.reveal_at, terms.closes_at) == (Reveal.AT, due, due)
        clock.shift(dt.timedelta(days=1))
        begin_assignment(assignment=assignment, student=sam)  # to what was true
        late = User.objects.create_user(name="Late Lou")
        Enrolment.objects.create(classroom=assignment.classroom, user=late, code_digest="late")
        with pytest.raises(Refusal, match="The date of this quiz has passed"):
            begin_assignment(assignment=assignment, student=late)
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(late)
        home = client.get("/home/").content.decode()
        assert "This closed on" in home
        assert "Begin" not in home


def test_a_pupil_who_handed_in_reads_when_the_truth_is_shown_in_the_schools_own_time(
    assignment: Assignment, sam: User
) -> None:
    with time_machine.travel("2026-10-24 12:00+00:00", tick=False):
        Assignment.objects.update(due_at=dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), reveal="due")
        assignment.refresh_from_db()
        sitting = begin_assignment(assignment=assignment, student=sam)
        sitting.finished_at = timezone.now()
        sitting.save()
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(sam)
        assert "25 October at 02:30" in client.get("/home/").content.decode()
