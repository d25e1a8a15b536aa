"""A school's year on paper and in tables: the figures of its page, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from literacy.care.figures.paper import write_report
from literacy.care.figures.sheets import sheets_of
from literacy.care.figures.tables import write_tables
from literacy.care.figures.workbook import write_workbook
from literacy.care.models import Export
from literacy.classroom.models import School
from literacy.progress.school_page import school_view, years_of

__all__ = ["write_figures"]


def write_figures(path: Path, export: Export, school: School, progress: Callable[[int], None]) -> None:
    """Write the file of an export of figures, in the language and time zone in force."""
    view = school_view(school, export.period, years_of(school))
    progress(50)
    if export.kind == Export.Kind.REPORT:
        write_report(path, school, view)
    elif export.kind == Export.Kind.WORKBOOK:
        write_workbook(path, school, view, sheets_of(view))
    else:
        write_tables(path, school, view, sheets_of(view))
    progress(95)
