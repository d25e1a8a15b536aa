"""Lessons of their own for the tests of this room."""

from collections.abc import Callable
from pathlib import Path

import pytest

from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from quizzes.clips.models import Pair
from tests.lessons.sample import write_lesson


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """An empty folder of fixtures."""
    (tmp_path / "fixtures").mkdir()
    return tmp_path / "fixtures"


@pytest.fixture
def field(make_pair: Callable[..., Pair]) -> Pair:
    """The pair that the sample lesson shows."""
    pair = make_pair()
    pair.slug = "field"
    pair.save()
    return pair


@pytest.fixture
def lesson(fixtures: Path, field: Pair) -> Lesson:
    """The sample lesson, loaded."""
    write_lesson(fixtures)
    load_lessons(fixtures, fixtures)
    return Lesson.objects.get(slug="crop")
