"""What every template knows of the site."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from literacy.library.access import may_browse


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration site, and (asked of the database only when used) who sees the library."""
    return {
        "demo": settings.DEMO,
        "may_browse": SimpleLazyObject(
            lambda: may_browse(request.user) if hasattr(request, "user") else False
        ),
    }
