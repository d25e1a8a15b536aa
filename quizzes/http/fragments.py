"""When a view answers with a fragment instead of the whole page."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """True when htmx asks for a part: not a boosted link, and not a page restored from history."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def vary_on_fragment(response: HttpResponse) -> HttpResponse:
    """Mark a response that exists both as page and as fragment, so that no cache mixes them up."""
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response
