"""The forms in which a class, a group or a pupil gets dates, time or attempts of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from literacy.assignments.moments import SchoolMoment
from literacy.classroom.given import learners_of
from literacy.classroom.models import Assignment, Classroom, Enrolment, ExtraTime, Group

_WHOM = _("Choose for whom.")
MOST_ROWS = 40
EMPTY_ROWS = 2


class OwnTermsForm(forms.Form):
    """`whom` is group-N or learner-N; its cleaned data are what `extend_assignment` takes."""

    whom = forms.CharField(max_length=30, required=False)
    opens_at = SchoolMoment(later=False)
    due_at = SchoolMoment(later=True)
    extra_time = forms.ChoiceField(choices=ExtraTime.choices, required=False)
    more_attempts = forms.IntegerField(
        required=False, min_value=0, max_value=20,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Choose up to 20 attempts more.")),
    )  # fmt: skip

    def __init__(self, *args: Any, classroom: Classroom, places: QuerySet[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classroom, self.places = classroom, places
        self.is_judged = True

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was chosen, so that the row means nothing."""
        return not any(str(self.data.get(self.add_prefix(name), "")).strip(" 0") for name in self.fields)

    @property
    def mistakes(self) -> list[str]:
        """What is wrong with it, in sentences; nothing yet where it is blank or still being written."""
        if not self.is_judged or not self.is_bound or self.is_blank:
            return []
        return [str(error) for errors in self.errors.values() for error in errors]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, _dash, key = cleaned.pop("whom", "").partition("-")
        group: Group | None = None
        learner: Enrolment | None = None
        if kind == "group" and key.isdecimal():
            group = self.classroom.groups.filter(pk=int(key[:12])).first()
        elif kind == "learner" and key.isdecimal():
            learner = self.places.select_related("user").filter(pk=int(key[:12])).first()
        if group is None and learner is None and not self.is_for_all(kind):
            raise forms.ValidationError(_WHOM)
        cleaned["more_attempts"] = cleaned.get("more_attempts") or 0
        return cleaned | {"group": group, "enrolment": learner}

    def is_for_all(self, kind: str) -> bool:
        """Whether this means the whole class, which has no terms of its own."""
        return False


class ExtendForm(OwnTermsForm):
    """More time once it is given; `whom` may be class, too."""

    def __init__(self, assignment: Assignment, *args: Any) -> None:
        super().__init__(*args, classroom=assignment.classroom, places=learners_of(assignment))

    def is_for_all(self, kind: str) -> bool:
        return kind == "class"


class OwnRows:
    """The rows of the builder in which groups and pupils get terms of their own; blank ones mean nothing."""

    def __init__(
        self,
        classroom: Classroom,
        places: QuerySet[Enrolment],
        data: QueryDict | None = None,
        *,
        is_judged: bool = True,
    ) -> None:
        said = data.get("own_rows", "") if data is not None else ""
        there = min(int(said), MOST_ROWS) if said.isdecimal() and len(said) < 4 else 0
        more = EMPTY_ROWS if data is None or "more_rows" in data else 0
        total = min(there + more, MOST_ROWS) or EMPTY_ROWS
        self.rows = [
            OwnTermsForm(data, prefix=f"own-{number}", classroom=classroom, places=places)
            for number in range(total)
        ]
        for row in self.rows:
            row.is_judged = is_judged

    @property
    def filled(self) -> list[OwnTermsForm]:
        return [row for row in self.rows if row.is_bound and not row.is_blank]

    def is_valid(self) -> bool:
        found = [row.is_valid() for row in self.filled]  # all of them, so that each says what is wrong
        return all(found)

    @property
    def is_open(self) -> bool:
        """Whether there is something in them to be seen."""
        return bool(self.filled)

    @property
    def may_have_more(self) -> bool:
        return len(self.rows) < MOST_ROWS
