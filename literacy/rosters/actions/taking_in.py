"""Reading a list and keeping its rows for as long as somebody looks at them; the file itself is kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from literacy.rosters.models import RosterImport
from literacy.rosters.reading.archive import is_zip
from literacy.rosters.reading.columns import (
    NAME,
    ROLES,
    names_somebody,
    roles_by_head,
    rows_of,
    without_private,
)
from literacy.rosters.reading.oneroster import read_oneroster
from literacy.rosters.reading.pasted import is_table, names_by_line, single_column
from literacy.rosters.reading.rows import MOST_BYTES, Reading, ReadingError, Record, Row, Table
from literacy.rosters.reading.table import read_table
from literacy.rosters.reading.text import decoded
from literacy.rosters.words import sentence_for
from quizzes.http.refusal import Refusal


@transaction.atomic
def take_in_list(
    *,
    school: School,
    classroom: Classroom | None,
    by: User,
    text: str = "",
    data: bytes | None = None,
    is_complete: bool = False,
) -> RosterImport:
    """Read a pasted text, or a file where `data` is given, and keep what it says of pupils for an hour.

    What is private (addresses, dates of birth) is dropped before anything is kept. A list that this person has
    not carried out for the same class or school makes room for the new one. Raises Refusal for what cannot be read.
    """
    try:
        read = _read_text(text) if data is None else _read_file(data, school, classroom)
    except ReadingError as error:
        raise Refusal(sentence_for(error), status=422) from error
    own = RosterImport.objects.filter(by=by, school=school, classroom=classroom)
    own.filter(state__in=[RosterImport.State.COLUMNS, RosterImport.State.READY]).delete()
    roster = RosterImport(school=school, classroom=classroom, by=by, is_complete=is_complete)
    _fill(roster, read)
    roster.save()
    return roster


@transaction.atomic
def name_columns(*, roster: RosterImport, roles: Sequence[str], first_is_head: bool) -> None:
    """Say what the columns of a list hold: one of ROLES or "" for each. Raises Refusal without a name, or one role twice."""
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.state != RosterImport.State.COLUMNS:
        raise Refusal(_("The columns of this list are known already."))
    given = [role for role in roles if role]
    if not set(given) <= set(ROLES) or len(given) != len(set(given)):
        raise Refusal(_("Two columns cannot hold the same. Choose each thing once."), status=422)
    if not names_somebody(given):
        raise Refusal(_("Say which column holds the names."), status=422)
    table = _table_of(roster.cells)
    if first_is_head and not table.head:
        table = Table(table.records[0].cells, table.records[1:])
    _fill(roster, Reading(tuple(rows_of(table, roles))))
    roster.save()


@transaction.atomic
def change_completeness(*, roster: RosterImport, is_complete: bool) -> None:
    """Say whether a list holds everybody. Raises Refusal once it is being carried out."""
    waiting = RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.READY)
    if not waiting.update(is_complete=is_complete, reason="", changed_at=timezone.now()):
        raise Refusal(_("This list is being carried out already."))


def _read_text(text: str) -> Reading | Table:
    if not is_table(text):
        return Reading(tuple(names_by_line(text)))
    return _read_table(text)


def _read_file(data: bytes, school: School, classroom: Classroom | None) -> Reading | Table:
    if len(data) > MOST_BYTES:
        raise ReadingError("too-big", most=MOST_BYTES // 1_000_000)
    if not data.strip():
        raise ReadingError("empty")
    if is_zip(data):
        if classroom is not None:
            raise ReadingError("zip-for-class")
        return read_oneroster(data, school=school.name, today=timezone.localdate())
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise ReadingError("no-list")
    return _read_table(decoded(data))


def _read_table(text: str) -> Reading | Table:
    table = read_table(text)
    if single_column(table):
        return Reading(tuple(rows_of(table, [NAME])))
    roles = roles_by_head(table.head)
    if names_somebody(roles):
        if not table.records:
            raise ReadingError("empty")
        return Reading(tuple(rows_of(table, roles)))
    table = without_private(table)
    if not table.width or not table.records:
        raise ReadingError("no-names")
    return table


def _fill(roster: RosterImport, read: Reading | Table) -> None:
    if isinstance(read, Table):
        roster.state = RosterImport.State.COLUMNS
        records = [[record.line, *record.cells] for record in read.records]
        roster.cells = {"head": list(read.head), "records": records}
        return
    roster.state = RosterImport.State.READY
    roster.cells, roster.left_out = {}, read.left_out
    roster.rows = [_plain(row) for row in read.rows]


def _plain(row: Row) -> list[Any]:
    return list(astuple(row))


def _table_of(cells: dict[str, Any]) -> Table:
    records = tuple(Record(line, tuple(values)) for line, *values in cells["records"])
    return Table(tuple(cells["head"]), records)
