"""An adult's address changes when mail arrives at the new one, and whatever changes about the ways in is told by mail."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.people.models import User
from tests.people.test_second_factor import PASSWORD, let_in, set_up_app

pytestmark = pytest.mark.django_db
NEW = "tess@nieuw.example"


@pytest.fixture
def again(client: Client, tess: User) -> Client:
    """Tess, who gave her password a second time a moment ago."""
    let_in(client, tess)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def ask(client: Client, email: str = NEW) -> Any:
    return client.post(reverse("new_email"), {"email": email})


def link_in(message: Any) -> str:
    found = re.search(r"https?://testserver(/account/email/\S+)", message.body)
    assert found is not None
    return found[1]


def sent_to(address: str) -> list[str]:
    return [str(message.body) for message in mail.outbox if message.to == [address]]


def test_an_address_changes_by_the_link_alone_and_both_are_told(again: Client, tess: User) -> None:
    before = str(tess.email)
    assert ask(again, NEW.upper()).status_code == 200
    wish, word = mail.outbox
    assert (wish.to, word.to) == ([NEW], [before])
    assert NEW in word.body
    link = link_in(wish)
    assert again.get(link).status_code == 200
    tess.refresh_from_db()
    assert tess.email == before, "looking at the page changes nothing"

    mail.outbox.clear()
    elsewhere = Client()  # the mail is read on a telephone, where nobody is signed in
    assert elsewhere.post(link).headers["Location"] == reverse("account_login")
    tess.refresh_from_db()
    assert tess.email == NEW
    address = EmailAddress.objects.get(user=tess)
    assert (address.email, address.verified, address.primary) == (NEW, True, True)
    assert [message.to for message in mail.outbox] == [[before], [NEW]]
    assert all(before in message.body and NEW in message.body for message in mail.outbox)
    assert elsewhere.post(link).status_code == 410, "a link works once"
    answer = elsewhere.post(reverse("account_login"), {"login": NEW, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("home")


def test_the_password_is_asked_for_first(client: Client, tess: User) -> None:
    let_in(client, tess)
    answer = ask(client)
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []


@pytest.mark.parametrize("what", ["a day", "a password", "nonsense"])
def test_a_link_ends(again: Client, tess: User, what: str) -> None:
    ask(again)
    link = link_in(mail.outbox[0])
    moment = timezone.now()
    if what == "a day":
        moment += timedelta(hours=25)
    elif what == "a password":
        tess.set_password("another sentence")
        tess.save()
    else:
        link = link[:-3] + "x/"
    with time_machine.travel(moment):
        assert Client().post(link).status_code == 410
    tess.refresh_from_db()
    assert tess.email != NEW


def test_whether_an_address_is_taken_is_told_to_its_owner_alone(again: Client, tess: User, ada: User) -> None:
    taken, free = ask(again, str(ada.email)), ask(again, "tess@vrij.example")
    said = [
        page.content.decode().replace(address, "")
        for page, address in ((taken, ada.email), (free, "tess@vrij.example"))
    ]
    assert re.sub(r'value="[^"]{64}"', "", said[0]) == re.sub(r'value="[^"]{64}"', "", said[1])
    (told,) = sent_to(str(ada.email))
    assert "/account/email/" not in told


def test_an_address_that_was_taken_meanwhile_stays_where_it_is(again: Client, tess: User) -> None:
    ask(again)
    link = link_in(mail.outbox[0])
    other = User.objects.create_user(NEW, "long enough for all", name="Somebody")
    assert Client().post(link).status_code == 200
    tess.refresh_from_db()
    assert tess.email != NEW
    assert User.objects.get(email=NEW) == other


def test_without_a_mail_server_it_changes_at_once_and_nothing_is_logged(
    again: Client, tess: User, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert ask(again).headers["Location"] == reverse("account")
    tess.refresh_from_db()
    assert tess.email == NEW
    assert not EmailAddress.objects.get(user=tess).verified
    assert NEW not in capsys.readouterr().out


def test_where_no_mail_can_be_sent_nothing_changes_and_nothing_breaks(
    again: Client, tess: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: Any, **more: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
    assert ask(again).status_code == 503
    answer = again.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "quite another sentence",
            "password2": "quite another sentence",
        },
    )
    assert answer.status_code == 302
    tess.refresh_from_db()
    assert tess.check_password("quite another sentence")


def test_a_new_password_is_told_by_mail_in_the_language_of_the_page(again: Client, tess: User) -> None:
    new = "quite another sentence"
    again.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        headers={"accept-language": "nl"},
    )
    (told,) = sent_to(str(tess.email))
    assert "Je wachtwoord is veranderd." in told
    assert reverse("account_reset_password") in told
    assert new not in told


def test_a_second_step_is_told_when_it_comes_and_when_it_goes(
    client: Client, tess: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Within the request, as on a site; a test's own transaction never ends.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda then: then())
    set_up_app(client, tess)
    (come,) = sent_to(str(tess.email))
    assert "Er is een app met codes bijgekomen" in come
    mail.outbox.clear()
    client.post(reverse("mfa_deactivate_totp"))
    (gone,) = sent_to(str(tess.email))
    assert "De app met codes is van je account weggehaald" in gone


def test_nobody_sends_more_than_ten_a_day(again: Client, tess: User) -> None:
    codes = [ask(again, f"tess{number}@nieuw.example").status_code for number in range(11)]
    assert codes == [200] * 10 + [429]
