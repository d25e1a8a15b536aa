"""Lessons of their own for the tests of this room."""

from pathlib import Path

import pytest


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """An empty folder of fixtures."""
    (tmp_path / "fixtures").mkdir(exist_ok=True)
    return tmp_path / "fixtures"
