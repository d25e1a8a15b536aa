"""The same seed gives the same bytes, wherever and however often it is rendered."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"), "1")


def _start(folder: Path, *words: str, **environment: str) -> "subprocess.Popen[str]":
    folder.mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "tests.clips.rendered", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_computers_would_render_the_same_bytes(tmp_path: Path) -> None:
    # Some seconds: two processes import everything and render every medium, which is the claim.
    one = _start(
        tmp_path / "one", "--one-core", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C", TMPDIR=str(tmp_path),
        **ONE_THREAD,
    )  # fmt: skip
    other = _start(tmp_path / "other", PYTHONHASHSEED="77", TZ="Asia/Tokyo", LC_ALL="nl_NL.UTF-8")
    first, second = one.communicate(timeout=120)[0], other.communicate(timeout=120)[0]
    assert one.returncode == other.returncode == 0, first + second
    assert first.splitlines() == second.splitlines()
    for medium in ("photo", "video", "sound"):
        assert first.count(f"{medium} ") > 10
