"""The form of a series: what it is called, how many clips each test has, which lessons go between, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from literacy.assignments.actions import Plan
from literacy.assignments.moments import SchoolMoment
from literacy.classroom.models import Classroom
from literacy.classroom.own_lessons import lessons_to_give
from literacy.lessons.models import Lesson


def _number(most: int, sentence: Any, **kwargs: Any) -> forms.IntegerField:
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(min_value=1, max_value=most, required=False, error_messages=messages, **kwargs)


class SeriesForm(forms.Form):
    """What is empty is as usual: ten clips, three days for a test, two weeks for the lessons, four weeks until later."""

    title = forms.CharField(max_length=60, required=False)
    count = _number(20, _("Choose 1 to 20 clips for each test."), initial=10)
    lessons = forms.ModelMultipleChoiceField(
        queryset=Lesson.objects.none(),
        error_messages={"required": _("Choose one lesson or more to go between the tests.")},
    )
    begins_at = SchoolMoment(later=False)
    days_for_test = _number(60, _("Choose 1 to 60 days."), initial=3)
    days_for_lessons = _number(120, _("Choose 1 to 120 days."), initial=14)
    weeks_until_later = _number(26, _("Choose 1 to 26 weeks."), initial=4)

    def __init__(self, classroom: Classroom, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lessons"].queryset = lessons_to_give(classroom)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        days, weeks = cleaned.get("days_for_test") or 3, cleaned.get("weeks_until_later") or 4
        if days >= 7 * weeks:
            raise ValidationError(
                _("The later test would open before the second one is over. Choose more weeks.")
            )
        return cleaned

    def series(self) -> dict[str, Any]:
        """What `give_series` takes, of a valid form."""
        chosen = self.cleaned_data
        plan = Plan(
            begins_at=chosen["begins_at"] or timezone.now(),
            days_for_test=chosen["days_for_test"] or 3,
            days_for_lessons=chosen["days_for_lessons"] or 14,
            weeks_until_later=chosen["weeks_until_later"] or 4,
        )
        return {
            "title": chosen["title"], "lessons": list(chosen["lessons"]), "count": chosen["count"] or 10, "plan": plan,
        }  # fmt: skip
