"""OneRoster: who is in which class today, and a zip that means harm is shut again."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.rosters.reading import archive
from literacy.rosters.reading.oneroster import read_oneroster
from literacy.rosters.reading.rows import ReadingError, Row
from tests.rosters import made

TODAY = date(2026, 11, 22)


def _read(data: bytes, school: str = "De Linde") -> list[Row]:
    return list(read_oneroster(data, school=school, today=TODAY).rows)


def _code(data: bytes, school: str = "De Linde") -> str:
    with pytest.raises(ReadingError) as raised:
        _read(data, school)
    return raised.value.code


@pytest.mark.parametrize("folder", ["", "export/"])
def test_pupils_of_this_years_homerooms_are_read_and_nobody_else(folder: str) -> None:
    assert _read(made.oneroster(folder)) == [
        Row(2, "Noor de Vries", "2B", "u1"),
        Row(3, "Amin Idrissi", "2B", "u2"),
    ]


def test_what_is_left_out_is_counted() -> None:
    read = read_oneroster(made.oneroster(), school="De Linde", today=TODAY)
    assert read.left_out == {"over": 1, "courses": 1, "adults": 1, "places-elsewhere": 2}


def test_nothing_of_addresses_and_phones_is_in_what_is_read() -> None:
    read = repr(read_oneroster(made.oneroster(), school="De Linde", today=TODAY))
    assert "Noor" in read
    assert "@" not in read
    assert "0611" not in read


def test_without_homerooms_every_class_counts() -> None:
    data = made.oneroster(classes=made.CLASSES.replace("homeroom", "scheduled"))
    assert [(row.name, row.classroom) for row in _read(data)] == [
        ("Noor de Vries", "2B"),
        ("Amin Idrissi", "2B"),
        ("Noor de Vries", "Art"),
    ]


def test_two_classes_of_one_title_are_told_apart_by_their_code() -> None:
    data = made.oneroster(classes=made.CLASSES.replace("Art", "2B").replace("scheduled", "homeroom"))
    assert {row.classroom for row in _read(data)} == {"2B 2B", "2B ART"}


def test_places_that_have_ended_or_are_to_be_deleted_do_not_count() -> None:
    lines = made.ENROLLMENTS.replace("e1,,,c1,o1,u1,student,,,", "e1,,,c1,o1,u1,student,,,2026-10-01")
    lines = lines.replace("e2,,", "e2,tobedeleted,")
    assert _code(made.oneroster(enrollments=lines)) == "empty-oneroster"


def test_a_place_of_somebody_who_is_not_in_the_file_is_an_error_of_that_row() -> None:
    rows = _read(made.oneroster(users=made.USERS.replace("u2,", "u9,")))
    assert [row.problem for row in rows] == ["", "unknown-pupil"]


def test_of_several_schools_the_one_of_this_name_is_read() -> None:
    orgs = made.ORGS + "o2,,,Het Baken,school,,\n"
    classes = made.CLASSES.replace("c2,,,Art,8,k2,ART,scheduled,,o1", "c2,,,Art,8,k2,ART,homeroom,,o2")
    data = made.oneroster(orgs=orgs, classes=classes)
    assert {row.classroom for row in _read(data)} == {"2B"}
    assert {row.classroom for row in _read(data, "het báken")} == {"Art"}
    assert _code(data, "Elsewhere") == "several-schools"


def test_files_of_changes_are_refused() -> None:
    assert (
        _code(made.oneroster(manifest=made.MANIFEST.replace("file.users,bulk", "file.users,delta")))
        == "delta"
    )


def test_any_other_zip_is_no_oneroster() -> None:
    assert _code(made.zipped({"photo.jpg": b"x"})) == "no-oneroster"
    assert (
        _code(made.zipped({"a/b/users.csv": b"x", "classes.csv": b"", "enrollments.csv": b""}))
        == "no-oneroster"
    )


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 1_000_000)
    data = made.oneroster(users=made.USERS + "x," * 600_000)
    assert len(data) < 10_000
    assert _code(data) == "zip-large"


def test_a_bomb_of_many_members_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_SUM", 1_000_000)
    big = "x," * 300_000
    assert _code(made.oneroster(users=made.USERS + big, classes=made.CLASSES + big)) == "zip-large"


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(made.oneroster(users=made.USERS + "x," * 500_000))
    at = data.rindex(b"users.csv") - 46 + 24  # the size in the central directory, APPNOTE.TXT 4.3.12
    data[at : at + 4] = (100).to_bytes(4, "little")
    assert _code(bytes(data)) == "zip-damaged"


def test_too_many_members_or_one_twice_are_refused() -> None:
    many = {f"{number}.csv": b"" for number in range(archive.MOST_MEMBERS + 1)}
    assert _code(made.zipped(many)) == "zip-large"
    assert _code(made.zipped({"users.csv": b"", "USERS.csv": b""})) == "zip-twice"


def test_a_way_of_packing_nobody_uses_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("users.csv", "x")
    assert _code(out.getvalue()) == "zip-damaged"


@given(st.data())
def test_a_zip_with_any_byte_changed_is_read_or_refused_with_a_reason(data: st.DataObject) -> None:
    zipped = bytearray(made.oneroster())
    for _ in range(data.draw(st.integers(1, 6))):
        zipped[data.draw(st.integers(0, len(zipped) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(zipped)) | st.just(len(zipped)))
    try:
        rows = _read(bytes(zipped[:cut]))
    except ReadingError:
        return
    assert all(row.name or row.problem for row in rows)
