"""A school as a list meets it: its classes, its pupils' places and their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from literacy.classroom.access import classrooms_of_teacher
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.rosters.models import RosterIdentity, RosterImport
from literacy.rosters.plan import Place, Plan, Snapshot
from literacy.rosters.planning import plan_for
from literacy.rosters.reading.rows import Row


def snapshot_of(school: School, *, reach: Iterable[int] | None = None, scope: int | None = None) -> Snapshot:
    """The school now, in three queries. `reach`: the classes that may be changed, every class of the school for None."""
    classes: dict[int, str] = {}
    over: dict[int, str] = {}
    for pk, name, archived_at in Classroom.objects.filter(school=school).values_list(
        "pk", "name", "archived_at"
    ):
        (classes if archived_at is None else over)[pk] = name
    places = Enrolment.objects.filter(classroom__school=school).order_by("pk")
    fields = ("pk", "user_id", "classroom_id", "user__name", "left_at")
    numbers = RosterIdentity.objects.filter(school=school)
    return Snapshot(
        classes=classes,
        over=over,
        places=tuple(
            Place(pk, user, room, name, left_at is None and room in classes, left_at is None and room in over)
            for pk, user, room, name, left_at in places.values_list(*fields)
        ),
        ids=dict(numbers.values_list("sourced_id", "user_id")),
        reach=frozenset(classes if reach is None else classes.keys() & set(reach)),
        scope=scope,
    )


def school_of_import(roster: RosterImport) -> Snapshot:
    """The school as far as whoever read the list may change it: a teacher's own classes, or all of the school."""
    if roster.classroom_id is None:
        return snapshot_of(roster.school)
    own = classrooms_of_teacher(roster.by).filter(school=roster.school)
    return snapshot_of(roster.school, reach=own.values_list("pk", flat=True), scope=roster.classroom_id)


def rows_kept(roster: RosterImport) -> list[Row]:
    """The rows of a list as they were read."""
    return [Row(*row) for row in roster.rows]


def plan_of_import(roster: RosterImport) -> Plan:
    """What a list would do now. The school's names and places in a handful of queries, however long the list."""
    return plan_for(rows_kept(roster), school_of_import(roster), is_complete=roster.is_complete)
