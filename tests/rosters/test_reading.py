"""Reading a list: any program's CSV in any encoding, pasted names, and nothing private."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from literacy.rosters.reading.columns import (
    CLASS,
    FIRST,
    ID,
    LAST,
    MIDDLE,
    NAME,
    names_somebody,
    roles_by_head,
    rows_of,
    without_private,
)
from literacy.rosters.reading.pasted import is_table, names_by_line
from literacy.rosters.reading.rows import LONGEST_NAME, MOST_ROWS, ReadingError, Row
from literacy.rosters.reading.table import read_table
from literacy.rosters.reading.text import decoded, escaped, unescaped, visible

LINES = [("Nr", "Naam", "Klas"), ("1", "Zoë van Dijk", "2B"), ("2", 'Bo "Bob" Åkesson', "2C")]


def _written(separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(LINES)
    return out.getvalue()


def _read(data: bytes) -> list[Row]:
    table = read_table(decoded(data))
    return rows_of(table, roles_by_head(table.head))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_separator_and_encoding_gives_the_same_rows(separator: str, encoding: str) -> None:
    rows = _read(_written(separator).encode(encoding))
    assert rows == [Row(2, "Zoë van Dijk", "2B", "1"), Row(3, 'Bo "Bob" Åkesson', "2C", "2")]


def test_a_line_in_which_excel_says_the_separator_is_no_row() -> None:
    assert _read(("sep=;\r\n" + _written(";")).encode())[0].line == 3


def test_a_quoted_cell_over_several_lines_keeps_the_number_of_its_first() -> None:
    rows = _read(b'name,class\n"Noor\nde Vries",2B\nAmin,2B\n')
    assert [(row.line, row.name) for row in rows] == [(2, "Noor de Vries"), (4, "Amin")]


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        ("Stamnr,Roepnaam,Tussenv.,Achternaam,Klas", [ID, FIRST, MIDDLE, LAST, CLASS]),
        ("Leerlingnummer,Roepnaam,Naam,Groep", [ID, FIRST, LAST, CLASS]),
        ("student id,First Name,SURNAME,Home-room", [ID, FIRST, LAST, CLASS]),
        ("Naam,Voornaam,Achternaam,E-mail", [NAME, "", "", ""]),
        ("Pupil number,Name,Class,Name", [ID, NAME, CLASS, ""]),
        ("Geboortedatum,Ouder 1,Telefoon,Name", ["", "", "", NAME]),
    ],
)
def test_headings_are_known_in_dutch_and_english(head: str, roles: list[str]) -> None:
    assert roles_by_head(head.split(",")) == roles


def test_names_in_parts_are_put_together_without_holes() -> None:
    rows = _read(b"voornaam;tussenvoegsel;achternaam\nNoor;de;Vries\nBo;;Smit\n")
    assert [row.name for row in rows] == ["Noor de Vries", "Bo Smit"]


def test_what_is_private_never_leaves_the_table() -> None:
    table = read_table(
        "wat,mail adres,iets,anders\nNoor,n@x.nl,2014-02-03,2B\nBo,b@x.nl,1-2-2014,2C\nAl,,,al@x.nl\n"
    )
    kept = repr(without_private(table))
    assert "Noor" in kept
    assert not any(private in kept for private in ("@", "2014", "mail"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,class\n ,2B\n", "no-name"),
        (f"name,class\n{'x' * (LONGEST_NAME + 1)},2B\n", "long-name"),
        (f"name,class\nNoor,{'x' * 61}\n", "long-class"),
        (f"name,id\nNoor,{'1' * 81}\n", "long-id"),
        ("name,id\nNoor,noor@home.example\n", "private"),
        ("name,id\nnoor@home.example,7\n", "private"),
        ("name,id\n14-03-2014,7\n", "private"),
        ("name,id\nNoor,2025-01-0034\n", ""),
    ],
)
def test_a_row_says_what_is_wrong_with_it(text: str, problem: str) -> None:
    [row] = _read(text.encode())
    assert row.problem == problem
    assert "@" not in repr(row)
    assert "2014" not in repr(row)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n\n ;\n", "empty"),
        ("name\n" + "x\n" * (MOST_ROWS + 1), "too-many-rows"),
        ('name\n"' + "x" * 200_000, "broken"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(ReadingError) as raised:
        read_table(text)
    assert raised.value.code == code


def test_pasted_names_are_rows_with_their_lines() -> None:
    rows = names_by_line("Naam\n\n 1. Noor \n- Amin,\n\u202eSem\u202c\n")
    assert [(row.line, row.name) for row in rows] == [(3, "Noor"), (4, "Amin"), (5, "Sem")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Noor\nAmin,\n", False),
        ("Vries, Noor de\nIdrissi, Amin\n", False),
        ("Noor\t2B\nAmin\t2B", True),
        ("naam;klas\nNoor;2B", True),
        ("name,class\nNoor,2B", True),
        ("", False),
    ],
)
def test_cells_of_a_spreadsheet_are_told_from_names(text: str, cells: bool) -> None:
    assert is_table(text) is cells


def test_an_apostrophe_that_belongs_to_a_name_stays() -> None:
    assert _read(b"name\n'=1+1\n't Hart\n'''-x\n") == [
        Row(2, "=1+1"),
        Row(3, "'t Hart"),
        Row(4, "''-x"),
    ]


@given(st.text())
@example("'=1")
@example("\ufeff=1")
def test_no_cell_is_a_formula_and_reading_takes_the_apostrophe_away(text: str) -> None:
    cell = visible(text)
    assert not escaped(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert visible(unescaped(visible(escaped(cell)))) == cell


@given(st.text())
def test_what_is_visible_stays_as_it_is_when_looked_at_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.binary(max_size=2000) | st.text(max_size=500).map(lambda text: text.encode("utf-16")))
def test_any_bytes_become_rows_or_a_reason(data: bytes) -> None:
    try:
        table = read_table(decoded(data))
    except ReadingError:
        return
    roles = roles_by_head(table.head) if table.head else [NAME]
    if names_somebody(roles):
        rows = rows_of(table, roles)
        assert all(row.problem or row.name for row in rows)
        assert [row.line for row in rows] == sorted({row.line for row in rows})


@given(st.text(max_size=500))
def test_any_pasted_text_is_names_or_cells_or_a_reason(text: str) -> None:
    try:
        rows = names_by_line(text) if not is_table(text) else rows_of(read_table(text), [NAME])
    except ReadingError:
        return
    assert rows or is_table(text)
    assert all("\n" not in row.name and "\0" not in row.name for row in rows)
