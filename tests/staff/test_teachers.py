"""Several teachers of a class: each may do everything in it, and they look after the list together."""

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Assignment, Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.models import Event
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(school: School) -> User:
    """A teacher of the school who does not teach tess's class."""
    user = User.objects.create_user("bo@delinde.example", "long enough for bo", name="Bo")
    Membership.objects.create(school=school, user=user, role=Membership.Role.TEACHER)
    return user


def test_a_co_teacher_may_do_everything_in_the_class(
    client: Client, cor: User, sam: User, assignment: Assignment
) -> None:
    sign_in(client, cor)
    room, place = assignment.classroom, sam.enrolments.get()
    assert client.get(reverse("classroom", args=[room.pk])).status_code == 200
    assert client.get(reverse("results", args=[assignment.pk])).status_code == 200
    assert client.post(reverse("new_pupils", args=[room.pk]), {"names": "Bo"}).status_code == 200
    assert client.post(reverse("new_code", args=[place.pk])).status_code == 200


def test_a_teacher_adds_a_colleague(client: Client, tess: User, bo: User, classroom: Classroom) -> None:
    sign_in(client, tess)
    address = reverse("class_teachers", args=[classroom.pk])
    assert "Bo" in client.get(address).content.decode()
    assert client.post(address, {"teacher": bo.pk}).status_code == 302
    assert bo in classroom.teachers.all()
    assert Event.objects.get().kind == "added"
    client.post(address, {"teacher": bo.pk})
    assert classroom.teachers.count() == 2


@pytest.mark.parametrize("who", ["nora", "sam", "edda", "otto"])
def test_nobody_else_can_be_added(
    client: Client, tess: User, classroom: Classroom, request: pytest.FixtureRequest, who: str
) -> None:
    sign_in(client, tess)
    page = client.post(
        reverse("class_teachers", args=[classroom.pk]), {"teacher": request.getfixturevalue(who).pk}
    )
    assert page.status_code == 422
    assert list(classroom.teachers.all()) == [tess]


@pytest.mark.parametrize("teacher", ["", "x", "9" * 30, "-1"])
def test_no_colleague_at_all_is_refused_in_words(
    client: Client, tess: User, classroom: Classroom, teacher: str
) -> None:
    sign_in(client, tess)
    assert (
        client.post(reverse("class_teachers", args=[classroom.pk]), {"teacher": teacher}).status_code == 422
    )


def test_taking_a_colleague_out_asks_first_and_can_be_undone(
    client: Client, tess: User, cor: User, classroom: Classroom
) -> None:
    sign_in(client, tess)
    address = reverse("remove_teacher", args=[classroom.pk, cor.pk])
    assert client.get(address).status_code == 200
    assert cor in classroom.teachers.all()
    client.post(address)
    assert list(classroom.teachers.all()) == [tess]
    client.post(reverse("class_teachers", args=[classroom.pk]), {"teacher": cor.pk})
    assert cor in classroom.teachers.all()


def test_somebody_takes_themselves_out(client: Client, tess: User, cor: User, classroom: Classroom) -> None:
    sign_in(client, tess)
    assert client.post(reverse("remove_teacher", args=[classroom.pk, tess.pk])).headers[
        "Location"
    ] == reverse("home")
    assert client.get(reverse("classroom", args=[classroom.pk])).status_code == 404


def test_the_last_teacher_stays(client: Client, tess: User, classroom: Classroom) -> None:
    sign_in(client, tess)
    assert client.post(reverse("remove_teacher", args=[classroom.pk, tess.pk])).status_code == 409
    assert list(classroom.teachers.all()) == [tess]


def test_a_lead_enters_a_class_only_by_saying_so_and_it_is_written_down(
    client: Client, ada: User, sam: User, classroom: Classroom, school: School
) -> None:
    sign_in(client, ada)
    assert client.get(reverse("classroom", args=[classroom.pk])).status_code == 404
    client.post(reverse("teach_class", args=[classroom.pk]))
    assert "Sam" in client.get(reverse("classroom", args=[classroom.pk])).content.decode()
    event = Event.objects.get()
    assert (event.kind, event.by, event.about) == ("teaches", ada, "2B")
    assert "2B" in client.get(reverse("school_record", args=[school.pk])).content.decode()


def test_a_class_that_nobody_teaches_is_found_by_its_lead(
    client: Client, ada: User, classroom: Classroom, school: School
) -> None:
    classroom.teachers.clear()
    sign_in(client, ada)
    page = client.get(reverse("school", args=[school.pk]), headers={"accept-language": "en"}).content.decode()
    assert "no teacher" in page
    client.post(reverse("teach_class", args=[classroom.pk]))
    assert list(classroom.teachers.all()) == [ada]
