"""Signing in with a personal code, which is checked where the classroom is known."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class PersonalCodeBackend(ModelBackend):
    """Marks a session as opened by a personal code; it never signs anybody in by a password."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> None:
        return None
