"""The designed pages for what goes wrong."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.http import reswap, retarget

from quizzes.attempts.carried import said_again
from quizzes.attempts.outbox import RENEW, from_outbox, tell_outbox


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


class MethodMiddleware:
    """Says in words that an address takes only what a button sends, where the answer would be an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = render(request, "errors/405.html", status=405)
        page["Allow"] = response.get("Allow", "POST")
        add_never_cache_headers(page)
        return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old; one that holds an answer is shown again with a new token, for its learner to send."""
    said = said_again(request)
    context = {"said": said, "is_answer": bool(said)}
    if said and request.headers.get("HX-Request") and not from_outbox(request):
        # htmx swaps nothing on an error status, so the notice travels with 200 and a target of its own.
        response = reswap(
            retarget(render(request, "attempts/_send_again.html", context), "#notices"), "innerHTML"
        )
    else:
        response = render(request, "errors/csrf.html", context, status=403)
    add_never_cache_headers(response)
    return tell_outbox(request, response, RENEW)
