"""What people type on the pages of care."""

from django import forms
from django.utils.translation import gettext_lazy as _

from literacy.care.models import Look
from literacy.care.models.clock import CEILING, FLOOR

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClockForm(forms.Form):
    months = forms.IntegerField(
        min_value=FLOOR,
        max_value=CEILING,
        error_messages={
            "required": _("Say how many months."),
            "invalid": _("Say how many months, as a whole number."),
            "min_value": _("Choose from 1 to 36 months."),
            "max_value": _("Choose from 1 to 36 months."),
        },
    )


class LooksForm(forms.Form):
    """Every field may be empty; what cannot be read counts as empty."""

    q = forms.CharField(required=False, max_length=80)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *Look.Kind.choices])
    since = forms.DateField(required=False, widget=_DATE)
    until = forms.DateField(required=False, widget=_DATE)
    sort = forms.ChoiceField(required=False, choices=[("new", ""), ("old", ""), ("who", "")])
