"""The two schools of the matrix."""

from pathlib import Path

import pytest
from django.http import HttpResponseNotFound

from literacy.lessons.loader import load_lessons
from literacy.lessons.models import Lesson
from quizzes.items.models import Quiz
from quizzes.provenance.keyring import Keyring
from tests import factories
from tests.lessons.sample import write_lesson
from tests.lessons.sample_blocks import ALL_BLOCKS
from tests.matrix.world import World


@pytest.fixture
def whole_lesson(lesson_with_blocks: Lesson, tmp_path: Path) -> Lesson:
    """A lesson with every block there is, and its pair under a lens."""
    fixtures = tmp_path / "fixtures"
    lenses = ':::compare pair=field caption="A field."\n:::\n\n:::lenses pair=field lens=ela caption="Look through."\n:::\n\n## Remember'
    text = ALL_BLOCKS.replace("## Remember", lenses)
    write_lesson(fixtures, en=text, nl=text)
    assert load_lessons(fixtures, fixtures).problems == []
    return Lesson.objects.get(slug="crop")


@pytest.fixture
def world(db: None, keys: Keyring, whole_lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> World:
    # The page that says there is nothing here is the same for everybody, and half of all answers: its status will do.
    monkeypatch.setattr("literacy.urls.handler404", lambda request, exception: HttpResponseNotFound())
    quiz = factories.make_quiz(
        [factories.make_pair() for _ in range(5)], slug="first-five", open_to_guests=True
    )
    assert Quiz.objects.get(open_to_guests=True) == quiz
    return World()
