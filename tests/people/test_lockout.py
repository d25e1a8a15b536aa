"""Who guesses passwords waits; nobody else does, not even at the same address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from literacy.people.models import User
from tests.pages import sign_in

pytestmark = pytest.mark.django_db
LIMIT = 10


def attempt(client: Client, email: str, password: str = "a guess", address: str = "192.0.2.7") -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address)


def lock(email: str, address: str = "192.0.2.7") -> Any:
    for _guess in range(LIMIT - 1):
        assert attempt(Client(), email, address=address).status_code == 200
    return attempt(Client(), email, address=address)


def test_after_ten_wrong_passwords_a_page_of_our_own_asks_to_wait(tess: User) -> None:
    page = lock(tess.email or "")
    assert page.status_code == 429
    assert int(page.headers["Retry-After"]) == 15 * 60
    assert "<h1>" in page.content.decode()
    assert "css/site.css" in page.content.decode()


def test_while_it_waits_the_right_password_opens_nothing_either(client: Client, tess: User) -> None:
    lock(tess.email or "")
    assert attempt(client, tess.email or "", "long enough for tess").status_code == 429
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "spelling", ["TESS@delinde.example", " tess@delinde.example", "Tess@DeLinde.Example "]
)
def test_another_spelling_of_the_address_is_the_same_account(tess: User, spelling: str) -> None:
    lock(tess.email or "")
    assert attempt(Client(), spelling, "long enough for tess").status_code == 429


def test_a_colleague_at_the_same_address_comes_in_meanwhile(client: Client, tess: User, ada: User) -> None:
    lock(tess.email or "")
    assert attempt(client, ada.email or "", "long enough for ada").status_code == 302


def test_the_owner_comes_in_from_elsewhere_meanwhile(client: Client, tess: User) -> None:
    lock(tess.email or "")
    assert attempt(client, tess.email or "", "long enough for tess", "198.51.100.9").status_code == 302


def test_a_whole_school_that_errs_twice_each_in_one_minute_comes_in(school: object) -> None:
    """Twenty adults at one address: forty wrong passwords, then twenty right ones."""
    people = [User.objects.create_user(f"t{n}@delinde.example", "long enough for all") for n in range(20)]
    for person in people:
        for _error in range(2):
            assert attempt(Client(), person.email or "").status_code == 200
    for person in people:
        assert attempt(Client(), person.email or "", "long enough for all").status_code == 302


def test_after_a_quarter_of_an_hour_it_is_over(client: Client, tess: User) -> None:
    lock(tess.email or "")
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        assert attempt(client, tess.email or "", "long enough for tess").status_code == 302
        assert not AccessAttempt.objects.exists()


def test_a_right_password_forgets_the_wrong_ones(tess: User) -> None:
    for _round in range(3):
        for _guess in range(LIMIT - 2):
            attempt(Client(), tess.email or "")
        assert attempt(Client(), tess.email or "", "long enough for tess").status_code == 302


def test_one_account_guessed_from_many_addresses_is_closed_to_guessers_too(tess: User) -> None:
    """Sixty an hour for one account, wherever they come from."""
    for number in range(61):
        page = attempt(Client(), tess.email or "", address=f"198.51.100.{number}")
    assert page.status_code == 200
    late = Client()
    attempt(late, tess.email or "", "long enough for tess", "203.0.113.1")
    assert "_auth_user_id" not in late.session


def test_no_password_that_was_typed_is_kept_and_nobody_who_came_in(tess: User, client: Client) -> None:
    attempt(Client(), tess.email or "", "my other password")
    row = AccessAttempt.objects.get()
    assert "my other password" not in f"{row.post_data}{row.get_data}"
    attempt(client, tess.email or "", "long enough for tess")
    assert not AccessLog.objects.exists()


def test_a_pupil_who_comes_in_costs_the_locks_no_query(client: Client, sam: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        sign_in(client, sam)
    assert queries.captured_queries
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert not any(table in asked for table in ("axes_", "usersessions_", "mfa_", "classroom_school"))


def test_the_administration_has_no_door_without_these_locks(client: Client, steff: User) -> None:
    """Its own sign-in would ask for no second factor; whoever comes there is sent to the site's."""
    answer = client.get(reverse("admin:login"))
    assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))
    answer = client.post(
        reverse("admin:login"), {"username": steff.email, "password": "long enough for steff"}
    )
    assert "_auth_user_id" not in client.session
    sign_in(client, steff)
    assert client.get(reverse("admin:index")).status_code == 200


def test_an_adult_who_keeps_no_site_finds_no_administration(client: Client, tess: User) -> None:
    sign_in(client, tess)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403
