"""How accounts of adults are made, let in and told about."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from literacy.people.mail import can_mail, notice_of, send_gently
from literacy.people.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's own way, with the site's rules added."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Nobody of the demo school gets in once the demo is over: its passwords were on the front page."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and user.is_demo and not settings.DEMO:
            return None
        return user

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """One mail for every change of the ways in: what, when, from where, and what to do if it was somebody else."""
        to = email or user.email
        if (
            not to or user.is_demo or not can_mail()
        ):  # without a server it would only put addresses into a log
            return
        facts = {
            "told": notice_of(template_prefix, context or {}),
            "at": timezone.now(),
            "ip": self.get_client_ip(self.request),
            "browser": self.get_http_user_agent(self.request)[:120],
            "account": self.request.build_absolute_uri(reverse("account")),
            "reset": self.request.build_absolute_uri(reverse("account_reset_password")),
        }
        send_gently("account/email/notice", to, facts)
