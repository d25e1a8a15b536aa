"""The form in which something is given to a class: what, for whom, when, and on which terms."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from literacy.assignments.moments import SchoolMoment
from literacy.assignments.wishes import WishesForm
from literacy.classroom.models import Assignment, Classroom, Enrolment, Group
from literacy.classroom.own_lessons import lessons_to_give
from literacy.lessons.models import Lesson
from quizzes.clips.models import LIBRARY, Pair, PairQuerySet
from quizzes.items.drawing import Wishes
from quizzes.items.models import Quiz

WHAT = [("quiz", _("A ready quiz")), ("lesson", _("A lesson")), ("drawn", _("A quiz drawn for you"))]
UNLIMITED = "unlimited"
ATTEMPTS = [
    ("1", _("one")),
    ("2", _("two")),
    ("3", _("three")),
    ("5", _("five")),
    (UNLIMITED, _("as many as they like")),
]
WAITS = [
    ("0", _("none")),
    ("10", _("10 minutes")),
    ("60", _("an hour")),
    ("1440", _("a day")),
    ("10080", _("a week")),
]
_CHOOSE = {"required": _("Choose a quiz."), "invalid_choice": _("Choose a quiz.")}


def pairs_for(classroom: Classroom) -> PairQuerySet:
    """What may be drawn for a class: the library, and what its school made."""
    return Pair.objects.on_shelves(LIBRARY, classroom.school.shelf).published()


def places_in(classroom: Classroom) -> QuerySet[Enrolment]:
    """The places of those who are in a class, by name."""
    return classroom.enrolments.filter(left_at=None).select_related("user").order_by("user__name", "pk")


class GiveForm(WishesForm):
    """What a class gets and on which terms; `assignment()` is that, unsaved."""

    what = forms.ChoiceField(choices=WHAT, required=False)
    quiz = forms.ModelChoiceField(queryset=Quiz.objects.none(), required=False, error_messages=_CHOOSE)
    lesson = forms.ModelChoiceField(
        queryset=Lesson.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose a lesson.")},
    )
    title = forms.CharField(max_length=80, required=False)
    seed = forms.CharField(max_length=32, required=False)
    groups = forms.ModelMultipleChoiceField(queryset=Group.objects.none(), required=False)
    learners = forms.ModelMultipleChoiceField(queryset=Enrolment.objects.none(), required=False)
    opens_at = SchoolMoment(later=False)
    due_at = SchoolMoment(later=True)
    late = forms.ChoiceField(choices=Assignment.Late.choices, required=False)
    late_until = SchoolMoment(later=True)
    attempts = forms.ChoiceField(choices=ATTEMPTS, required=False)
    wait_minutes = forms.ChoiceField(choices=WAITS, required=False)
    grade_rule = forms.ChoiceField(choices=Assignment.GradeRule.choices, required=False)
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
    score = forms.ChoiceField(required=False, choices=Assignment.Score.choices)

    def __init__(self, classroom: Classroom, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classroom = classroom
        quizzes = Quiz.objects.on_shelves(LIBRARY, classroom.school.shelf)
        quizzes = quizzes.filter(assignable=True, draw={}, placements__item__is_pulled=False)
        quizzes = quizzes.exclude(series__isnull=False, shelf=classroom.school.shelf)
        here = places_in(classroom)
        for name, rows in {
            "quiz": quizzes.distinct().order_by("slug"),
            "lesson": lessons_to_give(classroom),
            "groups": classroom.groups.all(),
            "learners": here,
        }.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        what = cleaned.get("what") or "quiz"
        if what in ("quiz", "lesson") and not cleaned.get(what) and what not in self.errors:
            self.add_error(what, _("Choose a quiz.") if what == "quiz" else _("Choose a lesson."))
        for name, sentence in (
            ("reveal", _("Choose the date after which the truth is shown.")),
            ("score", _("Choose the date after which the score is shown.")),
        ):
            if cleaned.get(name) == "due" and not (cleaned.get("due_at") or self.errors):
                self.add_error("due_at", sentence)
        return cleaned

    @property
    def drawn_wishes(self) -> Wishes | None:
        """What is to be drawn; None where something ready was chosen."""
        return self.wishes() if self.cleaned_data.get("what") == "drawn" else None

    @property
    def drawn_seed(self) -> str:
        """The seed that the page was shown with, or a new one."""
        return self.cleaned_data.get("seed") or secrets.token_hex(8)

    def assignment(self) -> Assignment:
        """What the valid form says, unsaved. Of a drawn quiz, the quiz is still to be drawn."""
        cleaned = self.cleaned_data
        what = cleaned["what"] or "quiz"
        attempts = cleaned["attempts"] or "1"
        late = cleaned["late"]
        return Assignment(
            classroom=self.classroom,
            quiz=cleaned["quiz"] if what == "quiz" else None,
            lesson=cleaned["lesson"] if what == "lesson" else None,
            opens_at=cleaned["opens_at"],
            due_at=cleaned["due_at"],
            late=late,
            late_until=cleaned["late_until"] if late == Assignment.Late.UNTIL else None,
            attempts=None if attempts == UNLIMITED else int(attempts),
            named="" if what == "drawn" else " ".join(cleaned["title"].split()),
            wait_minutes=int(cleaned["wait_minutes"] or 0),
            grade_rule=cleaned["grade_rule"] or Assignment.GradeRule.FIRST,
            time_limit_minutes=cleaned["time_limit_minutes"],
            reveal=cleaned["reveal"],
            score=cleaned["score"],
        )
