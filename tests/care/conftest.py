"""A school with something to look after: pupils who answered, a class that is over, and folders of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests import play
from tests.pages import sign_in

MakeEnded = Callable[..., User]


@pytest.fixture
def answered(assignment: Assignment, sam: User) -> Sitting:
    """Sam has answered the quiz of six judgements."""
    play.let_answer(assignment, sam, clips=6, seed=1)
    return Sitting.objects.get(user=sam)


@pytest.fixture
def place(sam: User) -> Enrolment:
    return Enrolment.objects.get(user=sam)


@pytest.fixture
def ended(school: School) -> MakeEnded:
    """Makes a pupil whose class was archived so many days ago."""

    def make(days: int, name: str = "Lea", at: datetime | None = None) -> User:
        over = (at or timezone.now()) - timedelta(days=days)
        number = Classroom.objects.count()
        room = Classroom.objects.create(
            school=school, name=f"Old {number}", code=f"OLD{number}", archived_at=over
        )
        pupil = User.objects.create_user(name=name)
        Enrolment.objects.create(classroom=room, user=pupil, code_digest=f"{name}{number}")
        return pupil

    return make


@pytest.fixture
def adas(client: Client, ada: User) -> Client:
    sign_in(client, ada)
    return client


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    sign_in(client, tess)
    return client
