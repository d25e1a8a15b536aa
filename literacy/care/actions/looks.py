"""Writing down who looked at whose data."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField
from django.utils import timezone

from literacy.care.models.looks import MINUTES
from literacy.people.models import User

# What was opened is looked up by the statement that writes it down, so that a look costs one query. Nothing in these
# texts comes from anybody: who, what and when are parameters.
_INSERT = (
    "INSERT INTO care_look (by_id, by_name, kind, at, key, school_id, classroom_id, learner_id) "
    "SELECT %s, %s, %s, %s, %s, "
)
_UNLESS_THERE = " ON CONFLICT (key) DO NOTHING"
_NOBODY = "CAST(NULL AS bigint)"
FROM = {
    "school": f"s.id, {_NOBODY}, {_NOBODY} FROM classroom_school s WHERE s.id = %s",
    "classroom": f"c.school_id, c.id, {_NOBODY} FROM classroom_classroom c WHERE c.id = %s",
    "enrolment": "c.school_id, c.id, e.user_id FROM classroom_enrolment e "
    "JOIN classroom_classroom c ON c.id = e.classroom_id WHERE e.id = %s",
    "assignment": f"c.school_id, c.id, {_NOBODY} FROM classroom_assignment a "
    "JOIN classroom_classroom c ON c.id = a.classroom_id WHERE a.id = %s",
    "group": f"c.school_id, c.id, {_NOBODY} FROM classroom_group g "
    "JOIN classroom_classroom c ON c.id = g.classroom_id WHERE g.id = %s",
    "list": f"r.school_id, r.classroom_id, {_NOBODY} FROM rosters_rosterimport r WHERE r.id = %s",
}


def note_look(*, by: User, kind: str, thing: str, number: int | UUID, now: datetime | None = None) -> None:
    """Write down that somebody opened a page about a thing: one of FROM, by its number. One query.

    The same page within the same `MINUTES` is the same look.
    """
    now = now or timezone.now()
    slot = int(now.timestamp()) // (MINUTES * 60)
    key = f"{by.pk}:{kind}:{thing}:{number}:{slot}"
    wanted = UUIDField().get_db_prep_value(number, connection) if isinstance(number, UUID) else number
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT + FROM[thing] + _UNLESS_THERE, [by.pk, str(by)[:254], kind, moment, key, wanted]
        )
