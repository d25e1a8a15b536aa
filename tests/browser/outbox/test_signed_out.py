"""Answers of somebody who is signed out, and of whoever uses the same laptop next."""

from playwright.sync_api import expect

from literacy.classroom.actions import NewCode
from literacy.classroom.models import Classroom
from tests.browser.conftest import Visit
from tests.browser.hands import CHECK_FIRST, SURELY_REAL, Mouse
from tests.browser.outbox.kept import OFFLINE, OUT, begin, come_in, expire, kept, said, stored


def test_pupil_whose_session_ended_comes_in_again_at_the_same_clip_and_the_answer_is_sent(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = begin(visit, classroom, cards[0])
    Mouse().judge(page, CHECK_FIRST)
    page.locator(".panel .primary").click()
    expect(page.locator(".where")).to_contain_text("2 van 6")
    expire(visit)
    Mouse().judge(page, CHECK_FIRST)
    expect(said(page)).to_contain_text(OUT)
    page.get_by_role("link", name="Kom weer binnen").click()
    come_in(page, cards[0])
    expect(page.locator(".where")).to_contain_text("2 van 6")
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Noor", 1, 0.5), ("Noor", 2, 0.5)]


def test_window_that_waits_goes_on_when_its_pupil_comes_in_in_another(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = begin(visit, classroom, cards[0])
    expire(visit)
    Mouse().judge(page, CHECK_FIRST)
    expect(said(page)).to_contain_text(OUT)
    other = visit.context.new_page()
    other.goto(f"{visit.address}/join/{classroom.code}/")
    come_in(other, cards[0])  # signing in makes the first window's token worthless
    expect(other.locator("[data-saved]")).to_have_text("Bewaard")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Noor", 1, 0.5)]


def test_next_pupil_on_the_same_laptop_neither_sees_nor_sends_what_waits(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = begin(visit, classroom, cards[0])
    expire(visit)
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_contain_text(OUT)
    [waits] = kept(page)
    page.get_by_role("link", name="Kom weer binnen").click()
    come_in(page, cards[1])
    expect(page.locator("h1")).to_contain_text("Milan")  # not the other's place
    expect(said(page)).to_be_hidden()
    page.locator(".task .primary").click()
    page.locator(".intro .primary").click()
    expect(said(page)).to_have_text("Nog niets te bewaren")
    Mouse().judge(page, CHECK_FIRST)
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Milan", 1, 0.5)]
    assert kept(page) == [waits]
    page.locator("[data-leave] button").click()
    come_in(page, cards[0])
    expect(said(page)).to_have_text("Bewaard")
    assert stored() == [("Milan", 1, 0.5), ("Noor", 1, 0.05)]
    assert kept(page) == []


def test_page_left_open_never_sends_under_the_name_of_who_came_after(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = begin(visit, classroom, cards[0])
    other = visit.context.new_page()
    other.goto(f"{visit.address}/join/{classroom.code}/")
    come_in(other, cards[1])
    expect(other.locator("h1")).to_contain_text("Milan")
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_contain_text(OUT)
    assert stored() == []
    assert len(kept(page)) == 1


def test_leaving_sends_first_what_waits(visit: Visit, classroom: Classroom, cards: list[NewCode]) -> None:
    page = begin(visit, classroom, cards[0])
    visit.context.route("**/answer/", lambda route: route.abort(), times=1)
    page.evaluate("Math.random = () => 1; window.setTimeout = () => 0")  # it does not try again by itself
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_contain_text(OFFLINE)
    page.locator("[data-leave] button").click()
    expect(page.locator("h1")).to_have_text("Wie ben je?")
    assert stored() == [("Noor", 1, 0.05)]


def test_leaving_with_an_answer_that_cannot_be_sent_warns(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = begin(visit, classroom, cards[0])
    visit.context.route("**/answer/", lambda route: route.abort())
    Mouse().judge(page, SURELY_REAL)
    page.locator("[data-leave] button").click()
    expect(page.locator("#notices")).to_contain_text("Een antwoord van jou is nog niet verstuurd")
    page.get_by_role("button", name="Toch weggaan").click()
    expect(page.locator("h1")).to_have_text("Wie ben je?")
    assert len(kept(page)) == 1
    visit.context.unroute("**/answer/")
    come_in(page, cards[0])
    expect(said(page)).to_have_text("Bewaard")
    assert stored() == [("Noor", 1, 0.05)]
