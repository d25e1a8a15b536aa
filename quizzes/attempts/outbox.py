"""What the browser's outbox and the site say to each other about an answer: one header each way, so that neither guesses.

The outbox sends `X-Outbox: <the learner's own key>` with an answer. The reply says in `X-Answer` what became of it:

- `kept`: it is stored, now or by an earlier sending with the same idempotency key;
- `already`: another answer to this question was there before, and that one counts;
- `incomplete`: nothing was chosen or the form made no sense; the reply asks the question again;
- `refused`: it is not stored and never will be; the reply says why, in a sentence;
- `signed-out`: whoever gave it is not signed in here; keep it until they are;
- `renew`: the page's token is too old; fetch a new one at `outbox` and send it again.

A reply without the header does not come from the player (a proxy, a wifi's sign-in page, a fault): keep it and try again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from quizzes.attempts.taker import Taker, taker_of
from quizzes.http.refusal import Refusal

OUTBOX, ANSWER = "X-Outbox", "X-Answer"
KEPT, ALREADY, INCOMPLETE, REFUSED, SIGNED_OUT, RENEW = (
    "kept", "already", "incomplete", "refused", "signed-out", "renew",
)  # fmt: skip

P = ParamSpec("P")


def owner_key(taker: Taker) -> str:
    """24 hexadecimal digits under which a browser keeps this taker's answers: the same at every sign-in, on every device.

    It is keyed with the site's secret, so that nobody can tell from it who it is. Empty for a taker who is nobody.
    """
    if not taker.is_known:
        return ""
    who = f"{taker.user_id or ''}:{taker.guest}"
    return salted_hmac("outbox", who, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()[:24]


def from_outbox(request: HttpRequest) -> bool:
    """True when the browser's outbox sent this, rather than a form or htmx."""
    return OUTBOX in request.headers


def tell_outbox(request: HttpRequest, response: HttpResponse, word: str) -> HttpResponse:
    """Say what became of the answer, where it was the outbox that sent it."""
    if from_outbox(request):
        response[ANSWER] = word
    patch_vary_headers(response, [OUTBOX])
    return response


def answers_outbox(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For the view that takes answers: what it would refuse or not find is told to the outbox in its own words.

    An answer of somebody who is not signed in here, or while somebody else is, never reaches the view.
    """

    @wraps(view)
    def answering(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not from_outbox(request):
            return view(request, *args, **kwargs)
        here = owner_key(taker_of(request))
        if not here or not constant_time_compare(request.headers[OUTBOX], here):
            response = tell_outbox(request, HttpResponse(status=401), SIGNED_OUT)
            response["WWW-Authenticate"] = "Session"
            return response
        try:
            return view(request, *args, **kwargs)
        except Http404:
            refusal = Refusal(
                _("This quiz is not here any more, so your last answer is not saved."), status=404
            )
        except Refusal as raised:
            refusal = raised
        notice = render(
            request, "attempts/_refused.html", {"sentence": refusal.sentence, **kwargs}, status=refusal.status
        )
        return tell_outbox(request, notice, REFUSED)

    return answering
