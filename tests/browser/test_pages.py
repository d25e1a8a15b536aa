"""Every page in a real browser: accessible, quiet, alone on its host, and no wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.pages import Page, every_page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


def _open(a_page: Page, visit: Visit, request: pytest.FixtureRequest) -> None:
    address = a_page.address(request.getfixturevalue)
    if a_page.who:
        visit.sign_in(request.getfixturevalue(a_page.who))
    visit.open(address)


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_and_quiet(
    a_page: Page, scheme: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    _open(a_page, visit, request)
    found = Axe().run(visit.page, options=RULES).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert visit.complaints == []
    assert visit.elsewhere == []


@every_page
def test_page_fits_a_phone(a_page: Page, visit_on_phone: Visit, request: pytest.FixtureRequest) -> None:
    _open(a_page, visit_on_phone, request)
    wide = visit_on_phone.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, f"the page is {wide} px wider than the phone"


@every_page
def test_page_shows_its_content_without_script(
    a_page: Page, visit_without_script: Visit, request: pytest.FixtureRequest
) -> None:
    _open(a_page, visit_without_script, request)
    assert visit_without_script.page.locator("h1").first.is_visible()
    assert visit_without_script.complaints == []
