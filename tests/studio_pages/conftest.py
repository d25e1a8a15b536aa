"""Tess at her desk, the background work done in this process, and drafts in any state."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.studio.models import Draft
from tests.pages import sign_in
from tests.studio.conftest import mp4, work
from tests.studio_pages.made import make_draft

__all__ = ["mp4", "work"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    """Tess's window; it asks for English."""
    sign_in(client, tess)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def draft(school: School, tess: User, own_folders: None) -> Callable[..., Draft]:
    """Makes drafts of tess's school: `draft("made", place={})`."""
    make: Any = partial(make_draft, school, tess)
    return make  # type: ignore[no-any-return]
