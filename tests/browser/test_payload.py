"""What the player costs a school's network, measured on the site as it is served: compressed, cached, alone on its host."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect

from literacy.people.models import User
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair
from tests.jobs.site import Site, eventually, free_port
from tests.pages import sign_in
from tests.recordings import make_recording

MOST_BYTES = 60_000
MOST_REQUESTS = 8


@pytest.fixture
def first_pages(
    transactional_db: None, own_folders: None, settings: Any, tmp_path: Path, sam: User
) -> dict[str, str]:
    """A page with which the player may be opened for each medium, and one that asks to mark a part of a film."""
    settings.LIBRARY_CACHE = tmp_path
    pairs = {
        "photo": [make_pair() for _ in range(3)],
        "film": [make_film_pair()],
        "sound": [make_recording(tmp_path)],
    }
    pages = {name: f"/sittings/{make_sitting(make_quiz(some), sam).pk}/1/" for name, some in pairs.items()}
    marking = make_sitting(make_quiz(pairs["film"], asks=["judge", "when"]), sam, twins=True)
    record_answer(
        course=course_of(marking),
        position=1,
        item_type="judge",
        key=uuid4(),
        cleaned={"p_manipulated": 0.95},
        milliseconds=900,
    )
    return pages | {"film to be marked": f"/sittings/{marking.pk}/1/"}


@pytest.fixture
def served(first_pages: dict[str, str], tmp_path: Path) -> Iterator[str]:
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
    served: str, first_pages: dict[str, str], sam: User, browser: Browser, record_property: Any
) -> None:
    client = Client()
    sign_in(client, sam)
    key = settings.SESSION_COOKIE_NAME
    for name, page in first_pages.items():
        context = browser.new_context(locale="nl", viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": key, "value": client.cookies[key].value, "url": served}])
        try:
            traffic = Traffic(context)
            traffic.page.goto(f"{served}{page}", wait_until="networkidle")
            expect(traffic.page.locator("[data-tools], [data-deck]").first).to_be_visible()
            light = _without_the_clip(traffic, served)
            record_property(f"player_bytes_{name}", sum(light.values()))
            record_property(f"player_requests_{name}", len(light))
            if traffic.page.locator(".stop").count():
                _nothing_more_comes_with_the_answer(traffic)
            assert traffic.complaints == []
        finally:
            context.close()


def _without_the_clip(traffic: Traffic, served: str) -> dict[str, int]:
    """What came over the line for the page itself: light, compressed, in few requests, and from this host alone."""
    clips = [address for address in traffic.bytes if "/media/" in address]
    rest = {address: size for address, size in traffic.bytes.items() if address not in clips}
    report = "\n".join(
        f"{size:7d} {traffic.encodings[address]:5} {address}" for address, size in rest.items()
    )
    assert clips, "the clip was not fetched"
    assert sum(rest.values()) <= MOST_BYTES, report
    assert len(rest) <= MOST_REQUESTS, report
    assert [address for address in traffic.bytes if not address.startswith(served)] == []
    styles_and_scripts = [address for address in rest if address.endswith((".css", ".js"))]
    assert styles_and_scripts
    assert {traffic.encodings[address] for address in styles_and_scripts} <= {"br", "gzip"}
    return rest


def _nothing_more_comes_with_the_answer(traffic: Traffic) -> None:
    before = set(traffic.bytes)
    traffic.page.locator(".stop").first.click()
    traffic.page.locator(".send").click()
    expect(traffic.page.locator(".revealed")).to_be_visible()
    assert [address for address in set(traffic.bytes) - before if "/static/" in address] == []
