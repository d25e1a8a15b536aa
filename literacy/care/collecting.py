"""Everything the map knows about a learner or a school, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from literacy.care.datamap import PERSONAL, Personal
from literacy.classroom.models import Enrolment, School
from literacy.people.models import User
from quizzes.attempts.terms import Reveal

_WITH_ANSWERS = {
    "attempts.Showing": "sitting__",
    "attempts.Answer": "showing__sitting__",
    "attempts.Remark": "answer__showing__sitting__",
    "tallies.SittingTally": "sitting__",
}
# What makes a row readable: names beside numbers, which the map leaves to the tables they come from.
_BESIDE = {
    "classroom.Enrolment": {"classroom_name": "classroom__name", "name": "user__name"},
    "classroom.Membership": {"name": "user__name", "email": "user__email"},
    "attempts.Sitting": {"quiz_slug": "quiz__slug", "name": "user__name"},
    "attempts.Showing": {"item_slug": "item__slug"},
    "lessons.StepProgress": {"lesson_slug": "lesson__slug"},
}


@dataclass(frozen=True)
class Table:
    """One table of an export: `columns`, and `rows` as lists of plain values in that order."""

    model: str
    columns: tuple[str, ...]
    rows: list[list[Any]]


def tables_of(*, school: School | None, learner: User | None, own: bool) -> Iterator[Table]:
    """The tables of a learner at a school, of a school, or, with `own`, of a learner's own; empty ones are left out.

    Own answers whose truth is still to be told are left out as well: the file would tell it.
    """
    for entry in PERSONAL:
        if entry.own_only and not own:
            continue
        rows = _rows_of(entry, school=school, learner=learner, own=own)
        if rows is None:
            continue
        names = _columns(entry)
        beside = _BESIDE.get(entry.model, {})
        found = [list(row) for row in rows.values_list(*names, *beside.values())]
        if found:
            yield Table(entry.model, (*names, *beside), found)


def _columns(entry: Personal) -> tuple[str, ...]:
    """The columns that are given out, in the order of the table."""
    model = apps.get_model(entry.model)
    given = entry.fields - entry.secret
    return tuple(
        each.name for each in model._meta.get_fields() if getattr(each, "column", None) and each.name in given
    )


def _rows_of(
    entry: Personal, *, school: School | None, learner: User | None, own: bool
) -> QuerySet[Model] | None:
    everything: QuerySet[Model] = apps.get_model(entry.model)._default_manager.all()
    if learner is None:
        if not entry.school or school is None:
            return None
        keys = everything.filter(**{entry.school: school.pk}).values("pk")
        rows = everything.filter(pk__in=keys)
    else:
        if not entry.learner:
            return None
        wanted = Q(**{entry.learner: learner.pk})
        if not own:
            if entry.school:
                # What belongs to no school, such as practice, is with the only school a pupil has.
                here = Q(**{entry.school: school})
                wanted &= here if _has_places_elsewhere(learner, school) else here | _of_no_school(entry)
            elif _has_places_elsewhere(learner, school):
                return None
        rows = everything.filter(pk__in=everything.filter(wanted).values("pk"))
        if own and entry.model in _WITH_ANSWERS:
            rows = rows.filter(_told(_WITH_ANSWERS[entry.model]))
    return rows.order_by("pk")


def _of_no_school(entry: Personal) -> Q:
    return Q(**{f"{entry.school}__isnull": True})


def _has_places_elsewhere(learner: User, school: School | None) -> bool:
    return Enrolment.objects.filter(user=learner).exclude(classroom__school=school).exists()


def _told(way: str) -> Q:
    """Sittings of which the learner may read the truth: handed in, and not waiting for a moment that is still to come."""
    waits = Q(**{f"{way}reveal": Reveal.AT, f"{way}reveal_at__gt": timezone.now()})
    return Q(**{f"{way}finished_at__isnull": False}) & ~waits


def waiting_sittings(learner: User) -> int:
    """How many sittings of a learner are left out of their own file for now."""
    return learner.sittings.exclude(_told("")).count()
