"""Holding adults to a second factor, where the site or one of their schools asks for one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from literacy.classroom.models import School
from literacy.people.models import User
from literacy.people.second_factor import has_second_factor

_KEY = "second_factor"
_LOOK_AGAIN_SECONDS = 600
_ALWAYS_OPEN = {"set_language", "leave", "livez", "readyz"}


class SecondFactorMiddleware:
    """Leads an adult who still has to set one up to where that is done.

    What it found is kept in the session, so that a page costs no query more; a school that asks for it from today on
    reaches those who are signed in within ten minutes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name in _ALWAYS_OPEN or request.path.startswith("/account/"):
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _has_to(request):
            return None
        to = redirect("mfa_index")
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(to.url)
        messages.info(
            request,
            _(
                "Your school asks for a second step beside your password. Set it up here, and go on to your classes."
            ),
        )
        return to


def look(request: HttpRequest, user: User) -> bool:
    """Find out whether somebody still has to set up a second factor, and keep it in the session."""
    needed = not user.is_pupil and not user.is_demo and _is_asked_of(user) and not has_second_factor(user)
    request.session[_KEY] = {"needed": needed, "at": int(time.time())}
    return needed


def _is_asked_of(user: User) -> bool:
    if settings.SECOND_FACTOR_REQUIRED:
        return True
    return School.objects.filter(memberships__user=user, needs_second_factor=True).exists()


def forget(request: HttpRequest) -> None:
    """Look again at the next page: something that it depends on has changed."""
    request.session[_KEY] = {"needed": True, "at": 0}


def _has_to(request: HttpRequest) -> bool:
    """Reads the session alone, unless there is something to look at: only an adult's sign-in leaves word there."""
    known = request.session.get(_KEY)
    if known is None or not (known["needed"] or time.time() > known["at"] + _LOOK_AGAIN_SECONDS):
        return False
    user: Any = request.user
    return bool(user.is_authenticated) and look(request, user)
