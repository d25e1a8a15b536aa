"""Signs out a pupil whom nobody has heard of for a while: on a shared laptop somebody else may sit there by now."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

GRACE_SECONDS = 120
"""How much later the site signs out than the page does, which sends what waits first."""
_NOTED_EVERY_SECONDS = 60  # a session is written this often at most
_SEEN = "seen_at"


class IdleMiddleware:
    """Ends a pupil's session after `PUPIL_IDLE_MINUTES` (and two) without a request.

    What the page's own outbox holds stays on the device under the learner's key, and is sent when they come in again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        code = request.session.get("class_code")
        if code is None:
            return self.get_response(request)
        now = int(time.time())
        silent = now - int(request.session.get(_SEEN, now))
        if silent > settings.PUPIL_IDLE_MINUTES * 60 + GRACE_SECONDS:
            logout(request)
            if request.method == "GET" and not request.headers.get("HX-Request") and _wants_page(request):
                messages.info(request, out_sentence())
                door = reverse("join_class", args=[code])
                return redirect(f"{door}?{urlencode({'next': request.path})}")
        elif silent >= _NOTED_EVERY_SECONDS or _SEEN not in request.session:
            request.session[_SEEN] = now
        return self.get_response(request)


def out_sentence() -> str:
    """What somebody reads who was signed out meanwhile."""
    return _("You were away for a while, so you were signed out. What you answered is safe.")


def _wants_page(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")
