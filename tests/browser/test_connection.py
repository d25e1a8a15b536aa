"""What the player says of saving, and what becomes of an answer on a bad line."""

import pytest
from playwright.sync_api import Page, Route, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, Mouse, click_at
from tests.factories import make_sitting


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    return make_sitting(quiz, sam)


@pytest.fixture
def playing(sitting: Sitting, sam: User, visit: Visit) -> Visit:
    visit.sign_in(sam)
    visit.open(f"/sittings/{sitting.pk}/1/")
    return visit


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_focus_goes_to_the_new_heading_and_the_status_says_saved(playing: Visit) -> None:
    page, said = playing.page, playing.page.get_by_role("status").and_(playing.page.locator("[data-saved]"))
    expect(said).to_have_text("Nog niets te bewaren")
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator("h1")).to_have_text("Waar is er iets veranderd?")
    assert focused(page) == "Waar is er iets veranderd?"
    expect(said).to_contain_text("Bewaard")
    Mouse().locate(page)
    expect(page.locator(".revealed h1")).to_be_focused()
    page.locator(".panel .primary").click()
    expect(page.locator("h1")).to_contain_text("Is deze foto echt of gemanipuleerd?")
    expect(page.locator("h1")).to_be_focused()
    expect(said).to_have_text("Alles tot hier is bewaard")
    assert page.title().startswith("Clip 2 van 6"), "the title goes on with the clips"


def test_without_network_the_answer_stands_and_is_sent_by_itself(playing: Visit) -> None:
    page, said = playing.page, playing.page.locator("[data-saved]")
    playing.context.set_offline(True)
    expect(said).to_contain_text("Kijk rustig verder")
    Mouse().judge(page, SURELY_FAKE)
    expect(said).to_contain_text("Geen verbinding. Je antwoord blijft op dit apparaat")
    chosen = page.locator("[name=p_manipulated]").nth(SURELY_FAKE)
    expect(chosen).to_be_checked()
    expect(chosen).to_be_disabled()
    page.locator("[data-zoom=in]").click()
    expect(page.locator("[data-frame]")).to_have_class("frame zoomed")
    assert not Answer.objects.exists()
    playing.context.set_offline(False)
    expect(said).to_have_text("Bewaard")
    expect(page.locator("[name=cell]").first).to_be_attached()
    assert [answer.p_manipulated for answer in Answer.objects.all()] == [0.95]


def test_place_that_was_pointed_at_stays_while_there_is_no_network(playing: Visit) -> None:
    page = playing.page
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator("[data-pin]")).to_be_attached()
    click_at(page, 0.4, 0.6)
    playing.context.set_offline(True)
    page.locator(".send").click()
    expect(page.locator("[data-saved]")).to_contain_text("blijft op dit apparaat")
    expect(page.locator("[data-pin]")).to_be_visible()
    playing.context.set_offline(False)
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.get(item_type="locate").response["cell"] == "C3"


def test_answer_whose_reply_was_lost_counts_once_when_sent_again(playing: Visit) -> None:
    page = playing.page

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/answer/", lose_the_reply, times=1)
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator("[name=cell]").first).to_be_attached()
    expect(page.locator("[data-saved]")).to_have_text("Bewaard")
    assert Answer.objects.count() == 1


def test_answer_is_never_given_to_a_page_that_is_not_the_sites_own(playing: Visit) -> None:
    """A wifi's sign-in page answers 200 to everything."""
    page, said = playing.page, playing.page.locator("[data-saved]")
    portal = "<h1>Welcome to our wifi</h1>"
    page.route("**/answer/", lambda route: route.fulfill(status=200, body=portal, content_type="text/html"))
    Mouse().judge(page, 0)
    expect(said).to_contain_text("De site geeft geen antwoord")
    expect(page.get_by_text("Welcome to our wifi")).to_have_count(0)
    page.unroute("**/answer/")
    page.get_by_role("button", name="Probeer het nu").click()
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.count() == 1


def test_site_that_fails_is_tried_again_until_it_works(playing: Visit) -> None:
    page = playing.page
    page.route("**/answer/", lambda route: route.fulfill(status=500, body="broken"), times=2)
    Mouse().judge(page, 0)
    expect(page.locator("[data-saved]")).to_contain_text("De site geeft geen antwoord")
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.count() == 1


def test_next_clip_comes_by_itself_after_a_lost_connection(playing: Visit) -> None:
    page = playing.page
    Mouse().judge(page, 0)
    expect(page.locator(".revealed")).to_be_visible()
    playing.context.set_offline(True)
    page.locator(".panel .primary").click()
    expect(page.locator("[data-saved]")).to_contain_text("De volgende clip komt vanzelf")
    playing.context.set_offline(False)
    expect(page.locator(".where")).to_contain_text("2 van 6")
