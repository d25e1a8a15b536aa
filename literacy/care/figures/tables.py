"""A school's year as CSV: one file for every table, with a codebook, in a ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from literacy.care.as_text import MARK, csv_bytes
from literacy.care.figures.notes import HOW_TO_READ, NOT_SAID, made_line
from literacy.care.figures.sheets import Sheet
from literacy.classroom.models import School
from literacy.progress.school_page import SchoolView


def write_tables(path: Path, school: School, view: SchoolView, sheets: Sequence[Sheet]) -> None:
    """UTF-8 with its mark, commas and decimal points; what begins like a formula gets an apostrophe."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            named = [column.name for column in sheet.columns]
            archive.writestr(f"{sheet.name}.csv", csv_bytes(named, sheet.rows))
        explained = [
            (f"{sheet.name}.csv", column.name, column.meaning) for sheet in sheets for column in sheet.columns
        ]
        archive.writestr("codebook.csv", csv_bytes(("file", "column", "meaning"), explained))
        archive.writestr(_("READ-ME.txt"), MARK + _read_me(school, view, sheets))


def _read_me(school: School, view: SchoolView, sheets: Sequence[Sheet]) -> str:
    files = "\n".join(f"- {sheet.name}.csv: {sheet.title} ({len(sheet.rows)})" for sheet in sheets)
    kept = _("codebook.csv says of every column what it means.")
    plain = _("The tables have commas between cells, points before decimals, and are UTF-8.")
    notes = "\n\n".join(str(each) for each in (*HOW_TO_READ, *NOT_SAID))
    return f"{made_line(school, view)}\n\n{files}\n\n{kept} {plain}\n\n{notes}\n"
