"""Strangers get 404, everywhere in the school."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from literacy.classroom import access
from literacy.classroom.models import Assignment, Classroom, Enrolment, Membership, School
from literacy.people.models import User
from quizzes.attempts.models import Sitting

ADULT = "allauth.account.auth_backends.AuthenticationBackend"

Address = Callable[[Assignment, Enrolment], str]
TEACHERS_PAGES: dict[str, tuple[str, Address]] = {
    "classroom": ("get", lambda given, place: reverse("classroom", args=[given.classroom_id])),
    "new_pupils": ("post", lambda given, place: reverse("new_pupils", args=[given.classroom_id])),
    "new_assignment": ("post", lambda given, place: reverse("new_assignment", args=[given.classroom_id])),
    "new_code": ("post", lambda given, place: reverse("new_code", args=[place.pk])),
    "results": ("get", lambda given, place: reverse("results", args=[given.pk])),
}


@pytest.fixture
def place(sam: User) -> Enrolment:
    return sam.enrolments.get()


@pytest.mark.parametrize("page", TEACHERS_PAGES)
@pytest.mark.parametrize("stranger", ["otto", "nora", "sam", "ada"])
def test_strangers_find_nothing_on_teachers_pages(
    request: pytest.FixtureRequest,
    client: Client,
    assignment: Assignment,
    place: Enrolment,
    page: str,
    stranger: str,
) -> None:
    client.force_login(request.getfixturevalue(stranger), backend=ADULT)
    method, address = TEACHERS_PAGES[page]
    digest = place.code_digest
    data = {"names": "Intruder", "quiz": assignment.quiz_id}
    assert getattr(client, method)(address(assignment, place), data).status_code == 404
    place.refresh_from_db()
    assert place.code_digest == digest
    assert assignment.classroom.enrolments.count() == 1


@pytest.mark.parametrize("page", TEACHERS_PAGES)
def test_who_is_not_signed_in_is_sent_to_the_sign_in(
    client: Client, assignment: Assignment, place: Enrolment, page: str
) -> None:
    method, address = TEACHERS_PAGES[page]
    response = getattr(client, method)(address(assignment, place))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("page", TEACHERS_PAGES)
def test_the_teacher_of_the_class_finds_every_page(
    client: Client, tess: User, assignment: Assignment, place: Enrolment, page: str
) -> None:
    client.force_login(tess, backend=ADULT)
    method, address = TEACHERS_PAGES[page]
    assert getattr(client, method)(address(assignment, place), {"names": "Bo"}).status_code in {200, 422}


@pytest.mark.parametrize("stranger", ["otto", "nora", "ada", "tess"])
def test_only_the_pupils_of_a_class_begin_its_assignments(
    request: pytest.FixtureRequest, client: Client, assignment: Assignment, stranger: str
) -> None:
    client.force_login(request.getfixturevalue(stranger), backend=ADULT)
    assert client.post(reverse("begin", args=[assignment.pk])).status_code == 404
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("stranger", ["otto", "nora", "sam"])
def test_nobody_makes_classes_in_a_school_of_others(
    request: pytest.FixtureRequest, client: Client, school: School, tess: User, stranger: str
) -> None:
    client.force_login(request.getfixturevalue(stranger), backend=ADULT)
    before = Classroom.objects.count()
    assert client.post(reverse("new_classroom", args=[school.pk]), {"name": "Intruders"}).status_code == 404
    assert Classroom.objects.count() == before


def test_a_pupil_cannot_begin_a_school(client: Client, sam: User) -> None:
    client.force_login(sam, backend=ADULT)
    before = School.objects.count()
    client.post(reverse("new_school"), {"name": "Sam's"})
    assert School.objects.count() == before


def test_a_teacher_who_left_the_school_has_left_its_classes(classroom: Classroom, tess: User) -> None:
    assert access.classroom_for_teacher(tess, classroom.pk) == classroom
    Membership.objects.filter(user=tess).delete()
    with pytest.raises(Http404):
        access.classroom_for_teacher(tess, classroom.pk)


def test_a_colleague_does_not_see_classes_they_do_not_teach(
    client: Client, school: School, classroom: Classroom
) -> None:
    colleague = User.objects.create_user("cor@delinde.example", "long enough for cor", name="Cor")
    Membership.objects.create(school=school, user=colleague, role=Membership.Role.TEACHER)
    client.force_login(colleague, backend=ADULT)
    assert client.get(reverse("classroom", args=[classroom.pk])).status_code == 404
    assert classroom.code not in client.get(reverse("home")).content.decode()


def test_the_school_lead_counts_pupils_but_sees_no_names(client: Client, ada: User, sam: User) -> None:
    client.force_login(ada, backend=ADULT)
    home = client.get(reverse("home")).content.decode()
    school = client.get(reverse("school", args=[sam.enrolments.get().classroom.school_id])).content.decode()
    assert "De Linde" in home
    assert "2B" in school
    assert "Sam" not in home + school


def test_another_schools_lead_sees_nothing_of_this_school(client: Client, nora: User, sam: User) -> None:
    Membership.objects.filter(user=nora).update(role=Membership.Role.LEAD)
    client.force_login(nora, backend=ADULT)
    page: Any = client.get(reverse("home")).content.decode()
    assert "2B" not in page
    assert "De Linde" not in page
