"""A note on the device about who came in here last: a signed cookie that lets nobody in, but counts its tries apart."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from literacy.classroom.models import Enrolment

_COOKIE = "been-here"
_SALT = "literacy.classroom.device"
_SECONDS = 60 * 60 * 24 * 200
_MOST = 8  # classes that one shared laptop remembers


def known_place(request: HttpRequest, classroom_id: int) -> int:
    """The enrolment that last came into this class on this device; 0 for none."""
    return _read(request).get(str(classroom_id), 0)


def remember(request: HttpRequest, response: HttpResponse, place: Enrolment) -> None:
    """Write on the device that this place was opened here."""
    key = str(place.classroom_id)
    others = {room: enrolment for room, enrolment in _read(request).items() if room != key}
    kept = dict(list(others.items())[-(_MOST - 1) :]) | {key: place.pk}
    response.set_cookie(
        _COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_SECONDS,
        path="/join/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _read(request: HttpRequest) -> dict[str, int]:
    try:
        kept: dict[str, int] = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return {}
    return kept
