"""Pairs of a school's own, reports about them, and somebody who looks after the site."""

from collections.abc import Callable

import pytest

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.reports.models import Report


@pytest.fixture
def own(make_pair: Callable[..., Pair], school: School) -> Pair:
    """A published pair of the school De Linde's own."""
    return make_pair(shelf=school.shelf)


@pytest.fixture
def steff(db: None) -> User:
    return User.objects.create_user(
        "steff@site.example", "long enough for steff", name="Steff", is_staff=True
    )


@pytest.fixture
def about_own(own: Pair) -> Report:
    """A visitor's report about the school's pair."""
    return Report.objects.create(pair=own, guest="a-digest", reason="upsetting", words="That is <b>mean</b>.")


@pytest.fixture
def about_library(field: Pair) -> Report:
    """A visitor's report about a pair of the library."""
    return Report.objects.create(pair=field, guest="a-digest", reason="answer", words="It is real.")
