"""Who guesses an adult's password waits: one account from one address, so that a school is never locked out by one of its own."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from literacy.people.models import User


class AdultsHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """axes' own way, for adults only: a class of pupils that comes in by its codes costs it no query."""

    def user_logged_in(self, sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        if not user.is_pupil:
            super().user_logged_in(sender, request, user, **kwargs)

    def user_logged_out(self, sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
        """Nothing is written down when somebody goes."""


def typed_address(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The e-mail address that was typed, as the account has it: neither case nor spaces make another account of it.

    allauth names it `email`, the admin and Django `username`; at a sign-in without either, what stands in the form.
    """
    given = credentials or {}
    typed = given.get("email") or given.get("username")
    if not typed and request is not None:
        typed = request.POST.get("login") or request.POST.get("username")
    return str(typed or "").strip().lower()[:255]


def locked_out(request: HttpRequest, *_given: object) -> HttpResponse:
    """The page that asks somebody to wait."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "account/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    add_never_cache_headers(response)
    return response
