"""Refusals and fragments: a page of its own, or a notice inside the page; never mixed up by a cache."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal, RefusalMiddleware


def asked(**headers: str) -> HttpRequest:
    request = RequestFactory().get(
        "/", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    request.user = AnonymousUser()
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    return request


def refused(request: HttpRequest, error: Exception) -> HttpResponse | None:
    return RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, error)


def test_htmx_gets_a_fragment_but_not_for_a_boosted_link_nor_from_history() -> None:
    assert wants_fragment(asked(HX_Request="true"))
    assert not wants_fragment(asked())
    assert not wants_fragment(asked(HX_Request="true", HX_Boosted="true"))
    assert not wants_fragment(asked(HX_Request="true", HX_History_Restore_Request="true"))


def test_a_fragment_varies_on_what_made_it_one() -> None:
    varied = vary_on_fragment(HttpResponse())["Vary"]
    assert {part.strip() for part in varied.split(",")} == {
        "HX-Request", "HX-Boosted", "HX-History-Restore-Request",
    }  # fmt: skip


def test_a_refusal_is_a_page_with_its_sentence_and_status() -> None:
    response = refused(asked(), Refusal("Come back tomorrow.", status=410))
    assert response is not None
    assert response.status_code == 410
    assert "<h1>Come back tomorrow.</h1>" in response.content.decode()


def test_with_htmx_a_refusal_is_a_notice_that_lands_in_the_page() -> None:
    response = refused(asked(HX_Request="true"), Refusal("Come back tomorrow."))
    assert response is not None
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (
        200,
        "#notices",
        "innerHTML",
    )
    assert "<html" not in response.content.decode()


def test_a_page_restored_from_history_is_refused_as_a_page() -> None:
    response = refused(
        asked(HX_Request="true", HX_History_Restore_Request="true"), Refusal("Come back tomorrow.")
    )
    assert response is not None
    assert response.status_code == 409


@pytest.mark.parametrize("headers", [{}, {"HX_Request": "true"}])
def test_no_browser_keeps_a_refusal(headers: dict[str, str]) -> None:
    response = refused(asked(**headers), Refusal("Come back tomorrow.", status=410))
    assert response is not None
    assert "no-store" in response["Cache-Control"]
    assert "HX-Request" in response["Vary"]


def test_what_a_refusal_says_is_escaped() -> None:
    response = refused(asked(), Refusal("<b>No</b>"))
    assert response is not None
    assert "<b>No</b>" not in response.content.decode()


def test_other_errors_are_not_dressed_up_as_refusals() -> None:
    assert refused(asked(), ValueError("a bug")) is None
