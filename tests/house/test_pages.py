"""Every page: valid HTML, named controls, a policy against foreign and inline code, in both languages."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client

from tests.page import Page
from tests.pages import Element, every_page, open_page, parse

pytestmark = pytest.mark.django_db
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


_seen: dict[tuple[str, str], tuple[str, Mapping[str, str]]] = {}


def _look(
    a_page: Page, client: Client, request: pytest.FixtureRequest, language: str = "nl"
) -> tuple[str, Mapping[str, str]]:
    """The markup and headers of a page. Opened once per worker and language: playing a quiz for each test takes minutes."""
    key = (str(a_page), language)
    if key not in _seen:
        response = open_page(a_page, client, request.getfixturevalue, **{"accept-language": language})
        _seen[key] = (response.content.decode(), dict(response.headers))
    return _seen[key]


def _markup(a_page: Page, client: Client, request: pytest.FixtureRequest) -> str:
    return _look(a_page, client, request)[0]


def _named(control: Element, document: Element) -> bool:
    """Whether a form control has a name a screen reader can say."""
    if control.get("aria-label") or control.get("aria-labelledby") or control.get("title"):
        return True
    wrapped = any(control in label.iter() for label in document.iter("label"))
    return wrapped or any(
        label.get("for") == control.get("id") for label in document.iter("label") if label.get("for")
    )


@every_page
def test_page_is_valid_html(a_page: Page, client: Client, request: pytest.FixtureRequest) -> None:
    document, errors = parse(_markup(a_page, client, request))
    assert errors == []
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert sorted(set(ids)) == sorted(ids), "an id stands twice"
    assert len(list(document.iter("h1"))) == 1, "a page has one h1"
    assert (document.find(".//title").text or "").strip()


@every_page
def test_page_names_every_control_and_describes_every_image(
    a_page: Page, client: Client, request: pytest.FixtureRequest
) -> None:
    document, _ = parse(_markup(a_page, client, request))
    controls = [
        control
        for kind in ("input", "select", "textarea")
        for control in document.iter(kind)
        if control.get("type") not in UNLABELLED
    ]
    assert [control.attrib for control in controls if not _named(control, document)] == []
    assert [image.attrib for image in document.iter("img") if image.get("alt") is None] == []


@every_page
def test_page_has_no_inline_code_and_names_no_other_host(
    a_page: Page, client: Client, request: pytest.FixtureRequest
) -> None:
    document, _ = parse(_markup(a_page, client, request))
    assert list(document.iter("style")) == []
    scripts = [script for script in document.iter("script") if not script.get("src")]
    assert [script for script in scripts if script.get("type") != "application/json"] == []
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.get("style") is None, f"<{element.tag}> has a style attribute"
        assert [name for name in element.attrib if str(name).startswith("on")] == []
        for name in ("src", "srcset", "action", "poster", "data", "hx-get", "hx-post"):
            assert not re.match(r"(https?:)?//", element.get(name) or ""), (
                f"<{element.tag} {name}> names a host"
            )
        if element.tag == "link":
            assert not re.match(r"(https?:)?//", element.get("href") or "")


@every_page
def test_page_carries_the_security_headers(
    a_page: Page, client: Client, request: pytest.FixtureRequest
) -> None:
    headers = _look(a_page, client, request)[1]
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert not re.search(r"https?:|\*", policy), "the policy lets another host in"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@every_page
@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_speaks_the_language_the_browser_asks_for(
    a_page: Page, language: str, client: Client, request: pytest.FixtureRequest
) -> None:
    document, errors = parse(_look(a_page, client, request, language)[0])
    assert errors == []
    assert document.get("lang") == language
