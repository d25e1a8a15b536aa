"""What reading a list comes to: its rows, or the reason why it cannot be read."""

import re
from dataclasses import dataclass, field

_ADDRESS = re.compile(r"\S@\S+\.\w")
_DATE = re.compile(r"\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b")
MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
LONGEST_NAME = 80
LONGEST_CLASS = 60
LONGEST_ID = 80


class ReadingError(Exception):
    """A list that cannot be read at all: `code` names the reason, `facts` what its sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Row:
    """One pupil in one class, as a list has them; `problem` names what is wrong with the row, "" for nothing."""

    line: int
    name: str
    classroom: str = ""
    sourced_id: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a table; a quoted cell may go on over several, then it is the first of them."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found. `head` is empty where the first line holds no headings."""

    head: tuple[str, ...]
    records: tuple[Record, ...]

    @property
    def width(self) -> int:
        return max([len(self.head), *(len(record.cells) for record in self.records)], default=0)


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows, and what was left out of them on purpose: how many of what, by code."""

    rows: tuple[Row, ...]
    left_out: dict[str, int] = field(default_factory=dict)


def checked(line: int, name: str, classroom: str, sourced_id: str, problem: str = "") -> Row:
    """A row with the first thing that is wrong with it.

    What is too long is cut, so that it can be shown; what is private is not kept at all.
    """
    if not problem:
        problem = next(
            (
                code
                for code, is_so in (
                    (
                        "private",
                        any(map(_ADDRESS.search, (name, sourced_id))) or _DATE.search(name) is not None,
                    ),
                    ("no-name", not any(sign.isprintable() and not sign.isspace() for sign in name)),
                    ("long-name", len(name) > LONGEST_NAME),
                    ("long-class", len(classroom) > LONGEST_CLASS),
                    ("long-id", len(sourced_id) > LONGEST_ID),
                )
                if is_so
            ),
            "",
        )
    if problem == "private":
        name, sourced_id = "", ""
    return Row(line, name[:LONGEST_NAME], classroom[:LONGEST_CLASS], sourced_id[:LONGEST_ID], problem)
