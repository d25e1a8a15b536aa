"""Invitations: by mail and by a link that works once, for whoever was given it, until it expires."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.staff.actions import invitations
from literacy.staff.models import Event, Invitation
from quizzes.http.throttle import Limit
from tests.pages import sign_in
from tests.staff.made import TOKEN, make_invitation

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/invitation/[\w-]+/)")


def invite(client: Client, school: School, emails: str = "new@delinde.example", **more: Any) -> Any:
    data = {"emails": emails, "roles": ["teacher"]} | more
    return client.post(reverse("invitations", args=[school.pk]), data)


def link_in(page: Any) -> str:
    found = LINK.findall(page.content.decode())
    assert len(found) == 1
    return str(found[0])


@pytest.fixture
def lead(client: Client, ada: User) -> Client:
    sign_in(client, ada)
    return client


def test_an_invitation_is_mailed_and_its_link_is_shown_once(lead: Client, school: School) -> None:
    page = invite(lead, school)
    letter = mail.outbox[0]
    assert letter.to == ["new@delinde.example"]
    assert link_in(page) in letter.body
    assert "De Linde" in letter.subject
    assert "Ada" in letter.body
    assert "no-store" in page.headers["Cache-Control"]
    waiting = lead.get(reverse("invitations", args=[school.pk])).content.decode()
    assert "new@delinde.example" in waiting
    assert not LINK.search(waiting)


@pytest.mark.parametrize(("language", "greeting"), [("nl", "Hallo,"), ("en", "Hello,")])
def test_the_mail_is_in_the_language_of_the_school(
    lead: Client, school: School, language: str, greeting: str
) -> None:
    School.objects.update(language=language)
    invite(lead, school)
    assert mail.outbox[0].body.strip().startswith(greeting)


def test_the_database_keeps_no_link(lead: Client, school: School) -> None:
    token = link_in(invite(lead, school)).split("/")[2]
    row = Invitation.objects.get()
    assert token not in str(vars(row))
    assert len(row.digest) == 64


def test_several_are_invited_at_once_each_by_a_link_of_their_own(lead: Client, school: School) -> None:
    page = invite(
        lead, school, "a@delinde.example, B@delinde.example;\n<a@delinde.example> c@delinde.example"
    )
    assert len(set(LINK.findall(page.content.decode()))) == 3
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"{x}@delinde.example" for x in "abc"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"emails": ""}, 422),
        ({"emails": "not-an-address"}, 422),
        ({"emails": "ok@delinde.example nonsense"}, 422),
        ({"roles": []}, 422),
        ({"roles": ["headmaster"]}, 422),
        ({"emails": "ADA@delinde.example"}, 409),
        ({"emails": " ".join(f"p{n}@delinde.example" for n in range(31))}, 422),
        ({"classroom": "987654321"}, 422),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nobody_is_invited(
    lead: Client, school: School, data: dict[str, Any], status: int
) -> None:
    page = invite(lead, school, **({"emails": "new@delinde.example"} | data))
    assert page.status_code == status
    assert 'role="alert"' in page.content.decode()
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_a_class_of_another_school_cannot_be_promised(lead: Client, school: School, nora: User) -> None:
    other = Classroom.objects.create(school=School.objects.get(name="Het Baken"), name="9Z", code="OTHER2")
    assert invite(lead, school, classroom=other.pk).status_code == 422


def test_without_a_mail_server_the_links_are_there_all_the_same(
    lead: Client, school: School, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = invite(lead, school)
    assert page.status_code == 200
    assert LINK.search(page.content.decode())
    assert Invitation.objects.open().count() == 1


def test_a_colleague_with_an_account_accepts(
    client: Client, otto: User, ada: User, school: School, classroom: Classroom
) -> None:
    make_invitation(school, ada, room=classroom, roles=["teacher", "editor"])
    address = reverse("invitation", args=[TOKEN])
    sign_in(client, otto)
    assert "De Linde" in client.get(address).content.decode()
    assert not Membership.objects.filter(user=otto).exists()
    assert client.post(address).headers["Location"] == reverse("home")
    assert set(Membership.objects.filter(user=otto).values_list("role", flat=True)) == {"teacher", "editor"}
    assert otto in classroom.teachers.all()
    event = Event.objects.get(kind="joined")
    assert "otto@elsewhere.example" in event.more  # another address than was invited: the lead reads it


def test_a_new_colleague_makes_an_account_on_the_way(client: Client, ada: User, school: School) -> None:
    make_invitation(school, ada)
    address = reverse("invitation", args=[TOKEN])
    assert f"{reverse('account_signup')}?next={address}" in client.get(address).content.decode()
    data = {"name": "New", "email": "new@delinde.example", "password1": "kijk nog een keer", "next": address}
    assert client.post(reverse("account_signup"), data).headers["Location"] == address
    client.post(address)
    assert Membership.objects.get(user__email="new@delinde.example").school == school
    assert School.objects.count() == 1


def test_it_works_once(client: Client, otto: User, nora: User, ada: User, school: School) -> None:
    make_invitation(school, ada)
    address = reverse("invitation", args=[TOKEN])
    sign_in(client, otto)
    client.post(address)
    assert client.get(address).headers["Location"] == reverse("home")
    sign_in(client, nora)
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410
    assert not Membership.objects.filter(user=nora, school=school).exists()


def test_it_expires_after_two_weeks(client: Client, otto: User, ada: User, school: School) -> None:
    make_invitation(school, ada)
    sign_in(client, otto)
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=True):
        sign_in(client, otto)
        assert client.get(reverse("invitation", args=[TOKEN])).status_code == 410
        assert client.post(reverse("invitation", args=[TOKEN])).status_code == 410
    assert not Membership.objects.filter(user=otto).exists()


def test_sent_again_it_has_a_new_link_and_the_old_one_opens_nothing(
    lead: Client, ada: User, school: School
) -> None:
    invitation = make_invitation(school, ada)
    Invitation.objects.update(expires_at=timezone.now())
    link = link_in(lead.post(reverse("send_invitation_again", args=[invitation.pk])))
    assert Client().get(reverse("invitation", args=[TOKEN])).status_code == 404
    assert Client().get(link).status_code == 200
    assert len(mail.outbox) == 1


def test_who_is_invited_twice_has_one_invitation(lead: Client, school: School) -> None:
    first, second = link_in(invite(lead, school)), link_in(invite(lead, school))
    assert Invitation.objects.count() == 1
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_withdrawn_it_opens_nothing(lead: Client, otto: User, ada: User, school: School) -> None:
    invitation = make_invitation(school, ada)
    lead.post(reverse("withdraw_invitation", args=[invitation.pk]))
    sign_in(lead, otto)
    assert lead.post(reverse("invitation", args=[TOKEN])).status_code == 410
    assert not Membership.objects.filter(user=otto).exists()


def test_a_pupil_cannot_accept(client: Client, sam: User, ada: User, school: School) -> None:
    make_invitation(school, ada)
    sign_in(client, sam)
    assert client.post(reverse("invitation", args=[TOKEN])).status_code == 403
    assert Invitation.objects.open().exists()


def test_a_wrong_link_opens_nothing(client: Client, db: None) -> None:
    assert client.get(reverse("invitation", args=["guessed"])).status_code == 404


def test_nobody_mails_the_world_from_here(
    lead: Client, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert invitations._MAILS_A_DAY.failures == 200
    few = Limit("few-invitations", failures=3, seconds=60)
    monkeypatch.setattr(invitations, "_MAILS_A_DAY", few)
    assert invite(lead, school, " ".join(f"p{n}@delinde.example" for n in range(3))).status_code == 200
    assert invite(lead, school, "one-more@delinde.example").status_code == 429
    assert len(mail.outbox) == 3


def test_from_the_demo_school_nobody_is_invited(lead: Client, school: School) -> None:
    School.objects.update(is_demo=True)
    assert invite(lead, school).status_code == 403
    assert mail.outbox == []
