"""The second step of adults: an app with codes, spare codes, and who is held to have one."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.classroom.models import School
from literacy.people.models import User
from literacy.people.second_factor import SecondFactorAdapter
from tests.pages import parse, sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "long enough for tess"


def code_now(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def let_in(client: Client, user: User) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def set_up_app(client: Client, user: User) -> str:
    """Sign in, prove it again, scan the code; answers with the key in it."""
    let_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'class="secret">(\w+)<', page)
    assert found is not None
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(found[1])})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return found[1]


def test_changing_it_asks_for_the_password_once_more(client: Client, tess: User) -> None:
    let_in(client, tess)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        answer = client.get(reverse(name))
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_square_is_a_picture_in_the_page_without_style_or_script(client: Client, tess: User) -> None:
    let_in(client, tess)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    document, errors = parse(page)
    assert errors == []
    square = document.find(".//*[@class='qr']")
    assert square is not None and square.get("role") == "img"
    assert "<svg" in page and "style=" not in page and "data:" not in page


def test_with_an_app_the_password_alone_lets_nobody_in(client: Client, tess: User) -> None:
    secret = set_up_app(client, tess)
    client.logout()
    assert let_in(client, tess).headers["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("home")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret, 1)})
    assert client.session["_auth_user_id"] == str(tess.pk)


def test_a_spare_code_works_once(client: Client, tess: User) -> None:
    set_up_app(client, tess)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<li><code>([\w -]+)</code>", page)
    assert len(codes) == 10
    for expected in (True, False):
        client.logout()
        let_in(client, tess)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert ("_auth_user_id" in client.session) is expected


def test_guessing_codes_is_stopped(client: Client, tess: User) -> None:
    secret = set_up_app(client, tess)
    client.logout()
    let_in(client, tess)
    for _guess in range(61):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret, 1)})
    assert "_auth_user_id" not in client.session


def test_a_copy_of_the_database_gives_no_secret_away(client: Client, tess: User, settings: Any) -> None:
    secret = set_up_app(client, tess)
    kept = Authenticator.objects.filter(user=tess)
    assert all(secret not in str(row.data) for row in kept)
    sealed = SecondFactorAdapter().encrypt("a secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret of the same site, which is long enough to be one as well"
    assert SecondFactorAdapter().decrypt(sealed) == "a secret"


def test_under_another_site_secret_no_code_fits_and_nothing_breaks(
    client: Client, tess: User, settings: Any
) -> None:
    secret = set_up_app(client, tess)
    settings.SECRET_KEY = "a new secret of the same site, which is long enough to be one as well"
    late = Client()
    let_in(late, tess)
    for code in (code_now(secret, 1), code_now(""), "000000"):
        assert late.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert "_auth_user_id" not in late.session


def test_the_app_is_given_up_after_a_question(client: Client, tess: User) -> None:
    set_up_app(client, tess)
    assert "css/school.css" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=tess).exists()


@pytest.mark.parametrize(
    "name",
    [
        "account",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "usersessions_list",
        "account_reauthenticate",
    ],
)
def test_a_pupil_has_no_account_to_look_after(client: Client, sam: User, name: str) -> None:
    sign_in(client, sam)
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ["mfa_index", "usersessions_list", "account_change_password"])
def test_a_sign_in_that_everybody_shares_is_left_alone(client: Client, tess: User, name: str) -> None:
    User.objects.filter(pk=tess.pk).update(is_demo=True)
    tess.refresh_from_db()
    sign_in(client, tess)
    assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse("account"), {"name": "Vandal"}).status_code == 403
    assert client.get(reverse("account")).status_code == 200


def ask(school: School) -> None:
    school.needs_second_factor = True
    school.save()


def test_a_school_that_asks_for_it_leads_its_adults_there(client: Client, tess: User, school: School) -> None:
    ask(school)
    let_in(client, tess)
    assert client.get(reverse("home")).headers["Location"] == reverse("mfa_index")
    assert client.post(reverse("new_classroom", args=[school.pk]), {"name": "X"}).status_code == 302
    assert not school.classrooms.exists()
    assert client.get(reverse("mfa_index")).status_code == 200
    set_up_app(client, tess)
    assert client.get(reverse("home")).status_code == 200


def test_it_cannot_be_given_up_again_unnoticed(client: Client, tess: User, school: School) -> None:
    ask(school)
    set_up_app(client, tess)
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(reverse("home")).headers["Location"] == reverse("mfa_index")


def test_those_who_are_signed_in_are_reached_within_ten_minutes(
    client: Client, tess: User, school: School
) -> None:
    let_in(client, tess)
    ask(school)
    assert client.get(reverse("home")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=True):
        assert client.get(reverse("home")).headers["Location"] == reverse("mfa_index")


def test_it_concerns_neither_pupils_nor_other_schools(
    client: Client, sam: User, nora: User, school: School
) -> None:
    ask(school)
    for user in (sam, nora):
        sign_in(client, user)
        assert client.get(reverse("home")).status_code == 200


def test_a_site_asks_everybody_when_it_is_set_so(
    client: Client, nora: User, sam: User, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, nora)
    assert client.get(reverse("home")).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("home"), headers={"hx-request": "true"}).headers["HX-Redirect"]
    sign_in(client, sam)
    assert client.get(reverse("home")).status_code == 200
