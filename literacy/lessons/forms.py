"""What arrives when somebody answers a check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    """One of the answers of a check or a poll."""

    choice = forms.CharField(error_messages={"required": _("Choose an answer first.")})

    def __init__(self, data: Any, *, block: dict[str, Any]) -> None:
        super().__init__(data)
        self.keys = {option["key"] for option in block["options"]}

    def clean_choice(self) -> str:
        """The key of one of this question's answers."""
        choice = str(self.cleaned_data["choice"])
        if choice not in self.keys:
            raise forms.ValidationError(_("Choose one of the answers."))
        return choice
