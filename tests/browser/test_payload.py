"""What the player costs a school's network, measured on the site as it is served: compressed, cached, alone on its host."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair
from tests.jobs.site import Site, eventually, free_port
from tests.pages import sign_in
from tests.recordings import make_recording

MOST_BYTES = 60_000
MOST_REQUESTS = 8


@pytest.fixture(params=["photo", "video", "sound"])
def sitting(
    transactional_db: None,
    own_folders: None,
    request: pytest.FixtureRequest,
    settings: Any,
    tmp_path: Path,
    sam: User,
) -> Sitting:
    """A sitting that begins with a clip of the medium."""
    if request.param == "sound":
        settings.LIBRARY_CACHE = tmp_path
        return make_sitting(make_quiz([make_recording(tmp_path)]), sam)
    make = make_pair if request.param == "photo" else make_film_pair
    return make_sitting(make_quiz([make() for _ in range(3)]), sam)


@pytest.fixture
def served(sitting: Sitting, tmp_path: Path) -> Iterator[str]:
    """The address of the site as `manage.py serve` serves it, on the test's own database and media."""
    port = free_port()
    site = Site(
        tmp_path,
        DJANGO_SETTINGS_MODULE="literacy.settings",
        DATABASE_URL=_database_url(),
        PORT=str(port),
        SECRET_KEY=settings.SECRET_KEY,
    )
    site.manage("serve")
    try:
        eventually(lambda: f"http://127.0.0.1:{port}/" in site.output(), seconds=60, why="the site is served")
        yield f"http://127.0.0.1:{port}"
    finally:
        site.end()


def _database_url() -> str:
    """The address of the database this test runs on."""
    chosen: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{os.fspath(chosen['NAME'])}"
    host = chosen["HOST"] or chosen["OPTIONS"].get("host", "")
    secret = f":{quote(chosen['PASSWORD'], safe='')}" if chosen["PASSWORD"] else ""
    port = f":{chosen['PORT']}" if chosen["PORT"] else ""
    return (
        f"postgres://{quote(chosen['USER'], safe='')}{secret}@{quote(host, safe='')}{port}/{chosen['NAME']}"
    )


class Traffic:
    """Every response of a window: its address and the bytes that came over the line for it, headers included."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._addresses: dict[str, str] = {}
        self.bytes: dict[str, int] = {}
        self.encodings: dict[str, str] = {}
        line = context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on("Network.responseReceived", self._begin)
        line.on("Network.loadingFinished", self._end)

    def _begin(self, event: dict[str, Any]) -> None:
        address = event["response"]["url"]
        if address.startswith("data:"):
            return  # the browser's own pictures for its own controls
        self._addresses[event["requestId"]] = address
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        self.encodings[address] = headers.get("content-encoding", "")

    def _end(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._addresses:
            self.bytes[self._addresses[event["requestId"]]] = int(event["encodedDataLength"])


def test_player_without_the_clip_is_light(
    served: str, sitting: Sitting, sam: User, browser: Browser, record_property: Any
) -> None:
    client = Client()
    sign_in(client, sam)
    context = browser.new_context(locale="nl", viewport={"width": 1280, "height": 800})
    try:
        key = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": key, "value": client.cookies[key].value, "url": served}])
        traffic = Traffic(context)
        traffic.page.goto(f"{served}/sittings/{sitting.pk}/1/", wait_until="networkidle")
        expect(traffic.page.locator("[data-tools], [data-deck]")).to_be_visible()
        clips = [address for address in traffic.bytes if "/media/" in address]
        rest = {address: size for address, size in traffic.bytes.items() if address not in clips}
        report = "\n".join(
            f"{size:7d} {traffic.encodings[address]:5} {address}" for address, size in rest.items()
        )
        record_property("player_bytes", sum(rest.values()))
        record_property("player_requests", len(rest))
        assert clips, "the clip was not fetched"
        assert sum(rest.values()) <= MOST_BYTES, report
        assert len(rest) <= MOST_REQUESTS, report
        assert [address for address in traffic.bytes if not address.startswith(served)] == []
        styles_and_scripts = [address for address in rest if address.endswith((".css", ".js"))]
        assert styles_and_scripts, report
        assert {traffic.encodings[address] for address in styles_and_scripts} <= {"br", "gzip"}, report
        assert traffic.complaints == []
        before = set(traffic.bytes)
        traffic.page.locator(".stop").first.click()
        traffic.page.locator(".send").click()
        expect(traffic.page.locator(".revealed")).to_be_visible()
        assert [address for address in set(traffic.bytes) - before if "/static/" in address] == []
        assert traffic.complaints == []
    finally:
        context.close()
