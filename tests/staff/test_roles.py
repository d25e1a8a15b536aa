"""Roles in a school: leads give and take them, and somebody always leads."""

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.access import classrooms_of_teacher, schools_of_teacher
from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.actions import leave_school, remove_colleague, set_roles
from literacy.staff.models import Event
from quizzes.http.refusal import Refusal
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


def roles_of(user: User, school: School) -> set[str]:
    return set(Membership.objects.filter(user=user, school=school).values_list("role", flat=True))


def test_a_lead_changes_what_a_colleague_is(client: Client, ada: User, edda: User, school: School) -> None:
    sign_in(client, ada)
    address = reverse("colleague", args=[school.pk, edda.pk])
    assert client.post(address, {"roles": ["teacher", "lead"]}).headers["Location"] == address
    assert roles_of(edda, school) == {"teacher", "lead"}
    event = Event.objects.get()
    assert (event.kind, event.by, event.about) == ("roles", ada, "Edda")


def test_nothing_is_written_down_when_nothing_changes(ada: User, edda: User, school: School) -> None:
    set_roles(school=school, colleague=edda, roles=["editor"], by=ada)
    assert not Event.objects.exists()


@pytest.mark.parametrize("roles", [[], ["headmaster"]])
def test_a_colleague_without_a_role_is_refused(
    client: Client, ada: User, edda: User, school: School, roles: list[str]
) -> None:
    sign_in(client, ada)
    page = client.post(reverse("colleague", args=[school.pk, edda.pk]), {"roles": roles})
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert roles_of(edda, school) == {"editor"}


def test_the_last_lead_stays_one(client: Client, ada: User, school: School) -> None:
    with pytest.raises(Refusal):
        set_roles(school=school, colleague=ada, roles=["teacher"], by=ada)
    with pytest.raises(Refusal):
        leave_school(school=school, user=ada)
    with pytest.raises(Refusal):
        remove_colleague(school=school, colleague=ada, by=ada)
    assert roles_of(ada, school) == {"lead"}
    sign_in(client, ada)
    assert client.post(reverse("leave_school", args=[school.pk])).status_code == 409


def test_with_a_second_lead_the_first_may_go(client: Client, ada: User, edda: User, school: School) -> None:
    set_roles(school=school, colleague=edda, roles=["lead"], by=ada)
    sign_in(client, ada)
    client.post(reverse("leave_school", args=[school.pk]))
    assert roles_of(ada, school) == set()
    with pytest.raises(Refusal):
        leave_school(school=school, user=edda)


def test_who_is_no_teacher_any_more_leaves_the_classes_and_nothing_else(
    ada: User, cor: User, tess: User, classroom: Classroom, school: School
) -> None:
    set_roles(school=school, colleague=cor, roles=["editor"], by=ada)
    assert list(classroom.teachers.all()) == [tess]


def test_removing_a_colleague_asks_first_and_keeps_account_class_and_pupils(
    client: Client, ada: User, tess: User, sam: User, classroom: Classroom, school: School
) -> None:
    sign_in(client, ada)
    address = reverse("remove_colleague", args=[school.pk, tess.pk])
    assert "2B" in client.get(address).content.decode()
    assert roles_of(tess, school) == {"teacher"}
    client.post(address)
    assert roles_of(tess, school) == set()
    assert User.objects.filter(pk=tess.pk).exists()
    assert classroom.enrolments.get().user == sam
    assert not classroom.teachers.exists()
    assert not classrooms_of_teacher(tess).exists()


def test_removed_from_one_school_somebody_stays_at_another(
    ada: User, tess: User, school: School, nora: User
) -> None:
    other = School.objects.get(name="Het Baken")
    room = Classroom.objects.create(school=other, name="9Z", code="OTHER2")
    room.teachers.add(tess)
    Membership.objects.create(school=other, user=tess, role=Membership.Role.TEACHER)
    remove_colleague(school=school, colleague=tess, by=ada)
    assert roles_of(tess, other) == {"teacher"}
    assert list(classrooms_of_teacher(tess)) == [room]


def test_an_editor_decides_about_clips_and_makes_no_classes(
    client: Client, edda: User, school: School
) -> None:
    sign_in(client, edda)
    assert not schools_of_teacher(edda).exists()
    assert client.post(reverse("new_classroom", args=[school.pk]), {"name": "X"}).status_code == 404
    assert client.get(reverse("reports")).status_code == 200
    assert client.get(reverse("library")).status_code == 200
    assert client.get(reverse("studio_school", args=[school.pk])).status_code == 200
    assert reverse("new_classroom", args=[school.pk]) not in client.get(reverse("home")).content.decode()


def test_in_the_demo_school_everybody_stays_what_they_are(ada: User, edda: User, school: School) -> None:
    School.objects.update(is_demo=True)
    with pytest.raises(Refusal):
        set_roles(school=school, colleague=edda, roles=["lead"], by=ada)
    with pytest.raises(Refusal):
        remove_colleague(school=school, colleague=edda, by=ada)
    assert roles_of(edda, school) == {"editor"}
