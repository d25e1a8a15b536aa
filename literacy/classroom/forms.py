"""The forms of a school."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Assignment, Classroom
from quizzes.clips.models import LIBRARY
from quizzes.items.models import Quiz


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


class AssignForm(forms.Form):
    """Which quiz a class gets, until when, for how long, and when it sees the truth."""

    quiz = forms.ModelChoiceField(
        queryset=Quiz.objects.none(),
        error_messages={"required": _("Choose a quiz."), "invalid_choice": _("Choose a quiz.")},
    )
    due_at = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Write the date and time like 2026-12-05 16:00, or leave it empty.")},
    )
    time_limit_minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=300,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            _("Write the time limit in minutes, from 1 to 300, or leave it empty for no limit."),
        ),
    )
    reveal = forms.ChoiceField(
        required=False,
        choices=[("", _("as is usual for the quiz")), *Assignment.Reveal.choices],
        error_messages={"invalid_choice": _("Choose when the class sees the truth.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reveal") == Assignment.Reveal.DUE and not (cleaned.get("due_at") or self.errors):
            self.add_error("due_at", _("Choose the date after which the truth is shown."))
        return cleaned

    def __init__(self, classroom: Classroom, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quizzes = Quiz.objects.on_shelves(LIBRARY, classroom.school.shelf)
        quizzes = quizzes.filter(assignable=True, placements__item__is_pulled=False)
        self.fields["quiz"].queryset = (  # type: ignore[attr-defined]
            quizzes.exclude(assignments__classroom=classroom).distinct().order_by("slug")
        )
