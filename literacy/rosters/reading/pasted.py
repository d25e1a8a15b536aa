"""A pasted list: names one a line, or cells copied from a spreadsheet."""

import re

from literacy.rosters.reading.columns import NAME, roles_by_head
from literacy.rosters.reading.rows import MOST_ROWS, ReadingError, Row, Table, checked
from literacy.rosters.reading.table import read_table
from literacy.rosters.reading.text import visible

_NUMBERING = re.compile(r"^(?:\d{1,3}[.):]\s*|[-*•]\s+)")


def is_table(text: str) -> bool:
    """Whether a pasted text is cells rather than names: parted by tabs or semicolons, or with headings above them."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    if any(sign in lines[0].strip(" \t;,") for sign in "\t;"):
        return True
    return bool("," in lines[0] and read_table(lines[0]).head)


def names_by_line(text: str) -> list[Row]:
    """One row for each line that holds a name; numbering before it and marks after it are no part of it.

    Raises ReadingError for a list without names or with too many.
    """
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        name = _NUMBERING.sub("", visible(line)).strip(" ,;")
        if name:
            rows.append(checked(number, name, "", ""))
        if len(rows) > MOST_ROWS:
            raise ReadingError("too-many-rows", most=MOST_ROWS)
    if rows and roles_by_head([rows[0].name]) == [NAME]:
        rows = rows[1:]
    if not rows:
        raise ReadingError("empty")
    return rows


def single_column(table: Table) -> bool:
    """Whether a table without headings is a list of names."""
    return not table.head and table.width == 1
