"""The two schools of the matrix."""

import pytest

from literacy.lessons.models import Lesson
from quizzes.items.models import Quiz
from quizzes.provenance.keyring import Keyring
from tests import factories
from tests.matrix.world import World


@pytest.fixture
def world(db: None, keys: Keyring, lesson_with_lenses: Lesson) -> World:
    quiz = factories.make_quiz(
        [factories.make_pair() for _ in range(5)], slug="first-five", open_to_guests=True
    )
    assert Quiz.objects.get() == quiz
    return World()
