"""A class with a group, and ways to give it something."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from literacy.classroom.models import Classroom, Enrolment, Group
from literacy.people.models import User


@pytest.fixture
def place(sam: User) -> Enrolment:
    """Sam's place in the class."""
    return Enrolment.objects.select_related("classroom__school", "user").get(user=sam)


@pytest.fixture
def mia(classroom: Classroom) -> User:
    """Another pupil of the class."""
    user = User.objects.create_user(name="Mia")
    Enrolment.objects.create(classroom=classroom, user=user, code_digest="mia")
    return user


@pytest.fixture
def group(classroom: Classroom, place: Enrolment) -> Group:
    """A group with Sam alone in it."""
    made = Group.objects.create(classroom=classroom, name="Owls")
    made.enrolments.add(place)
    return made


@pytest.fixture
def teacher(tess: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def pupil(sam: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(sam, backend="literacy.people.backends.PersonalCodeBackend")
    return client


def hand_in(sitting: Any, at: dt.datetime | None = None) -> None:
    """End a sitting, whatever was answered."""
    sitting.finished_at = at or timezone.now()
    sitting.save(update_fields=["finished_at"])
