"""What arrives when somebody reports a clip."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.reports.models import Report

LONGEST = 1000


class ReportForm(forms.Form):
    """One reason, and words where somebody has any."""

    reason = forms.ChoiceField(
        choices=Report.Reason.choices,
        error_messages={
            "required": _("Choose what is wrong with the clip."),
            "invalid_choice": _("Choose what is wrong with the clip."),
        },
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("Say it in at most %(limit_value)d characters.")},
    )
