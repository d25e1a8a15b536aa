"""A real browser for the tests: Debian's Chromium, kept off the network, with a cast that can be signed in."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, Route

from literacy.people.models import User
from tests.pages import sign_in

# Playwright keeps an event loop in the test's thread, and Django would take that for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser; without one it is skipped here and refused in CI."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.skipif(
                    not CHROMIUM.exists(),
                    reason=f"There is no browser at {CHROMIUM}. Install Debian's chromium or set CHROMIUM to its path.",
                )
            )


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": str(CHROMIUM), "args": FLAGS, "headless": True}


@dataclass
class Visit:
    """A browser window of one person on the running site, and everything it complained about or asked elsewhere."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    documents: list[Response] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    @property
    def markup(self) -> str:
        """The last page, or part of one, that the site sent: as it was sent, before the browser mended it."""
        return self.documents[-1].text()

    def sign_in(self, user: User) -> None:
        """Give the window the session of this person."""
        client = Client()
        sign_in(client, user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])


def _watch(context: BrowserContext, address: str) -> Visit:
    visit = Visit(context, context.new_page(), address)

    def on_console(message: ConsoleMessage) -> None:
        # A page that is meant to answer 404, or a network taken away, makes browser and htmx say so: no fault of the page.
        told = message.text.startswith(("Failed to load resource:", "htmx:afterRequest", "htmx:sendError"))
        if message.type in {"error", "warning"} and not told:
            visit.complaints.append(message.text)

    def on_request(request: Request) -> None:
        inside = request.url.startswith((address, "data:", "blob:", "about:"))
        (visit.requests if inside else visit.elsewhere).append(request.url)

    def off_the_network(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            route.abort()

    def on_response(response: Response) -> None:
        is_page = "text/html" in response.headers.get("content-type", "")
        if is_page and response.status not in {301, 302, 303}:
            visit.documents.append(response)

    context.route("**/*", off_the_network)
    visit.page.on("response", on_response)
    visit.page.on("console", on_console)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("request", on_request)
    return visit


@pytest.fixture
def make_visit(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Callable[..., Visit]]:
    """Opens windows: `make_visit(java_script_enabled=False, locale="en", viewport=…)`; all are closed afterwards."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Visit:
        context = browser.new_context(
            **{"locale": "nl", "viewport": {"width": 1280, "height": 800}, **options}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return _watch(context, live_server.url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def visit(make_visit: Callable[..., Visit]) -> Visit:
    """One window on a laptop."""
    return make_visit()


@pytest.fixture
def visit_without_script(make_visit: Callable[..., Visit]) -> Visit:
    """One window in which no JavaScript runs."""
    return make_visit(java_script_enabled=False)


@pytest.fixture
def visit_on_phone(make_visit: Callable[..., Visit]) -> Visit:
    """One small window that is touched."""
    return make_visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
