"""The tests' own rules: a skip fails in CI, and the round on PostgreSQL leaves out only what touches no database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = """
import pytest

def test_passes(): pass

@pytest.mark.skip(reason="not today")
def test_is_skipped(): pass

def test_skips_itself(): pytest.skip("no browser")

@pytest.mark.xfail
def test_is_expected_to_fail(): assert False

@pytest.mark.django_db
def test_on_the_database(): pass
"""


def _pytest(folder: Path, ci: str, *words: str) -> str:
    (folder / "test_sample.py").write_text(SAMPLE)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.plugin",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        "-q",
    ]
    ini = ["-c", str(folder / "pytest.ini"), "--rootdir", str(folder)]
    (folder / "pytest.ini").write_text("[pytest]\nDJANGO_SETTINGS_MODULE = literacy.settings\n")
    environment = {**os.environ, "CI": ci, "VAR_DIR": str(folder / "var"), "PYTHONPATH": str(ROOT)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [*command, *ini, *words, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("ci", "summary"), [("true", "2 failed, 2 passed, 1 error"), ("", "2 passed, 2 skipped, 1 xfailed")]
)
def test_a_skipped_test_is_a_failed_one_in_ci_only(tmp_path: Path, ci: str, summary: str) -> None:
    assert summary in _pytest(tmp_path, ci)


def test_the_round_for_the_database_leaves_the_others_out(tmp_path: Path) -> None:
    assert "1 passed, 4 deselected" in _pytest(tmp_path, "", "--only-database")
