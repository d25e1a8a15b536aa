"""The process that opens an upload gets no more than it may have, and is stopped when it takes too long."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizzes.studio.cleaning import UncleanError, answer_of, clean_file
from quizzes.studio.limits import BY_HOLDING, Limits
from tests.studio.made import jpeg


def test_process_that_falls_is_a_damaged_file_and_one_that_is_stopped_a_heavy_one() -> None:
    assert answer_of(-11, b"")["key"] == "damaged"
    assert answer_of(-24, b"")["key"] == "too-heavy"
    assert answer_of(-9, b"")["key"] == "too-heavy"


def test_process_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: Any) -> None:
    given = tmp_path / "given"
    given.write_bytes(jpeg())
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    whole = subprocess.Popen
    monkeypatch.setattr(
        "quizzes.studio.cleaning.subprocess.Popen", lambda command, **options: whole(sleeper, **options)
    )
    monkeypatch.setitem(BY_HOLDING, "photo", Limits(cpu=1, wall=0, output=1))
    with pytest.raises(UncleanError) as refused:
        clean_file(given, tmp_path / "made")
    assert refused.value.key == "too-heavy"


@pytest.mark.parametrize(
    ("does", "key"),
    [
        ("bytes(2 << 30)", "too-heavy"),
        ("exec('while True: pass')", "too-heavy"),
        ("out.write(bytes(9_000_000))", "too-heavy"),
    ],
)
def test_process_gets_no_more_memory_time_or_room_than_it_may_have(
    does: str, key: str, tmp_path: Path, monkeypatch: Any
) -> None:
    """The cleaning itself is replaced by something greedy; the process around it is the real one."""
    given = tmp_path / "given"
    given.write_bytes(jpeg())
    greedy = (
        "import sys\nfrom quizzes.studio import child, limits\n"
        "limits.BY_HOLDING['photo'] = limits.Limits(cpu=1, wall=20, output=1_000_000)\n"
        f"def clean(file, out):\n    {does}\n    out.flush()\n    return {{}}\n"
        "child.clean_photo = clean\nchild.main()\n"
    )
    whole = subprocess.Popen
    monkeypatch.setattr(
        "quizzes.studio.cleaning.subprocess.Popen",
        lambda command, **options: whole([*command[:3], "-c", greedy, *command[-2:]], **options),
    )
    with pytest.raises(UncleanError) as refused:
        clean_file(given, tmp_path / "made")
    assert refused.value.key == key
