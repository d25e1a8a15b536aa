"""The pages on which an adult changes the address they sign in with."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.people.email_change import LINK_HOURS, Wish, ask_for_email, change_email, is_taken, wish_in
from literacy.people.forms import EmailForm
from literacy.people.mail import can_mail
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def new_email(request: SignedInRequest) -> HttpResponse:
    """Asks for the new address and sends a link there. Where no mail leaves the site, it changes at once."""
    form = EmailForm(request.POST or None)
    sent, sentence, status = "", "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if not can_mail():
                    return _change_at_once(request, form.cleaned_data["email"])
                sent, status = form.cleaned_data["email"], 200
                ask_for_email(
                    user=request.user,
                    email=sent,
                    link_for=lambda token: request.build_absolute_uri(reverse("email_link", args=[token])),
                )
            except Refusal as refusal:
                sent, sentence, status = "", refusal.sentence, refusal.status
    verified = EmailAddress.objects.filter(user=request.user, email=request.user.email, verified=True)
    context = {
        "form": form,
        "sent": sent,
        "sentence": sentence,
        "hours": LINK_HOURS,
        "is_verified": verified.exists(),
    }
    return render(request, "account/email_change.html", context, status=status)


def _change_at_once(request: SignedInRequest, email: str) -> HttpResponse:
    if email == request.user.email:
        raise Refusal(_("That is your address already."), status=422)
    change_email(wish=Wish(request.user, email), is_confirmed=False)
    messages.success(request, _("You sign in with %(email)s from now on.") % {"email": email}, "good")
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def email_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail to the new address: asks once more, so that no mail program changes it by looking, and changes it."""
    wish = wish_in(token)
    if wish is None:
        return render(request, "account/email_link.html", status=410)
    taken = is_taken(wish.email, wish.user)
    if request.method == "POST" and not taken:
        change_email(wish=wish)
        told = _("You sign in with %(email)s from now on.") % {"email": wish.email}
        messages.success(request, told, "good")
        return redirect("account" if request.user.is_authenticated else "account_login")
    return render(request, "account/email_link.html", {"wish": wish, "taken": taken, "token": token})
