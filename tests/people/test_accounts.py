"""Adults sign up, in and out; every page of it is ours, and pupils have no part in it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from tests.pages import sign_in

SIGN_UP = {
    "name": "Iris",
    "email": "Iris@debrug.example",
    "password1": "kijk nog een keer",
}


def test_signing_up_makes_an_adult_who_belongs_to_no_school_yet(client: Client, db: None) -> None:
    response = client.post(reverse("account_signup"), SIGN_UP)
    assert response.headers["Location"] == reverse("home")
    iris = User.objects.get(email="iris@debrug.example")
    assert iris.name == "Iris"
    assert not Membership.objects.filter(user=iris).exists()


def test_without_a_name_no_account_is_made(client: Client, db: None) -> None:
    response = client.post(reverse("account_signup"), {**SIGN_UP, "name": " "})
    assert response.status_code == 200
    assert not User.objects.exists()


def test_a_second_sign_up_with_one_address_makes_no_second_account(client: Client, tess: User) -> None:
    client.post(reverse("account_signup"), {**SIGN_UP, "email": "tess@delinde.example"})
    assert User.objects.filter(email__iexact="tess@delinde.example").count() == 1
    assert User.objects.get(email="tess@delinde.example").name == "Tess"


def test_a_school_and_its_first_class_are_begun_on_one_page(client: Client, otto: User) -> None:
    sign_in(client, otto)
    answer = client.post(
        reverse("new_school"), {"name": "De Brug", "class_name": "1A"}, headers={"accept-language": "en"}
    )
    room = Classroom.objects.get(name="1A")
    assert answer.headers["Location"] == reverse("classroom", args=[room.pk])
    assert (room.school.name, room.school.language) == ("De Brug", "en")
    assert list(room.teachers.all()) == [otto]


def test_who_begins_a_school_leads_it_and_teaches(client: Client, otto: User) -> None:
    sign_in(client, otto)
    assert client.post(reverse("new_school"), {"name": "De Brug"}).headers["Location"] == reverse("home")
    assert set(Membership.objects.filter(user=otto).values_list("role", flat=True)) == {"lead", "teacher"}


def test_no_school_is_begun_when_its_class_cannot_be(client: Client, otto: User) -> None:
    sign_in(client, otto)
    assert client.post(reverse("new_school"), {"name": "De Brug", "class_name": "x" * 61}).status_code == 422
    assert not School.objects.exists()


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_opens_nothing(client: Client, tess: User, password: str) -> None:
    response = client.post(reverse("account_login"), {"login": tess.email, "password": password})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_teacher_signs_in_and_out(client: Client, tess: User) -> None:
    client.post(
        reverse("account_login"), {"login": "TESS@delinde.example", "password": "long enough for tess"}
    )
    assert client.get(reverse("home")).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("front")
    assert client.get(reverse("home")).status_code == 302


def test_a_forgotten_password_is_chosen_anew_through_the_mail(client: Client, tess: User) -> None:
    client.post(reverse("account_reset_password"), {"email": tess.email})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link is not None
    page = client.get(link[1], follow=True)
    assert page.status_code == 200
    new = {"password1": "a new one for tess", "password2": "a new one for tess"}
    client.post(page.redirect_chain[-1][0], new, follow=True)
    assert (
        client.post(reverse("account_login"), {"login": tess.email, "password": new["password1"]}).status_code
        == 302
    )


def test_an_expired_link_says_so(client: Client, db: None) -> None:
    page = client.get(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "set-password"})
    )
    assert b"expired" in page.content or "verlopen" in page.content.decode()


def test_asking_for_an_unknown_address_tells_the_asker_nothing(client: Client, db: None) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@nowhere.example"})
    assert answer.headers["Location"] == reverse("account_reset_password_done")


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_every_page_of_accounts_is_in_the_house_style(client: Client, db: None, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert "css/school.css" in page
    assert "<h1>" in page
    assert "style=" not in page


def test_a_mail_link_of_a_confirmation_that_never_was_says_so(client: Client, db: None) -> None:
    assert "css/school.css" in client.get(reverse("account_confirm_email", args=["unknown"])).content.decode()


@pytest.mark.parametrize(
    "name", ["account_email", "account_set_password", "account_signup_by_passkey", "mfa_trust"]
)
def test_pages_the_site_has_no_use_for_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_teacher_changes_their_password(client: Client, tess: User) -> None:
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "css/school.css" in client.get(reverse("account_change_password")).content.decode()
    new = {
        "oldpassword": "long enough for tess",
        "password1": "a new one for tess",
        "password2": "a new one for tess",
    }
    assert client.post(reverse("account_change_password"), new).headers["Location"] == reverse("home")
    tess.refresh_from_db()
    assert tess.check_password("a new one for tess")


def test_a_pupil_has_no_password_to_change(client: Client, sam: User) -> None:
    client.force_login(sam, backend="literacy.people.backends.PersonalCodeBackend")
    assert client.get(reverse("account_change_password")).status_code == 404


def test_nobody_of_the_demo_school_gets_in_once_the_demo_is_over(
    client: Client, db: None, settings: Any
) -> None:
    User.objects.create_user("tess@demo.example", "tess-kijkt-twee-keer", name="Tess", is_demo=True)
    who = {"login": "tess@demo.example", "password": "tess-kijkt-twee-keer"}
    settings.DEMO = False
    assert client.post(reverse("account_login"), who).status_code == 200
    settings.DEMO = True
    assert client.post(reverse("account_login"), who).status_code == 302
