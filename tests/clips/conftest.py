"""A shelf that stands in for a package registry, a folder of originals, and a film in a library of its own."""

import os
from pathlib import Path
from typing import Any

import pytest

from quizzes.clips import build
from tests.clips.made_films import MadeFilms
from tests.clips.test_build import _drain_here


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the package registry, for the real pip."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def disc_films(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeFilms:
    """A catalogue with one original, a disc on its way; what is built of it is built in this process."""
    settings.LIBRARY_CACHE, settings.MEDIA_ROOT = tmp_path / "cache", tmp_path / "media"
    settings.JOB_TRIES = 1
    monkeypatch.setattr(build, "drain", _drain_here)
    made = MadeFilms(tmp_path / "cache")
    made.original("disc")
    return made
