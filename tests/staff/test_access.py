"""Who finds which page of a school's staff: by role, and never across schools."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.models import Invitation
from tests.pages import sign_in
from tests.staff.made import make_invitation

pytestmark = pytest.mark.django_db
LEADS_ONLY = [
    "school_settings",
    "school_record",
    "staff",
    "colleague",
    "remove_colleague",
    "invitations",
    "send_invitation_again",
    "withdraw_invitation",
    "teach_class",
]
MEMBERS = ["school", "leave_school"]
TEACHERS = ["class_teachers", "remove_teacher"]
SEES = {
    "ada": LEADS_ONLY + MEMBERS,
    "tess": MEMBERS + TEACHERS,
    "cor": MEMBERS + TEACHERS,
    "edda": MEMBERS,
    "otto": [],
    "nora": [],
    "sam": [],
    "steff": [],
}
ACTS_ONLY = {"send_invitation_again", "withdraw_invitation", "teach_class"}


@pytest.fixture
def address(school: School, ada: User, cor: User, classroom: Classroom) -> dict[str, str]:
    invitation = make_invitation(school, ada)
    arguments = {
        "colleague": [school.pk, cor.pk],
        "remove_colleague": [school.pk, cor.pk],
        "send_invitation_again": [invitation.pk],
        "withdraw_invitation": [invitation.pk],
        "teach_class": [classroom.pk],
        "class_teachers": [classroom.pk],
        "remove_teacher": [classroom.pk, cor.pk],
    }
    names = LEADS_ONLY + MEMBERS + TEACHERS
    return {name: reverse(name, args=arguments.get(name, [school.pk])) for name in names}


@pytest.mark.parametrize("who", SEES)
def test_everybody_finds_what_is_theirs_and_nothing_else(
    client: Client, address: dict[str, str], request: pytest.FixtureRequest, who: str
) -> None:
    user = request.getfixturevalue(who)
    sign_in(client, user)
    before = (Membership.objects.count(), Invitation.objects.open().count())
    for name, url in address.items():
        if name in SEES[who]:
            if name not in ACTS_ONLY:
                assert client.get(url).status_code == 200, f"{who} does not find {name}"
        else:
            answers = {client.post(url).status_code, client.get(url).status_code}
            assert 404 in answers and answers <= {404, 405}, f"{who} finds {name}: {answers}"
    assert (Membership.objects.count(), Invitation.objects.open().count()) == before


def test_the_lead_of_another_school_finds_nothing_of_this_one(
    client: Client, address: dict[str, str], nora: User
) -> None:
    Membership.objects.filter(user=nora).update(role=Membership.Role.LEAD)
    sign_in(client, nora)
    for url in address.values():
        assert 404 in {client.get(url).status_code, client.post(url).status_code}, url
    own = School.objects.get(name="Het Baken")
    assert client.get(reverse("staff", args=[own.pk])).status_code == 200
    cor = User.objects.get(name="Cor")
    assert client.get(reverse("colleague", args=[own.pk, cor.pk])).status_code == 404


def test_a_visitor_is_sent_to_the_sign_in(client: Client, address: dict[str, str]) -> None:
    for url in address.values():
        assert client.post(url).headers["Location"].startswith(reverse("account_login"))


def test_who_has_roles_in_two_schools_sees_one_at_a_time(
    client: Client, tess: User, nora: User, classroom: Classroom
) -> None:
    other = School.objects.get(name="Het Baken")
    Membership.objects.create(school=other, user=tess, role=Membership.Role.LEAD)
    Classroom.objects.create(school=other, name="9Z", code="OTHER2").teachers.add(tess)
    sign_in(client, tess)
    both = client.get(reverse("home")).content.decode()
    assert "2B" in both and "9Z" in both
    one = client.get(reverse("home") + f"?school={other.pk}").content.decode()
    assert "2B" not in one and "9Z" in one
    assert client.get(reverse("staff", args=[other.pk])).status_code == 200
    assert client.get(reverse("staff", args=[classroom.school_id])).status_code == 404
