"""An answer sent by a form when its learner was not signed in any more: that browser carries it until they are back.

It travels in a cookie that the site alone can read, for this sitting's pages alone, and for a school day at most. The form
names its learner by the key that the outbox uses, which only a page made for them holds; the answer is taken when that very
learner opens the sitting, and stays shut for everybody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import reswap, retarget

from quizzes.attempts.forms import read_envelope
from quizzes.attempts.outbox import from_outbox, owner_key
from quizzes.attempts.taker import taker_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.sealing import cipher_for

COOKIE = "answer"
SECONDS = 8 * 60 * 60
LONGEST = 2000  # characters of an answer; a browser drops a cookie of more than 4096 bytes
ASIDE = ("csrfmiddlewaretoken", "owner", "door")
"""What a form says besides the answer: it is not kept."""

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Carried:
    """An answer on its way: whose it is, to which place of which sitting, and what the form said, as it was sent."""

    owner: str
    sitting: str
    position: int
    said: str


def carries_answer(view: View) -> View:
    """For the view that takes answers: one whose learner is not signed in here is given to the browser to carry."""

    @wraps(view)
    def carrying(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
        owner = request.POST.get("owner", "")
        if (
            from_outbox(request)
            or not owner
            or _is_here(request, owner)
            or read_envelope(request.POST) is None
        ):
            return view(request, sitting_id=sitting_id, position=position)
        said = request.POST.copy()
        for name in ASIDE:
            said.pop(name, None)
        carried = Carried(owner, str(sitting_id), position, said.urlencode())
        if len(carried.said) > LONGEST:
            return view(request, sitting_id=sitting_id, position=position)
        return _come_in(request, carried, _door(request))

    return carrying


def carried_here(request: HttpRequest, sitting_id: UUID) -> Carried | None:
    """The answer to this sitting that the browser carries for whoever is signed in; None where there is none."""
    carried = _opened(request, sitting_id)
    return carried if carried is not None and _is_here(request, carried.owner) else None


def set_down(response: HttpResponse, sitting_id: UUID) -> HttpResponse:
    """Let the browser forget what it carried, now that it has arrived."""
    response.delete_cookie(COOKIE, path=_path(sitting_id), samesite="Lax")
    return response


def said_again(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form with an answer said, to be put into a form again; empty for any other form."""
    match = request.resolver_match
    if match is None or match.url_name != "answer" or read_envelope(request.POST) is None:
        return []
    return [(name, each) for name, said in request.POST.lists() if name != ASIDE[0] for each in said]


def _come_in(request: HttpRequest, carried: Carried, door: str) -> HttpResponse:
    """Says that the answer waits, and where to come in again; a guest who is not known any more cannot."""
    sitting_id = UUID(carried.sitting)
    context = {"door": door, "back": reverse("place", args=[sitting_id, carried.position])}
    if wants_fragment(request):
        # htmx swaps nothing on an error status, so the notice travels with 200 and a target of its own.
        notice = render(request, "attempts/_come_in.html", context)
        response = reswap(retarget(notice, "#notices"), "innerHTML")
    else:
        response = render(request, "attempts/come_in.html", context, status=401)
        response["WWW-Authenticate"] = "Session"
    before = _opened(request, sitting_id)
    is_same = before is not None and (before.owner, before.position) == (carried.owner, carried.position)
    if door and not is_same:  # of two answers to one place the first counts, here as everywhere
        response.set_cookie(
            COOKIE, _cipher().encrypt(json.dumps(asdict(carried)).encode()).decode(), max_age=SECONDS,
            path=_path(sitting_id), secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax",
        )  # fmt: skip
    return vary_on_fragment(response)


def _opened(request: HttpRequest, sitting_id: UUID) -> Carried | None:
    sealed = request.COOKIES.get(COOKIE)
    if not sealed:
        return None
    try:
        found: dict[str, Any] = json.loads(_cipher().decrypt(sealed, ttl=SECONDS))
    except InvalidToken:  # too old, or not this site's
        return None
    carried = Carried(**found)
    return carried if carried.sitting == str(sitting_id) else None


def _is_here(request: HttpRequest, owner: str) -> bool:
    here = owner_key(taker_of(request))
    return bool(here) and constant_time_compare(owner, here)


def _door(request: HttpRequest) -> str:
    """Where the learner came in, as their page named it: an address of this site, or empty."""
    door = request.POST.get("door", "")
    return door if door.startswith("/") and url_has_allowed_host_and_scheme(door, None) else ""


def _path(sitting_id: UUID) -> str:
    return reverse("sitting", args=[sitting_id])


def _cipher() -> Any:
    return cipher_for(b"second-look carried answer")
