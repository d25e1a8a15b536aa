"""What adults do with their own account: their name, where they are signed in, and out of there."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from literacy.people.devices import device_name
from literacy.people.models import User
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


def test_an_adult_changes_their_name(client: Client, tess: User) -> None:
    sign_in(client, tess)
    assert client.post(reverse("account"), {"name": "Tess de Boer"}).status_code == 302
    tess.refresh_from_db()
    assert tess.name == "Tess de Boer"
    assert client.post(reverse("account"), {"name": " "}).status_code == 422


def let_in(user: User) -> Client:
    client = Client(headers={"user-agent": "a browser"})
    client.post(reverse("account_login"), {"login": user.email, "password": "long enough for tess"})
    return client


def test_signing_out_everywhere_else_ends_the_other_sessions_only(tess: User) -> None:
    here, elsewhere = let_in(tess), let_in(tess)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert page.count("a browser") == 2
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("home")).status_code == 200
    assert elsewhere.get(reverse("home")).status_code == 302


def test_one_device_is_signed_out_alone(tess: User) -> None:
    here, elsewhere, third = let_in(tess), let_in(tess), let_in(tess)
    lost = UserSession.objects.get(session_key=elsewhere.session.session_key)
    here.post(reverse("end_session", args=[lost.pk]))
    assert elsewhere.get(reverse("home")).status_code == 302
    assert here.get(reverse("home")).status_code == third.get(reverse("home")).status_code == 200


def test_nobody_signs_somebody_else_out(tess: User, client: Client, ada: User) -> None:
    device = let_in(tess)
    sign_in(client, ada)
    session = UserSession.objects.get(user=tess)
    assert client.post(reverse("end_session", args=[session.pk])).status_code == 404
    assert device.get(reverse("home")).status_code == 200


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Chrome · Chromebook"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1", "Safari · iPhone"),
        ("a browser", "a browser"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_device_has_a_name_that_its_owner_knows(said: str, name: str) -> None:
    assert device_name(said) == name


def test_nobody_sees_where_somebody_else_is_signed_in(tess: User, client: Client, ada: User) -> None:
    let_in(tess)
    sign_in(client, ada)
    assert "a browser" not in client.get(reverse("usersessions_list")).content.decode()


def test_where_a_pupil_is_signed_in_is_written_down_nowhere(client: Client, sam: User) -> None:
    sign_in(client, sam)
    client.get(reverse("home"))
    assert not UserSession.objects.filter(user=sam).exists()
