"""A class gets a quiz; each pupil takes it once, and goes on where they were."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.classroom.actions import assign_quiz, begin_assignment, make_classroom, make_school
from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.classroom.tasklist import State, tasks_of
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz

ADULT = "allauth.account.auth_backends.AuthenticationBackend"
CODE = "literacy.people.backends.PersonalCodeBackend"


@pytest.fixture
def assignment(classroom: Classroom, quiz: Quiz, tess: User) -> Assignment:
    return assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)


def test_beginning_twice_is_going_on(assignment: Assignment, sam: User) -> None:
    assert begin_assignment(assignment=assignment, student=sam) == begin_assignment(
        assignment=assignment, student=sam
    )
    assert Sitting.objects.count() == 1


def test_a_sitting_that_was_made_without_its_place_is_taken_up(assignment: Assignment, sam: User) -> None:
    first = begin_assignment(assignment=assignment, student=sam)
    assignment.assigned_sittings.all().delete()  # as when the second of two clicks came between
    assert begin_assignment(assignment=assignment, student=sam) == first


def test_halves_are_dealt_evenly_over_the_class(assignment: Assignment, classroom: Classroom) -> None:
    sittings = []
    for n in range(8):
        pupil = User.objects.create_user(name=f"Pupil {n}")
        Enrolment.objects.create(classroom=classroom, user=pupil, code_digest=str(n))
        sittings.append(begin_assignment(assignment=assignment, student=pupil))
    assert len({sitting.cohort_id for sitting in sittings}) == 1
    twins = [{s.item_id for s in sitting.showings.all() if s.half == "twin"} for sitting in sittings]
    assert len(set(map(frozenset, twins))) > 1


def test_two_clicks_on_give_it_are_one_assignment(
    assignment: Assignment, classroom: Classroom, quiz: Quiz, tess: User
) -> None:
    with pytest.raises(Refusal):
        assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)
    assert Assignment.objects.count() == 1


def test_a_date_that_has_passed_is_refused(classroom: Classroom, quiz: Quiz, tess: User) -> None:
    with pytest.raises(Refusal):
        assign_quiz(
            classroom=classroom, quiz=quiz, teacher=tess, due_at=timezone.now() - timedelta(minutes=1)
        )


def test_a_quiz_that_is_not_for_classes_is_refused(classroom: Classroom, quiz: Quiz, tess: User) -> None:
    quiz.assignable = False
    with pytest.raises(Refusal):
        assign_quiz(classroom=classroom, quiz=quiz, teacher=tess)


def test_the_form_gives_a_quiz_until_a_time_in_the_schools_zone(
    client: Client, tess: User, classroom: Classroom, quiz: Quiz
) -> None:
    School.objects.update(time_zone="Pacific/Auckland")
    client.force_login(tess, backend=ADULT)
    client.post(
        reverse("new_assignment", args=[classroom.pk]), {"quiz": quiz.pk, "due_at": "2099-07-01T09:00"}
    )
    assert Assignment.objects.get().due_at == datetime(2099, 6, 30, 21, 0, tzinfo=UTC)
    assert "09:00" in client.get(reverse("classroom", args=[classroom.pk])).content.decode()


@pytest.mark.parametrize("data", [{"quiz": ""}, {"quiz": "999999"}, {"quiz": "x", "due_at": "soon"}, {}])
def test_a_form_that_makes_no_sense_gives_nothing(
    client: Client, tess: User, classroom: Classroom, quiz: Quiz, data: dict[str, str]
) -> None:
    client.force_login(tess, backend=ADULT)
    page = client.post(reverse("new_assignment", args=[classroom.pk]), data)
    assert page.status_code == 422
    assert not Assignment.objects.exists()


def test_a_pupil_begins_and_lands_in_the_player(client: Client, sam: User, assignment: Assignment) -> None:
    client.force_login(sam, backend=CODE)
    assert reverse("begin", args=[assignment.pk]) in client.get(reverse("home")).content.decode()
    response = client.post(reverse("begin", args=[assignment.pk]))
    assert response.headers["Location"] == reverse("sitting", args=[Sitting.objects.get().pk])


def test_looking_at_a_begin_address_begins_nothing(client: Client, sam: User, assignment: Assignment) -> None:
    client.force_login(sam, backend=CODE)
    assert client.get(reverse("begin", args=[assignment.pk])).status_code == 405
    assert not Sitting.objects.exists()


def test_home_says_what_is_open_half_way_and_done(sam: User, assignment: Assignment) -> None:
    assert [task.state for task in tasks_of(sam)] == [State.OPEN]
    sitting = begin_assignment(assignment=assignment, student=sam)
    task = tasks_of(sam)[0]
    assert (task.state, task.answered, task.total) == (State.BUSY, 0, 6)
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    assert [task.state for task in tasks_of(sam)] == [State.DONE]


def test_what_is_late_can_still_be_done(client: Client, sam: User, assignment: Assignment) -> None:
    Assignment.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert tasks_of(sam)[0].is_late
    client.force_login(sam, backend=CODE)
    assert client.post(reverse("begin", args=[assignment.pk])).status_code == 302


def test_a_pupil_without_work_is_told_so(client: Client, sam: User) -> None:
    client.force_login(sam, backend=CODE)
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert reverse("try_quiz") in page.content.decode()


def test_a_person_without_a_school_begins_one(client: Client, otto: User) -> None:
    client.force_login(otto, backend=ADULT)
    assert reverse("new_school") in client.get(reverse("home")).content.decode()
    client.post(reverse("new_school"), {"name": "  Otto's   school "})
    assert School.objects.distinct().get(memberships__user=otto).name == "Otto's school"


def test_two_classes_of_a_school_never_share_a_name(
    client: Client, tess: User, school: School, classroom: Classroom
) -> None:
    client.force_login(tess, backend=ADULT)
    page = client.post(reverse("new_classroom", args=[school.pk]), {"name": "2b"})
    assert page.status_code == 409
    assert Classroom.objects.count() == 1
    elsewhere = make_school(name="Elsewhere", teacher=tess)
    assert make_classroom(school=elsewhere, name="2B", teacher=tess).code != classroom.code


@pytest.mark.parametrize("number", [1, 12])
def test_a_pupils_home_takes_the_same_queries_however_much_there_is(
    client: Client,
    sam: User,
    classroom: Classroom,
    make_pair: Any,
    number: int,
    django_assert_num_queries: Any,
) -> None:
    _give(classroom, make_pair, number)
    client.force_login(sam, backend=CODE)
    client.get(reverse("home"))
    # The user, their places and groups, what was given with its own terms, what was begun; the session is in the cache.
    with django_assert_num_queries(9):
        client.get(reverse("home"))


def _give(classroom: Classroom, make_pair: Any, number: int) -> None:
    from tests.factories import make_quiz

    pair = make_pair()
    for _n in range(number):
        Assignment.objects.create(classroom=classroom, quiz=make_quiz([pair]))
