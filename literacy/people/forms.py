"""Forms of people."""

from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from literacy.people.models import User
from literacy.people.signals import adult_signed_up


class TeacherSignupForm(SignupForm):  # type: ignore[misc]
    """A teacher's sign-up: who they are and which school they begin here."""

    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    school_name = forms.CharField(
        label=_("Your school"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    field_order = ["name", "school_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "At least ten characters. A short sentence is easy to remember."
        )

    def save(self, request: HttpRequest) -> User:
        """Make the user, and let the school's room make the school: both, or neither."""
        with transaction.atomic():
            user: User = super().save(request)
            user.name = self.cleaned_data["name"]
            user.save(update_fields=["name"])
            adult_signed_up.send(sender=User, user=user, school_name=self.cleaned_data["school_name"])
        return user
