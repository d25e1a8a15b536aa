"""The grid of named cells that lets a place be chosen from the keyboard: A1 top left to F4 bottom right."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.scoring.marking.regions import Rectangle

COLUMNS = "ABCDEF"
ROWS = "1234"

# Every cell's name in reading order: A1, B1, ... F4.
CELLS = tuple(column + row for row in ROWS for column in COLUMNS)


def cell_place(name: str) -> tuple[int, int]:
    """Row and column of a cell, both from 0; ValueError for a name that is not in `CELLS`."""
    if name not in CELLS:
        raise ValueError(f"{name!r} is not a cell of the grid")
    return ROWS.index(name[1]), COLUMNS.index(name[0])


def cell_rectangle(name: str) -> Rectangle:
    """Where a cell lies, in fractions of the picture; ValueError for a name that is not in `CELLS`."""
    row, column = cell_place(name)
    return Rectangle(
        left=column / len(COLUMNS),
        top=row / len(ROWS),
        right=(column + 1) / len(COLUMNS),
        bottom=(row + 1) / len(ROWS),
    )


def cell_at(x: float, y: float) -> str:
    """The cell that holds a point given in fractions of the picture, for saying a place in words."""
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError(f"({x}, {y}) lies outside the picture")
    column = min(int(x * len(COLUMNS)), len(COLUMNS) - 1)
    row = min(int(y * len(ROWS)), len(ROWS) - 1)
    return COLUMNS[column] + ROWS[row]


def sides(row: int, column: int) -> Iterator[tuple[int, int]]:
    """The two to four cells that share a side with a cell, as (row, column)."""
    for down, across in ((-1, 0), (0, -1), (0, 1), (1, 0)):
        if 0 <= row + down < len(ROWS) and 0 <= column + across < len(COLUMNS):
            yield row + down, column + across
