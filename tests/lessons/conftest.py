"""Lessons of their own for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What is wrong with a text is said in the language of whoever reads it; the test before may have left another one."""
    with translation.override("en"):
        yield


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """An empty folder of fixtures."""
    (tmp_path / "fixtures").mkdir(exist_ok=True)
    return tmp_path / "fixtures"
