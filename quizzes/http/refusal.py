"""A refusal: something a person may not do now, said in a sentence that tells them what to do instead."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.http import reswap, retarget

from quizzes.http.fragments import vary_on_fragment


class Refusal(Exception):
    """Raised by actions. `sentence` is shown to the person; `status` is the HTTP status of the page that shows it."""

    def __init__(self, sentence: str, *, status: int = 409) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class RefusalMiddleware:
    """Shows every refusal the same way: a page of its own, or a notice inside the page for htmx."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        context = {"sentence": exception.sentence}
        htmx = getattr(request, "htmx", None)
        if htmx and not htmx.history_restore_request:
            # htmx swaps nothing on an error status, so the notice travels with 200 and a target of its own.
            response = reswap(retarget(render(request, "_notice.html", context), "#notices"), "innerHTML")
        else:
            response = render(request, "refusal.html", context, status=exception.status)
        # An exception passes by the view's own cache headers, and a 410 may be kept by a browser that is told nothing.
        add_never_cache_headers(response)
        return vary_on_fragment(response)
