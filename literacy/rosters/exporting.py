"""Writing a roster as CSV: what reading it in again would leave as it is."""

from __future__ import annotations

import csv
import io

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Enrolment, School
from literacy.rosters.matching import own_reference
from literacy.rosters.models import RosterIdentity
from literacy.rosters.reading.text import escaped, visible

BYTE_ORDER_MARK = "\ufeff"
Lines = list[tuple[str, str, str]]


def roster_lines(school: School, classroom: Classroom | None = None) -> Lines:
    """Number, name and class of every pupil who is in a class that is not over. Two queries."""
    places = Enrolment.objects.filter(classroom__school=school, classroom__archived_at=None, left_at=None)
    if classroom is not None:
        places = places.filter(classroom=classroom)
    numbers = dict(RosterIdentity.objects.filter(school=school).values_list("user_id", "sourced_id"))
    found = places.order_by("classroom__name", "user__name", "pk")
    return [
        (numbers.get(user, own_reference(user)), name, title)
        for user, name, title in found.values_list("user_id", "user__name", "classroom__name")
    ]


def as_csv(lines: Lines) -> bytes:
    """The lines under headings in the language that is read now, as spreadsheets open it: UTF-8 with its mark, and in
    Dutch with semicolons. What begins like a formula gets an apostrophe, which reading takes away again."""
    out = io.StringIO()
    dutch = (get_language() or "").startswith("nl")
    writer = csv.writer(out, delimiter=";" if dutch else ",")
    writer.writerow([_("pupil number"), _("name"), _("class")])
    writer.writerows([escaped(visible(cell)) for cell in line] for line in lines)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def example_lines() -> Lines:
    """A made-up list, to show what one looks like."""
    return [
        ("20250101", "Noor de Vries", "2B"),
        ("20250102", "Amin El Idrissi", "2B"),
        ("20250103", "Zoë van Dijk", "2C"),
        ("20250104", "Sem 't Hart", "2C"),
    ]
