"""Keeping what classes come to, and finding those that look otherwise than when they were added up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from literacy.classroom.models import Classroom
from literacy.progress.class_sums import as_columns, class_sums
from literacy.progress.facts import facts_of
from literacy.progress.looks import looks_of
from literacy.progress.models import ClassPeriod, ClassTally
from literacy.progress.moments import Moments

MADE_AT_ONCE = 5
"""How many classes without sums a page adds up itself; the others wait for the sweep."""


def tally_class(classroom: Classroom, looks: str | None = None) -> int:
    """Add a class up anew and keep that; returns how many periods it has.

    looks: what the class looked like before its rows are read, so that what changes meanwhile is found next time.
    """
    looks = looks_of([classroom.pk]).get(classroom.pk, "") if looks is None else looks
    now = timezone.now()
    sums = class_sums(facts_of(classroom), ZoneInfo(classroom.school.time_zone))
    with transaction.atomic():
        # The class may be gone, or be added up by somebody else in this moment: one after the other.
        if not Classroom.objects.select_for_update().filter(pk=classroom.pk).exists():
            return 0
        tally, _made = ClassTally.objects.update_or_create(
            classroom=classroom, defaults={"looks": looks, "tallied_at": now}
        )
        ClassPeriod.objects.filter(tally=tally).delete()
        rows = [
            ClassPeriod(tally=tally, period=period, **as_columns(sums, period)) for period in sums.periods
        ]
        ClassPeriod.objects.bulk_create(rows)
    return len(rows)


def outdated() -> dict[int, str]:
    """Classes (keys) that were never added up or look otherwise by now, with what they look like."""
    kept = dict(ClassTally.objects.values_list("classroom", "looks"))
    return {pk: looks for pk, looks in looks_of().items() if kept.get(pk) != looks}


def forget_classes(classrooms: Iterable[int]) -> None:
    """Drop the sums of classes (keys) at once, as when somebody is erased; they are added up anew when asked for."""
    ClassTally.objects.filter(classroom__in=list(classrooms)).delete()


@dataclass(frozen=True)
class Kept:
    """Rows of classes, by class and period. waiting: classes (keys) that are still to be added up."""

    rows: dict[tuple[int, str], ClassPeriod]
    waiting: frozenset[int]


def class_periods(classrooms: Collection[Classroom], periods: Collection[str]) -> Kept:
    """What these classes come to in these periods. Two queries where all of them were added up before.

    classrooms: with their `school`. A few without sums are added up here; of more, the rest waits for the sweep.
    """
    keys = {room.pk: room for room in classrooms}
    there = set(ClassTally.objects.filter(classroom__in=keys).values_list("classroom", flat=True))
    missing = [keys[pk] for pk in sorted(keys.keys() - there)]
    for room in missing[:MADE_AT_ONCE]:
        tally_class(room)
    rows = ClassPeriod.objects.filter(tally__in=keys, period__in=periods)
    return Kept(
        {(row.tally_id, row.period): row for row in rows},
        frozenset(room.pk for room in missing[MADE_AT_ONCE:]),
    )


@dataclass(frozen=True, slots=True)
class Month:
    """A class in one month, with what a line over time is drawn from: see `ClassPeriod`."""

    classroom_id: int
    period: str
    learners: int
    active: int
    asked: int
    begun: int
    done: int
    d_prime: Moments
    criterion: Moments


def class_months(classrooms: Collection[Classroom], periods: Collection[str]) -> list[Month]:
    """The same rows without techniques, cues and whatever else a line over time does not need. One query."""
    rows = ClassPeriod.objects.filter(tally__in=[room.pk for room in classrooms], period__in=periods)
    return [
        Month(*row[:7], Moments.read(row[7]), Moments.read(row[8]))
        for row in rows.order_by("period", "tally").values_list(
            "tally", "period", "learners", "active", "asked", "begun", "done", "d_prime", "criterion"
        )
    ]


def forget_everything() -> None:
    """Drop every sum of every class."""
    models: tuple[type[Model], ...] = (ClassPeriod, ClassTally)
    for model in models:
        model._base_manager.all()._raw_delete("default")
