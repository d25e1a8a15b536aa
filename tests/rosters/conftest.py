"""Whoever looks at lists here reads English."""

import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    return Client(headers={"Accept-Language": "en"})
