"""What a watcher of the site is told."""

import pytest
from django.db.utils import OperationalError
from django.test import Client

from literacy import health


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/livez", "/readyz"])
def test_a_working_site_says_ok_to_anybody(client: Client, address: str) -> None:
    reply = client.get(address)
    assert (reply.status_code, reply.content) == (200, b"ok\n")


def test_a_site_without_its_database_lives_but_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def cursor(self) -> None:
            raise OperationalError("gone")

    monkeypatch.setattr(health, "connection", Broken())
    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code == 503
