"""What people do with their own account, beyond allauth's own pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.account.views import password_change
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.openid_connect.views import login as openid_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from literacy.people.forms import NameForm
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal

View = Callable[..., HttpResponseBase]


def for_adults(view: View) -> View:
    """For pages about an account of one's own: pupils have none, and one that a whole demo shares is left alone."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_pupil:
            raise Http404
        if request.user.is_demo and (request.method == "POST" or view is not account):
            raise Refusal(
                _("Everybody shares this sign-in of the demo, so nothing about it can be changed."),
                status=403,
            )
        return view(request, *args, **kwargs)

    return cast(View, guarded)


def change_password(request: SignedInRequest) -> HttpResponseBase:
    """allauth's page, for those who have a password."""
    if not request.user.has_usable_password():
        raise Http404
    return cast(HttpResponseBase, password_change(request))


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """Everything about somebody's own account on one page, and the change of their name."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
        messages.success(request, _("Your name is kept."), extra_tags="good")
        return redirect("account")
    kinds = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {
        "form": form,
        "is_verified": EmailAddress.objects.filter(user=request.user, verified=True).exists(),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "sessions": UserSession.objects.filter(user=request.user).count(),
        "providers": get_adapter().list_providers(request),
        "connected": SocialAccount.objects.filter(user=request.user).count(),
    }
    return render(request, "account/account.html", context, status=422 if form.errors else 200)


@require_POST
def end_session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Sign out on one device of one's own."""
    get_object_or_404(UserSession, pk=session_id, user=request.user).end()
    messages.success(request, _("You are signed out there."), extra_tags="good")
    return redirect("usersessions_list")


@never_cache
@require_GET
def begin_openid(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To a provider of OpenID Connect, at once from a page of this site; from anywhere else, somebody is asked first.

    It is a link and not a form, because the site's policy lets no form lead to another host; that no other site can
    send somebody through it unasked is what this looks at.
    """
    if not _from_here(request):
        try:
            provider = get_adapter().get_provider(request, provider=provider_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        return render(
            request, "socialaccount/login.html", {"provider": provider, "query": request.GET.urlencode()}
        )
    return cast(HttpResponseBase, openid_login(request, provider_id))


def _from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()
