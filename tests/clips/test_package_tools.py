"""Claims about downloading: each way it fails is a sentence of its own."""

import os
import sys
from pathlib import Path

import pytest

from quizzes.clips import package_tools
from quizzes.clips.fetch_errors import (
    CorruptedArchiveError,
    DiskFullError,
    DownloadFailedError,
    DownloadStoppedError,
    FetchError,
    NoNetworkError,
    PackageNotFoundError,
    ToolMissingError,
)
from quizzes.clips.packages import fetch_members
from tests.clips.made_packages import MEMBERS, files_in, tool_that_says


def test_a_package_that_is_nowhere_is_named(shelf: Path, cache: Path) -> None:
    with pytest.raises(PackageNotFoundError, match=r"does not have holiday 1\.0"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


def test_no_network_is_told_apart_from_no_such_package(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real pip, sent to a port of this computer where nobody listens.
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(NoNetworkError, match="network"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


@pytest.mark.parametrize(
    ("said", "code", "error"),
    [
        ("npm error code ENOTFOUND\nnpm error network", 1, NoNetworkError),
        ("ReadTimeoutError: Read timed out.", 1, NoNetworkError),
        ("ERROR: Could not install: [Errno 28] No space left on device", 1, DiskFullError),
        ("npm error code ENOSPC", 1, DiskFullError),
        ("npm error code E404", 1, PackageNotFoundError),
        ("npm error code ETARGET", 1, PackageNotFoundError),
        ("npm error code EINTEGRITY", 1, CorruptedArchiveError),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", 1, CorruptedArchiveError),
        ("/venv/bin/python: No module named pip", 1, ToolMissingError),
        ("", -9, DownloadStoppedError),
        ("something never seen before", 2, DownloadFailedError),
    ],
)
def test_every_way_a_download_fails_is_a_sentence_of_its_own(
    cache: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int, error: type[FetchError]
) -> None:
    tool_that_says(monkeypatch, said, code)
    with pytest.raises(error) as raised:
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert type(raised.value) is error
    assert "holiday 1.0" in str(raised.value)
    assert files_in(cache) == []


def test_a_download_that_hangs_is_stopped(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_tools, "TIME_LIMIT_S", 0.2)
    real = package_tools.run_tool
    hang = [sys.executable, "-c", "import time; time.sleep(30)"]
    monkeypatch.setattr(
        package_tools,
        "run_tool",
        lambda command, package, version, cwd: real(hang, package, version, cwd=cwd),
    )
    with pytest.raises(NoNetworkError, match="was stopped"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


def test_without_npm_its_originals_are_left_out_in_a_sentence(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizzes.clips.package_tools.shutil.which", lambda name: None)
    with pytest.raises(ToolMissingError, match="npm is not on this computer, so holiday is left out"):
        fetch_members("npm", "holiday", "1.0", MEMBERS, cache)
