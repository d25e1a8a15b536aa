"""How accounts of adults are made and let in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from literacy.people.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's own way, with the site's two rules added."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Nobody of the demo school gets in once the demo is over: its passwords were on the front page."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and user.is_demo and not settings.DEMO:
            return None
        return user

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")
