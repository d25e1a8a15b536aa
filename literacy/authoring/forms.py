"""The forms of authoring; what may be kept is decided by the actions, these only read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from literacy.authoring.models import Manuscript, ManuscriptQuerySet
from literacy.authoring.words import Words
from literacy.lessons.models import Lesson
from quizzes.items.models import Quiz

_NUMBER = {"min_value": 0, "max_value": 2_000_000_000, "required": False}


class BeginForm(forms.Form):
    """A new lesson: its title and first language, or which lesson it is a copy of."""

    title = forms.CharField(max_length=200, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    lesson = forms.ModelChoiceField(queryset=Lesson.objects.none(), required=False)
    manuscript = forms.ModelChoiceField(queryset=Manuscript.objects.none(), required=False)

    def __init__(self, own: ManuscriptQuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in {"lesson": Lesson.objects.on_site(), "manuscript": own}.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("Choose one of the lessons.")


class TextForm(forms.Form):
    """What an author writes. Lengths are told by `Words`, so that nothing of what was typed is lost."""

    title = forms.CharField(required=False, strip=True, empty_value="")
    summary = forms.CharField(required=False, empty_value="")
    goals = forms.CharField(required=False, strip=False, empty_value="")
    text = forms.CharField(required=False, strip=False, empty_value="")
    base = forms.IntegerField(**_NUMBER)  # type: ignore[arg-type]
    follows = forms.IntegerField(**_NUMBER)  # type: ignore[arg-type]

    def words(self) -> Words:
        """What was typed, made clean; also where a number beside it was none."""
        self.is_valid()
        return Words.cleaned(
            **{name: str(self.data.get(name, "")) for name in ("title", "summary", "goals", "text")}
        )

    def number(self, name: str) -> int | None:
        """The version a form is about."""
        self.is_valid()
        value = self.cleaned_data.get(name)
        return value if isinstance(value, int) else None


class TermsForm(forms.Form):
    """How long a lesson takes, the quiz at its end, and who finds it."""

    minutes = forms.IntegerField(
        min_value=1,
        max_value=90,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Write the minutes as a number from 1 to 90."),
        ),
    )
    quiz = forms.ModelChoiceField(
        queryset=Quiz.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the quizzes.")},
    )
    open_to_school = forms.BooleanField(required=False)

    def __init__(self, quizzes: QuerySet[Quiz], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quiz"].queryset = quizzes  # type: ignore[attr-defined]
