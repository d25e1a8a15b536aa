"""The cast of these tests, signed in."""

import pytest
from django.test import Client

from literacy.people.models import User
from tests.pages import sign_in


@pytest.fixture
def sams(client: Client, sam: User) -> Client:
    """Sam's browser."""
    sign_in(client, sam)
    return client
