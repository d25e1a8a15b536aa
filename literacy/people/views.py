"""What people do with their own account, beyond allauth's own pages."""

from typing import cast

from allauth.account.views import password_change
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase

from literacy.people.requests import SignedInRequest


@login_required
def change_password(request: SignedInRequest) -> HttpResponseBase:
    """allauth's page, for those who have a password: pupils have none to change."""
    if not request.user.has_usable_password():
        raise Http404
    return cast(HttpResponseBase, password_change(request))
