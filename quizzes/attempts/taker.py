"""Who takes a quiz: a signed-in user, or a guest known only by a random key in their session."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

_SESSION_KEY = "guest"


@dataclass(frozen=True)
class Taker:
    """Either a user's id, or the digest of a guest's session key; never both."""

    user_id: int | None = None
    guest: str = ""

    @classmethod
    def of(cls, user: Any) -> Taker:
        """The taker that a saved user is."""
        return cls(user_id=int(user.pk))

    @property
    def is_known(self) -> bool:
        return self.user_id is not None or bool(self.guest)

    def owns(self, path: str = "") -> Q:
        """Condition on sittings that belong to this taker; `path` leads to the sitting, such as `sitting__`."""
        if self.user_id is not None:
            return Q((f"{path}user", self.user_id))
        return Q((f"{path}user", None), (f"{path}guest", self.guest))


def taker_of(request: HttpRequest) -> Taker:
    """The taker behind a request; a guest without a key is nobody yet."""
    if request.user.is_authenticated:
        return Taker.of(request.user)
    key = request.session.get(_SESSION_KEY)
    return Taker(guest=_digest(key)) if key else Taker()


def welcome_guest(request: HttpRequest) -> Taker:
    """The taker behind a request, giving a guest a key when they have none."""
    taker = taker_of(request)
    if not taker.is_known:
        request.session[_SESSION_KEY] = secrets.token_urlsafe(24)
        taker = taker_of(request)
    return taker


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
