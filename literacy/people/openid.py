"""Adults who come in by OpenID Connect: what is believed of what their provider says."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from literacy.people.models import User


class OpenIdAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """allauth's own way, with three rules: providers come from the settings, an address counts only when it is verified,
    and an account that is here already is joined by its owner alone, from the inside."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        user.name = " ".join(str(name).split())[:80]
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Drop addresses nobody vouches for; send an owner of an account to its own door."""
        # Some send the word "false", which Python holds for true.
        sociallogin.email_addresses = [
            kept for kept in sociallogin.email_addresses if str(kept.verified).lower() == "true"
        ]
        for kept in sociallogin.email_addresses:
            kept.verified = True
        if sociallogin.is_existing:
            _refuse_former_demo(sociallogin.user)
            return
        addresses = [kept.email.lower() for kept in sociallogin.email_addresses]
        sociallogin.user.email = addresses[0] if addresses else None
        if sociallogin.state.get("process") == "connect":
            return
        if User.objects.filter(email__in=addresses).exists():
            messages.info(
                request,
                _(
                    "There is an account with this address already. Sign in to it with its password once; then, under "
                    "“Your account”, connect %(provider)s to it."
                )
                % {"provider": sociallogin.provider.name},
            )
            raise ImmediateHttpResponse(redirect("account_login"))


def _refuse_former_demo(user: User) -> None:
    """Nobody of the demo school gets in once the demo is over, by whatever door."""
    if user.is_demo and not settings.DEMO:
        raise ImmediateHttpResponse(redirect("account_inactive"))
