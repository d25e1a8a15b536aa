"""Nothing left out of a table can be worked out from what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.scoring.suppression import Suppressed, is_few, suppress, suppress_list, told_by_difference

numbers = st.integers(0, 14)
tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(numbers, min_size=columns, max_size=columns), min_size=1, max_size=5)
)


def worked_out(table: list[list[int]], found: Suppressed) -> set[tuple[int, int]]:
    """Numbers left out that follow from the others: those that no solution of all the sums can change (linear algebra)."""
    numpy = pytest.importorskip("numpy")
    rows, columns = len(table), len(table[0])
    hidden = [[*cells, total] for cells, total in zip(found.cells, found.row_totals, strict=True)]
    hidden.append([*found.column_totals, found.total])
    unknown = [(r, c) for r, row in enumerate(hidden) for c, gone in enumerate(row) if gone]
    if not unknown:
        return set()
    sums = []
    for r in range(rows + 1):
        sums.append([(1 if c < columns else -1) if at == r else 0 for at, c in unknown])
    for c in range(columns + 1):
        sums.append([(1 if r < rows else -1) if at == c else 0 for r, at in unknown])
    _, sizes, ways = numpy.linalg.svd(numpy.array(sums, dtype=float))
    free = ways[(sizes > 1e-9).sum() :]
    return {cell for n, cell in enumerate(unknown) if not len(free) or abs(free[:, n]).max() < 1e-9}


@settings(max_examples=150)
@given(tables, st.booleans(), st.booleans())
def test_no_small_number_can_be_worked_out(table: list[list[int]], by_row: bool, by_column: bool) -> None:
    found = suppress(table, shows_row_totals=by_row, shows_column_totals=by_column)
    whole = [[*row, sum(row)] for row in table]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    told = worked_out(table, found)
    for r, row in enumerate(table):
        for c, number in enumerate(row):
            if is_few(number):
                assert found.cells[r][c]
    small = {(r, c) for r, c in told if is_few(whole[r][c])}
    unshown = {
        (r, c) for r, c in small if (c == len(table[0]) and not by_row) or (r == len(table) and not by_column)
    }
    assert small == unshown


@given(tables)
def test_what_is_left_out_of_a_shown_line_adds_up_to_five_or_more(table: list[list[int]]) -> None:
    found = suppress(table)
    for row, cells, gone in zip(table, found.cells, found.row_totals, strict=True):
        left_out = sum(number for number, hidden in zip(row, cells, strict=True) if hidden)
        assert gone or not is_few(left_out)


@given(tables)
def test_a_table_without_small_numbers_is_shown_whole(table: list[list[int]]) -> None:
    found = suppress([[number + 5 for number in row] for row in table])
    assert not any(map(any, found.cells))
    assert not (any(found.row_totals) or any(found.column_totals) or found.total)


def test_a_single_small_class_takes_the_next_smallest_with_it() -> None:
    assert suppress_list([3, 10, 12]) == (True, True, False)
    assert suppress_list([30, 20, 12]) == (False, False, False)
    assert suppress_list([1, 2, 12, 20]) == (True, True, True, False)
    assert suppress_list([]) == ()


def test_a_small_cell_of_a_table_takes_three_others_with_it() -> None:
    found = suppress([[3, 10, 12], [8, 9, 7], [6, 20, 8]])
    assert sum(map(sum, found.cells)) == 4
    assert found.cells[0][0]
    assert not any(found.row_totals) and not found.total


def test_nobody_at_all_is_shown_as_nobody() -> None:
    assert suppress([[0, 9], [7, 8]]).cells == ((False, False), (False, False))
    assert [is_few(n) for n in (0, 1, 4, 5)] == [False, True, True, False]


def test_a_whole_beside_a_part_may_tell_of_a_few() -> None:
    assert told_by_difference(28, 25)
    assert not told_by_difference(28, 28)
    assert not told_by_difference(28, 20)


def test_uneven_rows_are_no_table() -> None:
    with pytest.raises(ValueError, match="equally long"):
        suppress([[1, 2], [3]])
