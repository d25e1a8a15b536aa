"""Adults sign up, in and out; every page of it is ours, and pupils have no part in it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from literacy.classroom.models import Membership, School
from literacy.people.models import User

SIGN_UP = {
    "name": "Iris",
    "school_name": "De Brug",
    "email": "Iris@debrug.example",
    "password1": "kijk nog een keer",
}


def test_signing_up_makes_a_teacher_and_their_school(client: Client, db: None) -> None:
    response = client.post(reverse("account_signup"), SIGN_UP)
    assert response.headers["Location"] == reverse("home")
    iris = User.objects.get(email="iris@debrug.example")
    assert iris.name == "Iris"
    membership = Membership.objects.get(user=iris)
    assert (membership.school.name, membership.role) == ("De Brug", "teacher")


def test_the_codes_of_a_new_school_are_in_the_language_of_its_teacher(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), SIGN_UP, headers={"accept-language": "en"})
    assert School.objects.get(name="De Brug").language == "en"


def test_no_account_is_made_when_the_school_cannot_be(client: Client, db: None) -> None:
    response = client.post(reverse("account_signup"), {**SIGN_UP, "school_name": ""})
    assert response.status_code == 200
    assert not User.objects.exists()


def test_a_second_sign_up_with_one_address_makes_no_second_school(client: Client, tess: User) -> None:
    client.post(reverse("account_signup"), {**SIGN_UP, "email": "tess@delinde.example"})
    assert not School.objects.filter(name="De Brug").exists()


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
    "name", ["account_email", "account_set_password", "account_reauthenticate", "account_confirm_login_code"]
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


def test_guessing_one_password_is_stopped_with_a_page_of_our_own(client: Client, tess: User) -> None:
    pages = [
        client.post(reverse("account_login"), {"login": tess.email, "password": f"guess {n}"})
        for n in range(12)
    ]
    assert not any("_auth_user_id" in client.session for _page in pages)
    right = client.post(reverse("account_login"), {"login": tess.email, "password": "long enough for tess"})
    assert right.status_code != 302
