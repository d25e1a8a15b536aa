"""Every page: valid HTML, named controls, a policy against foreign and inline code, in both languages."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client

from tests.page import Page
from tests.pages import Element, every_page, open_page, parse

pytestmark = pytest.mark.django_db
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


def _named(control: Element, document: Element) -> bool:
    """Whether a form control has a name a screen reader can say."""
    if control.get("aria-label") or control.get("aria-labelledby") or control.get("title"):
        return True
    wrapped = any(control in label.iter() for label in document.iter("label"))
    return wrapped or any(
        label.get("for") == control.get("id") for label in document.iter("label") if label.get("for")
    )


@every_page
def test_page_holds_what_every_page_must(
    a_page: Page, client: Client, request: pytest.FixtureRequest
) -> None:
    """Valid, named, with no code of its own, in the language that was asked for.

    One test of each page, since what leads to it (a quiz played, a class that is over) takes longer than all that is asked of it.
    """
    first = open_page(a_page, client, request.getfixturevalue, **{"accept-language": "en"})
    address = first.request["PATH_INFO"] + "?" + first.request["QUERY_STRING"]
    again = client.get(address, headers={"accept-language": "nl"})
    for language, response in (("en", first), ("nl", again)):
        document, errors = parse(response.content.decode())
        assert errors == []
        assert document.get("lang") == language
        _assert_outlined(document)
        _assert_named(document)
        _assert_no_code_and_no_other_host(document)
        _assert_headers(response.headers)


def _assert_outlined(document: Element) -> None:
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert sorted(set(ids)) == sorted(ids), "an id stands twice"
    assert len(list(document.iter("h1"))) == 1, "a page has one h1"
    assert (document.find(".//title").text or "").strip()


def _assert_named(document: Element) -> None:
    controls = [
        control
        for kind in ("input", "select", "textarea")
        for control in document.iter(kind)
        if control.get("type") not in UNLABELLED
    ]
    assert [control.attrib for control in controls if not _named(control, document)] == []
    assert [image.attrib for image in document.iter("img") if image.get("alt") is None] == []


def _assert_no_code_and_no_other_host(document: Element) -> None:
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


def _assert_headers(headers: Mapping[str, str]) -> None:
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
