"""Forms of people."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from literacy.people.models import User


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )


class AdultSignupForm(SignupForm):  # type: ignore[misc]
    """An adult's sign-up; a school is begun, or an invitation accepted, on the page after it."""

    name = _name_field()
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "At least ten characters. A short sentence is easy to remember."
        )

    def save(self, request: HttpRequest) -> User:
        return _named(super().save(request), self.cleaned_data["name"])


class OpenIdSignupForm(SocialSignupForm):  # type: ignore[misc]
    """What is still to be told by somebody whose provider vouches for no e-mail address."""

    name = _name_field()
    field_order = ["name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["name"].initial = self.sociallogin.user.name

    def save(self, request: HttpRequest) -> User:
        return _named(super().save(request), self.cleaned_data["name"])


class NameForm(forms.Form):
    """The name by which colleagues know somebody."""

    name = _name_field()


def _named(user: User, name: str) -> User:
    user.name = name
    user.save(update_fields=["name"])
    return user


class EmailForm(forms.Form):
    """The address with which somebody wants to sign in from now on."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your new address."),
            "invalid": _("That is not an e-mail address."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
