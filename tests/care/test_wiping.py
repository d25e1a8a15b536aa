"""An erased name is not found in SQLite's own files any more, neither in the database nor in its log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

from literacy.care.wiping import wipe_log
from literacy.settings import SQLITE_PRAGMAS

NAME = "Zebediah Quackenbush"


@pytest.fixture
def make(db: None, tmp_path: Path) -> Iterator[Any]:
    """Makes a SQLite database in which the name stood in 300 rows that were deleted; closes it in the end."""
    made: list[BaseDatabaseWrapper] = []

    def database(pragmas: str) -> BaseDatabaseWrapper:
        wanted = {
            **connection.settings_dict,
            "NAME": tmp_path / "site.sqlite3",
            "OPTIONS": {"init_command": pragmas},
        }
        one = cast(BaseDatabaseWrapper, DatabaseWrapper(wanted, alias="of its own"))
        made.append(one)
        with one.cursor() as cursor:
            cursor.execute("CREATE TABLE pupil (id integer PRIMARY KEY, name text)")
            cursor.executemany("INSERT INTO pupil (name) VALUES (%s)", [(f"{NAME} {n}",) for n in range(300)])
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            cursor.execute("UPDATE pupil SET name = %s WHERE id > 200", ["—"])
            cursor.execute("DELETE FROM pupil WHERE id <= 200")
        return one

    yield database
    for one in made:
        one.close()


def _found_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if NAME.encode() in path.read_bytes())


def test_an_erased_name_is_in_no_file(make: Any, tmp_path: Path) -> None:
    database = make(SQLITE_PRAGMAS)
    assert _found_in(tmp_path) != [], "until the log is emptied, it is there"
    assert wipe_log(database)
    assert _found_in(tmp_path) == []


def test_without_the_setting_it_would_be(make: Any, tmp_path: Path) -> None:
    database = make(SQLITE_PRAGMAS.replace("secure_delete=ON", "secure_delete=OFF"))
    wipe_log(database)
    assert _found_in(tmp_path) == ["site.sqlite3"]


def test_the_log_waits_for_whoever_reads_and_nothing_breaks(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("literacy.care.wiping._WAIT_MS", 50)
    database = make(SQLITE_PRAGMAS)
    reader = DatabaseWrapper(dict(database.settings_dict), alias="reader")
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM pupil").fetchone()
        assert not wipe_log(database)
        cursor.execute("COMMIT")
    reader.close()
    assert wipe_log(database)


def test_the_site_says_so_to_its_own_database() -> None:
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options.get("init_command", SQLITE_PRAGMAS) == SQLITE_PRAGMAS
    assert "secure_delete=ON" in SQLITE_PRAGMAS
