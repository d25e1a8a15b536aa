"""A school's year as a workbook: a tab for every table and one that explains the columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from literacy.care.figures.notes import HOW_TO_READ, NOT_SAID, made_line
from literacy.care.figures.sheets import Sheet
from literacy.classroom.models import School
from literacy.progress.school_page import SchoolView

_LOCKED = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SMALL, _WIDE = 13, 30


def write_workbook(path: Path, school: School, view: SchoolView, sheets: Sequence[Sheet]) -> None:
    """No text in it is taken for a formula, a link or a number."""
    with xlsxwriter.Workbook(path, _LOCKED) as book:
        book.set_properties({"title": school.name, "subject": view.year, "author": _("Second Look")})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            tab = book.add_worksheet(sheet.title[:31])
            tab.freeze_panes(1, 1)
            tab.set_landscape()
            tab.fit_to_pages(1, 0)
            tab.repeat_rows(0)
            for number, column in enumerate(sheet.columns):
                has_words = any(isinstance(row[number], str) for row in sheet.rows)
                tab.set_column(number, number, _WIDE if has_words else _SMALL)
                tab.write_string(0, number, str(column.title), head)
            for line, row in enumerate(sheet.rows, start=1):
                for number, value in enumerate(row):
                    if isinstance(value, str):
                        tab.write_string(line, number, value)
                    elif value is not None:
                        tab.write_number(line, number, value)
        _explain(book, head, wrapped, made_line(school, view), sheets)


def _explain(
    book: xlsxwriter.Workbook,
    head: xlsxwriter.format.Format,
    wrapped: xlsxwriter.format.Format,
    made: str,
    sheets: Sequence[Sheet],
) -> None:
    tab = book.add_worksheet(_("Codebook")[:31])
    tab.set_column(0, 1, 22)
    tab.set_column(2, 2, 22)
    tab.set_column(3, 3, 90)
    for number, title in enumerate((_("Tab"), _("Column"), _("In the CSV"), _("What it means"))):
        tab.write_string(0, number, title, head)
    line = 1
    for sheet in sheets:
        for column in sheet.columns:
            cells = (sheet.title, str(column.title), f"{sheet.name}.{column.name}", str(column.meaning))
            for number, text in enumerate(cells):
                tab.write_string(line, number, text, wrapped)
            line += 1
    for note in (made, *map(str, HOW_TO_READ), *map(str, NOT_SAID)):
        line += 1
        tab.write_string(line, 3, note, wrapped)
