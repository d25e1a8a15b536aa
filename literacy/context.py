"""What every template knows of the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration site."""
    return {"demo": settings.DEMO}
