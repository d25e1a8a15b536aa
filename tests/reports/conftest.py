"""Pairs of a school's own, people who report, and a pupil's browser."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from quizzes.reports.reporter import Reporter
from tests.factories import make_sitting


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def own(make_pair: Callable[..., Pair], school: School) -> Pair:
    """A published pair of the school De Linde's own."""
    return make_pair(shelf=school.shelf)


@pytest.fixture
def by(school: School) -> Callable[..., Reporter]:
    """Who reports: a user (of the school with `of_school`), or the guest of that name."""

    def make(who: User | str, *, of_school: bool = False, address: str = "192.0.2.1") -> Reporter:
        taker = Taker(guest=who) if isinstance(who, str) else Taker.of(who)
        return Reporter(taker, address, frozenset({school.shelf}) if of_school else frozenset())

    return make


@pytest.fixture
def sams(sam: User) -> Client:
    """Sam's browser."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(sam)
    return client


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    """Sam's sitting of six places: four fakes, a caption that misleads, and an authentic clip at the end."""
    return make_sitting(quiz, sam, twins=True)
