"""The form in which a class, a group or a pupil gets more time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from literacy.assignments.moments import SchoolMoment
from literacy.classroom.given import learners_of
from literacy.classroom.models import Assignment, Enrolment, ExtraTime, Group

_WHOM = _("Choose for whom.")


class ExtendForm(forms.Form):
    """`whom` is class, group-N or learner-N; its cleaned data are what `extend_assignment` takes."""

    whom = forms.CharField(max_length=30, required=False)
    opens_at = SchoolMoment(later=False)
    due_at = SchoolMoment(later=True)
    extra_time = forms.ChoiceField(choices=ExtraTime.choices, required=False)
    more_attempts = forms.IntegerField(
        required=False, min_value=0, max_value=20,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Choose up to 20 attempts more.")),
    )  # fmt: skip

    def __init__(self, assignment: Assignment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, _dash, key = cleaned.pop("whom", "").partition("-")
        group: Group | None = None
        learner: Enrolment | None = None
        if kind == "group" and key.isdecimal():
            group = self.assignment.classroom.groups.filter(pk=int(key[:12])).first()
        elif kind == "learner" and key.isdecimal():
            learner = learners_of(self.assignment).select_related("user").filter(pk=int(key[:12])).first()
        if group is None and learner is None and kind != "class":
            raise forms.ValidationError(_WHOM)
        cleaned["more_attempts"] = cleaned.get("more_attempts") or 0
        return cleaned | {"group": group, "enrolment": learner}
