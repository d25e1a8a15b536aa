"""Every page in every state, in a real browser: accessible, valid, quiet, alone on its host, and nothing cut off.

Two looks cover light and dark, wide and narrow, Dutch and English: a laptop in light Dutch and a phone in dark English.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, html_errors, moving, put_on
from tests.browser.player_states import State
from tests.browser.states import STATES, every_state
from tests.page import Page
from tests.pages import every_page


def _open(a_page: Page, visit: Visit, request: pytest.FixtureRequest) -> str:
    address = a_page.address(request.getfixturevalue)
    if a_page.who:
        visit.sign_in(request.getfixturevalue(a_page.who))
    visit.open(address)
    return address


def _assert_alone_and_quiet(visit: Visit) -> None:
    assert visit.complaints == []
    assert visit.elsewhere == []


@every_page
def test_page_is_accessible_and_fits(a_page: Page, visit: Visit, request: pytest.FixtureRequest) -> None:
    put_on(visit, dark=False, size=LAPTOP)
    address = _open(a_page, visit, request)
    assert barriers(visit) == []
    visit.context.set_extra_http_headers({"Accept-Language": "en"})
    put_on(visit, dark=True, size=PHONE)
    visit.open(address)
    assert barriers(visit) == []
    assert cut_off(visit) == []
    assert html_errors(visit) == []
    _assert_alone_and_quiet(visit)


@every_state
def test_state_is_accessible_and_fits(
    state: State, make_visit: Callable[..., Visit], request: pytest.FixtureRequest
) -> None:
    # The looks take turns with the languages, so that each language is seen in each look.
    language = "nl" if STATES.index(state) % 2 else "en"
    visit = make_visit(locale=language, reduced_motion="reduce")
    state.reach(visit, request.getfixturevalue)
    assert html_errors(visit) == []
    put_on(visit, dark=False, size=LAPTOP)
    assert barriers(visit) == []
    put_on(visit, dark=True, size=PHONE)
    assert barriers(visit) == []
    assert cut_off(visit) == []
    assert moving(visit) == []
    _assert_alone_and_quiet(visit)


@pytest.mark.parametrize("a_page", ["front", "join", "lessons", "account_login"])
def test_way_in_shows_its_content_without_script(
    a_page: str, visit_without_script: Visit, lesson: object
) -> None:
    visit_without_script.open(reverse(a_page))
    assert visit_without_script.page.locator("h1").first.is_visible()
    _assert_alone_and_quiet(visit_without_script)
