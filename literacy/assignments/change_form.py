"""The form in which a teacher changes what was given: it stands there as it is, and says what would be otherwise."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from literacy.assignments.actions import terms_of
from literacy.assignments.forms import UNLIMITED, GiveForm
from literacy.classroom.models import Assignment

SAME = "same"
_WRITTEN = "%Y-%m-%dT%H:%M"
_DATES = ("opens_at", "due_at", "late_until")


class ChangeForm(GiveForm):
    """`terms()` is what `change_assignment` takes. What is given changes only where `may_change_what`."""

    def __init__(self, assignment: Assignment, *args: Any, may_change_what: bool, **kwargs: Any) -> None:
        self.given = assignment
        self.standing = terms_of(assignment)
        super().__init__(assignment.classroom, *args, initial=self._as_it_is(), **kwargs)
        ready = [("quiz", _("Another quiz")), ("lesson", _("Another lesson"))] if may_change_what else []
        self._choices("what").choices = [(SAME, _("As it is")), *ready]
        self._offer("attempts", self.initial["attempts"])
        self._offer("wait_minutes", self.initial["wait_minutes"])
        chosen = Q(left_at=None) | Q(pk__in=self.standing["learners"])
        places = assignment.classroom.enrolments.filter(chosen)
        self.fields["learners"].queryset = places.select_related("user").order_by("user__name", "pk")  # type: ignore[attr-defined]

    def _as_it_is(self) -> dict[str, Any]:
        given, standing = self.given, self.standing
        return {
            "what": SAME, "title": given.named, "groups": [str(key) for key in standing["groups"]],
            "learners": [str(key) for key in standing["learners"]],
            "attempts": UNLIMITED if given.attempts is None else str(given.attempts),
            "wait_minutes": str(given.wait_minutes), "grade_rule": given.grade_rule, "late": given.late,
            "time_limit_minutes": given.time_limit_minutes, "reveal": given.reveal, "score": given.score,
            **{name: _written(getattr(given, name)) for name in _DATES},
        }  # fmt: skip

    def _offer(self, name: str, value: str) -> None:
        """What stands there can be chosen, also where the builder would not offer it."""
        field = self._choices(name)
        if value not in dict(field.choices):  # type: ignore[arg-type]
            field.choices = [*field.choices, (value, value)]  # type: ignore[misc]

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    def clean_what(self) -> str:
        return self.cleaned_data["what"] or SAME

    def terms(self) -> dict[str, Any]:
        """What the valid form says. A date that stands as it was shown is the moment that it was."""
        cleaned = self.cleaned_data
        groups = [group.pk for group in cleaned["groups"]]
        learners = [place.pk for place in cleaned["learners"]]
        wish = self.assignment()
        wish.whom = Assignment.Whom.CHOSEN if groups or learners else Assignment.Whom.CLASS
        said = terms_of(wish, groups=groups, learners=learners)
        if cleaned["what"] == SAME:
            del said["quiz"], said["lesson"]
        for name in _DATES:
            if self.data.get(name, "") == self.initial[name]:
                said[name] = self.standing[name]
        if said["late"] != Assignment.Late.UNTIL:
            said["late_until"] = None
        return said


def _written(moment: Any) -> str:
    return localtime(moment).strftime(_WRITTEN) if moment is not None else ""
