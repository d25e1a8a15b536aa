"""Tables as text that spreadsheets open and nothing in which they take for a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder

MARK = "\ufeff"
"""What tells spreadsheets that a text is UTF-8."""
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")


def write_csv(out: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a table row by row: with the mark, and an apostrophe before what begins like a formula. Returns how many rows."""
    out.write(MARK)
    writer = csv.writer(out)
    writer.writerow(columns)
    written = 0
    for row in rows:
        writer.writerow([as_cell(value) for value in row])
        written += 1
    return written


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A small table as `write_csv` writes it."""
    out = io.StringIO()
    write_csv(out, columns, rows)
    return out.getvalue().encode()


def as_cell(value: Any) -> str:
    """A value as it stands in a CSV: nothing for None, JSON for lists and dicts."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    text = (
        json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
        if isinstance(value, (dict, list))
        else str(value)
    )
    return f"'{text}" if _FORMULA.match(text) else text
