"""Signed links that expire, are bound to a scope, and say nothing but a short name."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal


class LinkError(Exception):
    """A link that does not open: `expired` tells an old one from a false one."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__("expired" if expired else "false")
        self.expired = expired


def sign_link(name: str, *, scope: str) -> str:
    """A token for `name` (letters, digits, hyphens and underscores) that opens only with the same scope, for a limited time.

    The time is rounded to a quarter of the allowed time, so that a page loaded again asks for the same address
    and the browser need not fetch the clip twice.
    """
    step = settings.MEDIA_LINK_SECONDS // 4
    return _signer(scope).sign(f"{name}.{int(time.time()) // step * step:x}").replace(":", "~")


def open_link(token: str, *, scope: str) -> str:
    """The name in a token. Raises LinkError when it is false, for another scope, or too old."""
    try:
        name, made = _signer(scope).unsign(token.replace("~", ":")).rsplit(".", 1)
    except (BadSignature, ValueError):
        raise LinkError(expired=False) from None
    if time.time() > int(made, 16) + settings.MEDIA_LINK_SECONDS:
        raise LinkError(expired=True)
    return name


def opened_or_refused(token: str, *, scope: str) -> str:
    """The name in a token, for a view: Http404 for a false one, Refusal (410) with a sentence for an expired one."""
    try:
        return open_link(token, scope=scope)
    except LinkError as error:
        if error.expired:
            raise Refusal(
                _("This link to a clip has expired. Load the page again to get a new one."), status=410
            ) from None
        raise Http404 from None


def _signer(scope: str) -> Signer:
    return Signer(salt=f"media:{scope}")
