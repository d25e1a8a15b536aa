"""`manage.py library` as people run it: with processes of its own, killed in the middle, started again."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command

from quizzes.clips.models import Pair
from quizzes.clips.store import path_of
from tests.clips.made_library import MadeLibrary
from tests.plugin import MIGRATED

Run = Callable[..., "subprocess.Popen[str]"]
PAIRS = 10
ALONE = ("--machine-made", "0")


@pytest.fixture
def manage(tmp_path: Path) -> Run:
    """Starts manage.py on a site of its own in the test's folder."""
    environment = {
        **os.environ, "VAR_DIR": str(tmp_path / "var"), "LIBRARY_CACHE": str(tmp_path / "cache"),
        "JOB_LEASE_SECONDS": "2", "DATABASE_URL": "", "BROKER_URL": "", "LOG_LEVEL": "ERROR",
    }  # fmt: skip

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(site.BASE_DIR / "manage.py"), *arguments]
        return subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=site.BASE_DIR,
        )

    return start


def _finish(process: "subprocess.Popen[str]") -> str:
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def _published(database: Path) -> int:
    with sqlite3.connect(database, timeout=10) as connection:
        return int(
            connection.execute("select count(*) from clips_pair where state = 'published'").fetchone()[0]
        )


def test_build_that_was_killed_goes_on_where_it_stopped(
    manage: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = MadeLibrary(tmp_path / "fixtures", monkeypatch)
    for number in range(PAIRS):
        library.add(f"spot-{number}", original=number)
    library.put_into(tmp_path / "cache")
    build = ("library", "build", "--workers", "2", "--fixtures", str(library.write()))
    database = tmp_path / "var" / "site.sqlite3"
    if MIGRATED.endswith("sqlite3"):
        database.parent.mkdir()
        shutil.copy(MIGRATED, database)
    else:
        _finish(manage("migrate", "--verbosity", "0"))

    first = manage(*build)
    deadline = time.monotonic() + 60
    while not _published(database) and time.monotonic() < deadline:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
    done = _published(database)
    assert done >= 1

    said = _finish(manage(*build))
    assert f"Library: {PAIRS} pairs" in said
    assert _published(database) == PAIRS
    with sqlite3.connect(database) as connection:
        named = {row[0] for row in connection.execute("select file from clips_rendition")}
        waiting = connection.execute(
            "select count(*) from jobs_job where state in ('waiting', 'running')"
        ).fetchone()
    assert len(named) == 4 * PAIRS and waiting == (0,)
    media = tmp_path / "var" / "media"
    assert all((media / file).is_file() for file in named)

    said = _finish(manage(*build))
    assert f"0 made now, {PAIRS} were there already" in said
    counted = json.loads(_finish(manage("library", "status", "--json")))
    assert (
        counted["pairs"] == PAIRS
        and counted["by_technique"] == {"copy-move": PAIRS}
        and counted["failed"] == []
    )


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command("library", *arguments, stdout=out)
    return out.getvalue()


def _ten_pairs(make_pair: Callable[..., Pair]) -> list[Pair]:
    return [make_pair() for _ in range(10)]


def test_audit_of_a_clean_library_ends_well(make_pair: Callable[..., Pair]) -> None:
    """The made pairs of tests are not filled to one length, so their files are made equal here."""
    for pair in _ten_pairs(make_pair):
        original, twin = (pair.renditions.get(kind=kind) for kind in ("original", "twin"))
        path_of(twin.file).write_bytes(path_of(original.file).read_bytes())
    found = json.loads(_run("audit", "--json", *ALONE))
    photo = found["library"]["photo"]
    assert photo["n_pairs"] == 10
    assert (photo["p_single"], photo["p_paired"]) == (1.0, 1.0)
    assert {"auc_single", "auc_paired", "top_feature", "models"} <= photo.keys()
    assert found["first_byte"]["sitting"]["n_pairs"] == 10
    assert found["leaks"] == [] and found["machine_made"] == {}


def test_audit_of_a_leaking_library_ends_with_an_error(make_pair: Callable[..., Pair]) -> None:
    for pair in _ten_pairs(make_pair):
        twin = path_of(pair.renditions.get(kind="twin").file)
        twin.write_bytes(twin.read_bytes() + b"\0")
    with pytest.raises(CommandError, match=r"can be told apart .*\(photo: look at") as caught:
        _run("audit", *ALONE)
    assert caught.value.returncode == 1


@pytest.mark.django_db
def test_audit_of_an_empty_library_says_what_to_do() -> None:
    assert "library build" in _run("audit", *ALONE)
    assert json.loads(_run("audit", "--json", *ALONE))["library"] == {}


@pytest.mark.django_db
def test_wrong_catalogue_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"originals\.toml is not there"):
        _run("build", "--fixtures", str(tmp_path))


def test_status_lists_what_failed(make_pair: Callable[..., Pair], settings: Any) -> None:
    pair = make_pair()
    Pair.objects.filter(pk=pair.pk).update(state=Pair.State.FAILED, error="The disk is full.")
    assert f"Failed: {pair.slug}. The disk is full." in _run("status")
    assert json.loads(_run("status", "--json"))["failed"] == [
        {"slug": pair.slug, "error": "The disk is full."}
    ]


def test_digests_are_those_of_the_files_and_a_changed_file_is_named(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair()
    lines = _run("digests").splitlines()
    kinds = sorted(pair.renditions.values_list("kind", flat=True))
    assert [line.split("  ")[1] for line in lines] == [f"{pair.slug} {kind}" for kind in kinds]
    path = path_of(pair.renditions.get(kind="twin").file)
    data = path.read_bytes()
    assert f"{hashlib.sha256(data).hexdigest()}  {pair.slug} twin" in lines
    path.write_bytes(data[:-1] + b"?")
    with pytest.raises(CommandError, match=f"1 files are gone or not what they were: {pair.slug} twin"):
        _run("digests")
