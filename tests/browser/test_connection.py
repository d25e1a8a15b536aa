"""What the player says of saving, and what becomes of an answer when the network goes."""

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
    expect(said).to_have_text("")
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator("h1")).to_have_text("Waar is er iets veranderd?")
    assert focused(page) == "Waar is er iets veranderd?"
    expect(said).to_contain_text("Bewaard")
    Mouse().locate(page)
    expect(page.locator(".revealed h1")).to_be_focused()
    page.locator(".panel .primary").click()
    expect(page.locator("h1")).to_contain_text("Is deze foto echt of gemanipuleerd?")
    expect(page.locator("h1")).to_be_focused()
    assert page.title().startswith("Clip 2 van 6"), "the title goes on with the clips"


def test_without_network_the_choice_stays_and_sending_again_counts_once(playing: Visit) -> None:
    page, said = playing.page, playing.page.locator("[data-saved]")
    playing.context.set_offline(True)
    Mouse().judge(page, SURELY_FAKE)
    expect(said).to_contain_text("Nog niet bewaard: geen verbinding")
    expect(page.locator("[name=p_manipulated]").nth(SURELY_FAKE)).to_be_checked()
    page.locator(".send").click()
    expect(said).to_contain_text("Nog niet bewaard: geen verbinding")
    assert not Answer.objects.exists()
    playing.context.set_offline(False)
    page.locator(".send").click()
    expect(said).to_contain_text("Bewaard")
    assert Answer.objects.count() == 1


def test_place_that_was_pointed_at_stays_while_there_is_no_network(playing: Visit) -> None:
    page = playing.page
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator("[data-pin]")).to_be_attached()
    click_at(page, 0.4, 0.6)
    playing.context.set_offline(True)
    page.locator(".send").click()
    expect(page.locator("[data-saved]")).to_contain_text("Nog niet bewaard")
    expect(page.locator("[data-pin]")).to_be_visible()
    playing.context.set_offline(False)
    page.locator(".send").click()
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.get(item_type="locate").response["cell"] == "C3"


def test_answer_whose_reply_was_lost_counts_once_when_sent_again(playing: Visit) -> None:
    page = playing.page

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/answer/", lose_the_reply, times=1)
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator("[data-saved]")).to_contain_text("Nog niet bewaard")
    assert Answer.objects.count() == 1
    page.locator(".send").click()
    expect(page.locator("[name=cell]").first).to_be_attached()
    expect(page.locator("[data-saved]")).to_have_text("Bewaard")
    assert Answer.objects.count() == 1


def test_site_that_fails_says_so_and_sending_again_works(playing: Visit) -> None:
    page = playing.page
    page.route("**/answer/", lambda route: route.fulfill(status=500, body="broken"), times=1)
    Mouse().judge(page, 0)
    expect(page.locator("[data-saved]")).to_contain_text("Niet bewaard")
    page.locator(".send").click()
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.count() == 1


def test_next_clip_is_asked_for_again_after_a_lost_connection(playing: Visit) -> None:
    page = playing.page
    Mouse().judge(page, 0)
    expect(page.locator(".revealed")).to_be_visible()
    playing.context.set_offline(True)
    page.locator(".panel .primary").click()
    expect(page.locator("[data-saved]")).to_contain_text("geen verbinding")
    playing.context.set_offline(False)
    page.locator(".panel .primary").click()
    expect(page.locator(".where")).to_contain_text("2 van 6")
