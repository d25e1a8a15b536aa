"""Tables as text: which sign parts the cells, and the cells."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from literacy.rosters.reading.columns import is_head
from literacy.rosters.reading.rows import MOST_ROWS, ReadingError, Record, Table
from literacy.rosters.reading.text import visible

_SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 20
_MOST_CELLS = 60
_LONGEST_CELL = 1000


def read_table(text: str, *, separator: str = "", most: int = MOST_ROWS) -> Table:
    """The table in a text, without blank lines. Raises ReadingError for one that is empty, too long or broken."""
    text, said = _without_separator_line(text.removeprefix("\ufeff"))
    separator = separator or said or separator_of(text)
    records = []
    for record in records_of(text, separator):
        if any(record.cells):
            records.append(record)
        if len(records) > most + 1:
            raise ReadingError("too-many-rows", most=most)
    if not records:
        raise ReadingError("empty")
    head = records[0].cells if is_head(records[0].cells) else ()
    rows = tuple(records[1:] if head else records)
    if len(rows) > most:
        raise ReadingError("too-many-rows", most=most)
    return Table(head, rows)


def separator_of(text: str) -> str:
    """The sign that parts the cells: the one by which the first lines come out equally wide, and widest."""
    scores = []
    for separator in _SEPARATORS:
        records = (record for record in records_of(text, separator, careful=False) if record.cells)
        widths = [len(record.cells) for record in islice(records, _LOOKED_AT)]
        alike = sum(width == widths[0] for width in widths) if widths and widths[0] > 1 else 0
        scores.append((alike, widths[0] if widths else 0))
    best = max(scores)
    return _SEPARATORS[scores.index(best)] if best[0] else ","


def records_of(text: str, separator: str, *, careful: bool = True) -> Iterator[Record]:
    """The lines of a table with where each begins. Raises ReadingError for a cell that does not end, unless not `careful`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            yield Record(before + 1, tuple(visible(cell[:_LONGEST_CELL]) for cell in cells[:_MOST_CELLS]))
            before = reader.line_num
    except csv.Error as error:  # a cell without an end
        if careful:
            raise ReadingError("broken", line=before + 1) from error


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel may say in a first line, `sep=;`, how cells are parted. The line stays, empty, so that the others keep their numbers."""
    first = text[:20].split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5 and first[4] in _SEPARATORS:
        return "\n" + text.partition("\n")[2], first[4]
    return text, ""
