"""The forms of a school."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """The name of a new school or class."""

    name = forms.CharField(max_length=60, error_messages={"required": _("Write a name first.")})


class BeginForm(forms.Form):
    """The name of a new school, and of the first class in it."""

    name = forms.CharField(max_length=120, error_messages={"required": _("Give the school a name.")})
    class_name = forms.CharField(max_length=60, required=False)


class RosterForm(forms.Form):
    """Pupils' names as they come out of a list."""

    names = forms.CharField(max_length=20_000, required=False, strip=False)
