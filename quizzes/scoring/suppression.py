"""Leaving out cells of a table that would show fewer than five learners, also by subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.scoring.enough import SUPPRESSED_BELOW

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Which numbers of a table may not be shown; True is left out.

    cells: as the table. row_totals, column_totals: one each. total: the number under both.
    """

    cells: tuple[tuple[bool, ...], ...]
    row_totals: tuple[bool, ...]
    column_totals: tuple[bool, ...]
    total: bool


def is_few(learners: int) -> bool:
    """Whether a number of learners is above 0 and below five. Nobody at all is no secret."""
    return 0 < learners < SUPPRESSED_BELOW


def told_by_difference(whole: int, part: int) -> bool:
    """Whether showing a whole beside a part of it shows a few: the learners in one and not in the other."""
    return is_few(abs(whole - part))


def suppress(
    learners: Sequence[Sequence[int]], *, shows_row_totals: bool = True, shows_column_totals: bool = True
) -> Suppressed:
    """Choose the cells to leave out.

    learners: rows of equal length (ValueError otherwise), of learners in each cell. A number goes when it is few; then
    the smallest others go until no number left out follows from those that are shown. It would follow when the line
    it stands in, or a chain of lines, holds no other unknown: in the graph with a node for each line of the table and
    an edge for each number left out, that is an edge on no cycle (Gusfield 1988). The numbers left out of one line
    must also add up to five or more, because their sum can always be found by subtraction. Totals that are not shown
    are unknown to begin with.

    It keeps exact figures from being worked out. It does not keep anybody from narrowing one down to a range.
    """
    rows, columns = len(learners), len(learners[0]) if learners else 0
    if any(len(row) != columns for row in learners):
        raise ValueError("the rows of a table are equally long")
    table = _with_totals(learners)
    hidden = {(r, c) for r, row in enumerate(table) for c, number in enumerate(row) if is_few(number)}
    if not shows_row_totals:
        hidden |= {(r, columns) for r in range(rows + 1)}
    if not shows_column_totals:
        hidden |= {(rows, c) for c in range(columns + 1)}
    unshown = {(r, columns) for r in range(rows + 1) if not shows_row_totals}
    unshown |= {(rows, c) for c in range(columns + 1) if not shows_column_totals}
    while (further := _next(table, hidden, unshown)) is not None:
        hidden.add(further)
    return Suppressed(
        cells=tuple(tuple((r, c) in hidden for c in range(columns)) for r in range(rows)),
        row_totals=tuple((r, columns) in hidden for r in range(rows)),
        column_totals=tuple((rows, c) in hidden for c in range(columns)),
        total=(rows, columns) in hidden,
    )


def suppress_list(learners: Sequence[int]) -> tuple[bool, ...]:
    """The same for one list whose total is shown: at least two go, or none."""
    return suppress([learners], shows_column_totals=False).cells[0] if learners else ()


def _with_totals(learners: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in learners]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else [[0]]


def _next(table: list[list[int]], hidden: set[Cell], unshown: set[Cell]) -> Cell | None:
    """The smallest number that must go as well; None when every number that is few is safe."""
    for cell in sorted(hidden - unshown):
        if is_few(table[cell[0]][cell[1]]) and (found := _beside(table, hidden, cell)):
            return found
    return None


def _beside(table: list[list[int]], hidden: set[Cell], cell: Cell) -> Cell | None:
    """The smallest number whose leaving out helps to hide this one; None when it is hidden already, or cannot be."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    for line, total in (
        ([(cell[0], c) for c in range(last_column)], (cell[0], last_column)),
        ([(r, cell[1]) for r in range(last_row)], (last_row, cell[1])),
    ):
        left_out = sum(table[r][c] for r, c in line if (r, c) in hidden)
        if total not in hidden and is_few(left_out):
            return _smallest(table, [*line, total], hidden)
    near_row, near_column = _reach(hidden - {cell}, cell)
    if cell[1] in near_row[1]:
        return None
    across = [(r, c) for r in near_row[0] for c in near_column[1]]
    across += [(r, c) for r in near_column[0] for c in near_row[1]]
    beside = [(cell[0], c) for c in range(last_column + 1)] + [(r, cell[1]) for r in range(last_row + 1)]
    return _smallest(table, across, hidden) or _smallest(table, beside, hidden)


def _reach(hidden: set[Cell], cell: Cell) -> tuple[tuple[set[int], set[int]], tuple[set[int], set[int]]]:
    """Rows and columns that chains of numbers left out lead to from the cell's row, and from its column."""
    return _spread(hidden, {cell[0]}, set()), _spread(hidden, set(), {cell[1]})


def _spread(hidden: set[Cell], rows: set[int], columns: set[int]) -> tuple[set[int], set[int]]:
    while True:
        more_rows = {r for r, c in hidden if c in columns} - rows
        more_columns = {c for r, c in hidden if r in rows} - columns
        if not more_rows and not more_columns:
            return rows, columns
        rows, columns = rows | more_rows, columns | more_columns


def _smallest(table: list[list[int]], cells: Sequence[Cell], hidden: set[Cell]) -> Cell | None:
    """The smallest of these numbers that still stands; totals only when no cell is left, nought never."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    standing = [(r, c) for r, c in cells if (r, c) not in hidden and table[r][c]]
    return min(
        standing,
        key=lambda cell: (cell[0] == last_row or cell[1] == last_column, table[cell[0]][cell[1]], cell),
        default=None,
    )
