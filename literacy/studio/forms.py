"""The forms of the studio; what may be said is decided by the actions, these only read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from literacy.studio.words import LICENCE_CHOICES, PEOPLE
from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.studio.actions.describe_draft import LONGEST


class ListForm(forms.Form):
    """What is looked for among the drafts: words, how far they are, and an order."""

    q = forms.CharField(required=False, max_length=80)
    state = forms.CharField(required=False, max_length=20)
    sort = forms.CharField(required=False, max_length=20)


class RightsForm(forms.Form):
    """Who made a clip, under which terms, who is in it, and whether they agree."""

    creator = forms.CharField(required=False, max_length=200, empty_value="")
    licence = forms.ChoiceField(
        choices=list(LICENCE_CHOICES.items()),
        error_messages={
            "required": _("Choose under which licence this may be used."),
            "invalid_choice": _("Choose under which licence this may be used."),
        },
    )
    people = forms.ChoiceField(
        choices=list(PEOPLE.items()),
        error_messages={
            "required": _("Say whether somebody can be recognised."),
            "invalid_choice": _("Say whether somebody can be recognised."),
        },
    )
    minors = forms.BooleanField(required=False)
    consent = forms.BooleanField(required=False)
    consent_note = forms.CharField(required=False, max_length=1000, empty_value="")


class TechniqueForm(forms.Form):
    """Which technique, and for splicing from which other draft a part is taken."""

    technique = forms.CharField(max_length=40, error_messages={"required": _("Choose what you change.")})
    second = forms.UUIDField(required=False)


class QuizForm(forms.Form):
    """The title of a new quiz, and its pairs."""

    title = forms.CharField(required=False, max_length=200, empty_value="")
    pairs = forms.ModelMultipleChoiceField(
        queryset=Pair.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("One of these clips is not published any more. Choose again.")},
    )

    def __init__(self, own: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairs"].queryset = own  # type: ignore[attr-defined]


def cleaned(form: forms.Form) -> dict[str, Any]:
    """What was filled in. Raises `Refusal` with the first thing that is wrong."""
    if not form.is_valid():
        raise Refusal(str(next(iter(form.errors.values()))[0]), status=422)
    return form.cleaned_data


def words_in(given: QueryDict) -> dict[str, Any]:
    """Read the words of a draft: fields are called `nl-title`, `en-alt` and so on; cues and difficulty besides."""
    return {
        "texts": {
            language: {name: given.get(f"{language}-{name}", "") for name in LONGEST}
            for language in LANGUAGES
        },
        "cues": given.getlist("cues"),
        "difficulty": given.get("difficulty", ""),
    }


def second_in(given: dict[str, Any]) -> UUID | None:
    """The draft from which a part is taken, if one was named."""
    second = given.get("second")
    return second if isinstance(second, UUID) else None
