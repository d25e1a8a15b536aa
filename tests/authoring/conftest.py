"""A school with a lesson of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from literacy.authoring.models import Manuscript
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips.models import Pair
from tests.authoring.made import make_manuscript
from tests.pages import sign_in


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def doors(school: School, tess: User, field: Pair) -> Manuscript:
    """A lesson of tess's school, not published: version 2 of it can be."""
    return make_manuscript(school, tess)


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    """Tess's window; it asks for English."""
    sign_in(client, tess)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def sams(sam: User) -> Client:
    """A pupil's window."""
    window = Client(headers={"Accept-Language": "en"})
    sign_in(window, sam)
    return window
