"""Sam's browser, a guest's browser, and sittings whose halves are known."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.items.models import Quiz
from tests.factories import make_sitting


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Actions called without a request speak English here; the site's own default is Dutch."""
    with translation.override("en"):
        yield


@pytest.fixture
def sams(sam: User) -> Client:
    """Sam's browser."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(sam)
    return client


@pytest.fixture
def stranger(otto: User) -> Client:
    """Otto's browser."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(otto)
    return client


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    """Sam's sitting of six places: four fakes, a caption that misleads, and an authentic clip at the end."""
    return make_sitting(quiz, sam, twins=True)


@pytest.fixture
def real_sitting(quiz: Quiz, sam: User) -> Sitting:
    """Sam's sitting in which every clip is the original."""
    return make_sitting(quiz, sam, twins=False)
