"""The secret in the link of an invitation: long, random, and kept by nobody but whoever has the link."""

import secrets

from django.utils.crypto import salted_hmac


def new_token() -> str:
    """192 random bits, as letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(24)


def token_digest(token: str) -> str:
    """What the database keeps of a token: without the site's secret no copy of it opens anything."""
    return salted_hmac("literacy.staff.invitation", token, algorithm="sha256").hexdigest()
