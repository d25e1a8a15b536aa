"""The designed pages for what goes wrong."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from quizzes.attempts.outbox import RENEW, tell_outbox


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
    response = tell_outbox(request, render(request, "errors/csrf.html", status=403), RENEW)
    add_never_cache_headers(response)
    return response
