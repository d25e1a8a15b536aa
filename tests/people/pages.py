"""Pages about accounts of adults, for `tests.pages`: name, address, who is signed in, status."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from literacy.people.email_change import token_for

Get = Callable[[str], Any]
Entry = tuple[str, Callable[[Get], str], str, int]


def _named(name: str, who: str = "") -> Entry:
    return (name, lambda get: reverse(name), who, 200)


def _new_address(get: Get) -> str:
    """What the mail to somebody's new address leads to."""
    return reverse("email_link", args=[token_for(get("tess"), "new@delinde.example")])


ACCOUNT_PAGES: tuple[Entry, ...] = (
    _named("account_login"),
    _named("account_signup"),
    _named("account_reset_password"),
    _named("account_reset_password_done"),
    _named("account_email_verification_sent"),
    _named("account_inactive"),
    _named("account", "tess"),
    _named("account_change_password", "tess"),
    _named("usersessions_list", "tess"),
    _named("account_logout", "tess"),
    ("link to a new address", _new_address, "", 200),
    ("link that is over", lambda get: reverse("email_link", args=["nothing"]), "", 410),
)
