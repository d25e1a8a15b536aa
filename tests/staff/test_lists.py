"""The lists of a school's lead: found, sorted, on pages, and as many queries for two people as for sixty."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from literacy.staff.lists import PEOPLE_ORDERS, people_of, wishes_in
from tests.pages import sign_in
from tests.staff.made import make_colleagues, make_invitation

pytestmark = pytest.mark.django_db


def names(school: School, **query: str) -> list[str]:
    return [str(person) for person in people_of(school, wishes_in(query, PEOPLE_ORDERS), None)]


def test_people_are_found_by_name_address_and_role(
    school: School, tess: User, cor: User, ada: User, edda: User
) -> None:
    assert names(school) == ["Ada", "Cor", "Edda", "Tess"]
    assert names(school, q="TES") == ["Tess"]
    assert names(school, q="cor@delinde") == ["Cor"]
    assert names(school, role="teacher") == ["Cor", "Tess"]
    assert names(school, role="lead", q="tess") == []
    assert names(school, sort="classes")[:2] == ["Cor", "Tess"]
    assert names(school, sort="nonsense", role="nonsense") == ["Ada", "Cor", "Edda", "Tess"]


def test_somebody_with_three_roles_stands_there_once(school: School, ada: User) -> None:
    for role in ("teacher", "editor"):
        ada.memberships.create(school=school, role=role)
    assert names(school) == ["Ada"]


def test_sixty_people_stand_on_three_pages(client: Client, ada: User, school: School) -> None:
    make_colleagues(school, 60)
    sign_in(client, ada)
    pages = [client.get(reverse("staff", args=[school.pk]) + f"?page={n}") for n in (1, 2, 3)]
    assert [len(page.context["page"].object_list) for page in pages] == [25, 25, 11]


@pytest.mark.parametrize(
    ("name", "queries"), [("staff", 8), ("school", 12), ("invitations", 8), ("school_record", 5)]
)
def test_a_list_costs_as_many_queries_for_few_as_for_many(
    client: Client, ada: User, school: School, name: str, queries: int
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse(name, args=[school.pk])).status_code == 200
        return len(context)

    def fill(number: int, start: int) -> None:
        for n, colleague in enumerate(make_colleagues_from(school, number, start)):
            room = Classroom.objects.create(school=school, name=f"K{start}-{n}", code=f"K{start}x{n}")
            room.teachers.add(colleague)
            make_invitation(
                school, ada, room=room, token=f"t{start}-{n}", email=f"i{start}-{n}@delinde.example"
            )

    sign_in(client, ada)
    fill(1, 0)
    few = count()
    fill(39, 100)
    assert count() == few <= queries


def make_colleagues_from(school: School, number: int, start: int) -> list[Any]:
    users = User.objects.bulk_create(
        User(email=f"s{start}n{n}@delinde.example", name=f"Colleague {start}-{n}") for n in range(number)
    )
    for user in users:
        user.memberships.create(school=school, role="teacher")
    return users


def test_a_name_with_signs_in_it_is_shown_as_it_is(client: Client, ada: User, school: School) -> None:
    User.objects.filter(pk=ada.pk).update(name="<b>Ada</b>")
    sign_in(client, ada)
    page = client.get(reverse("staff", args=[school.pk])).content.decode()
    assert "<b>Ada</b>" not in page
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page
