"""Sam's window with a question, and two pupils with their cards."""

import pytest

from literacy.classroom.actions import NewCode, add_pupils
from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.factories import make_sitting


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    return make_sitting(quiz, sam)


@pytest.fixture
def playing(sitting: Sitting, sam: User, visit: Visit) -> Visit:
    visit.sign_in(sam)
    visit.open(f"/sittings/{sitting.pk}/1/")
    return visit


@pytest.fixture
def cards(assignment: Assignment, classroom: Classroom) -> list[NewCode]:
    """Two pupils of a class that has a quiz to do, with the words on their cards."""
    return add_pupils(classroom=classroom, names=["Noor", "Milan"]).new
