"""Who pays for what is made during a request: the person signed in, or a guest and the address they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from quizzes.http.address import visitor_address

GUESTS_OF_AN_ADDRESS = 5
"""So many persons' budgets are for all guests of one address: a class on a school's wifi is one address."""

ShelfFinder = Callable[[Any], str]
_finders: list[ShelfFinder] = []


@dataclass(frozen=True)
class Payer:
    """Somebody with a budget of `budget_ms` thousandths of a processor second; `key` is a digest."""

    key: str
    budget_ms: int


def register_shelf_finder(finder: ShelfFinder) -> None:
    """Have a person's school found by whoever knows schools; this room does not."""
    if finder not in _finders:
        _finders.append(finder)


def payers_of(request: HttpRequest) -> tuple[Payer, ...]:
    """Return whose budgets a request is charged to, the person's first.

    A guest may throw their session away and come as somebody new, so their address pays too.
    """
    budget = 1000 * int(settings.LENS_SECONDS)
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return (Payer(key_of_person(user.pk), budget),)
    address = Payer(_digest(f"address {visitor_address(request)}"), GUESTS_OF_AN_ADDRESS * budget)
    session = getattr(request, "session", None)
    key = session.session_key if session is not None else None
    return (Payer(_digest(f"session {key}"), budget), address) if key else (address,)


def key_of_person(user_id: int) -> str:
    """Return the digest under which what somebody asked for is counted."""
    return _digest(f"user {user_id}")


def shelf_of(request: HttpRequest) -> str:
    """Return the shelf of the visitor's school; empty for guests."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return next((shelf for finder in _finders if (shelf := finder(user))), "")


def _digest(name: str) -> str:
    return salted_hmac("quizzes.meter", name, algorithm="sha256").hexdigest()[:32]
