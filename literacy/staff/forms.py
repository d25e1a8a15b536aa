"""The forms of a school's lead."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, Membership, School


class SearchForm(forms.Form):
    """What somebody looks for in a list."""

    q = forms.CharField(required=False, max_length=80)
    sort = forms.CharField(required=False, max_length=20)
    role = forms.CharField(required=False, max_length=20)


class RolesForm(forms.Form):
    """What somebody is to be in the school."""

    roles = forms.MultipleChoiceField(choices=Membership.Role.choices, required=False)


class InviteForm(RolesForm):
    """Whom to invite, as what, and for which class."""

    emails = forms.CharField(max_length=10_000, required=False)
    classroom = forms.ModelChoiceField(
        queryset=Classroom.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the classes of this school.")},
    )

    def __init__(self, school: School, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classroom"].queryset = (  # type: ignore[attr-defined]
            Classroom.objects.filter(school=school, archived_at=None).order_by("name")
        )

    def addresses(self) -> list[str]:
        """The addresses as they were typed or pasted: on lines of their own, or with commas, semicolons and spaces."""
        typed = self.cleaned_data.get("emails", "")
        for sign in ",;<>":
            typed = typed.replace(sign, " ")
        return [part for part in typed.split() if part.strip()]


class SchoolForm(forms.Form):
    """A school's settings."""

    name = forms.CharField(max_length=120, error_messages={"required": _("Give the school a name.")})
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    time_zone = forms.CharField(max_length=60)
    needs_second_factor = forms.BooleanField(required=False)

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"]).strip()
        if zone not in available_timezones():
            raise forms.ValidationError(_("Choose a time zone such as Europe/Amsterdam."))
        return zone
