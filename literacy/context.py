"""What every template knows of the site."""

from functools import partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from literacy.library.access import may_browse
from literacy.moderation.access import open_reports_for
from literacy.people.mail import can_mail


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration site, and, asked of the database only when used, who sees the library and reports."""
    return {
        "demo": settings.DEMO,
        "sends_mail": can_mail(),
        "idle_minutes": settings.PUPIL_IDLE_MINUTES,
        "may_browse": SimpleLazyObject(
            lambda: may_browse(request.user) if hasattr(request, "user") else False
        ),
        # Called by the template that asks for it, once.
        "count_reports": partial(open_reports_for, getattr(request, "user", AnonymousUser())),
    }
