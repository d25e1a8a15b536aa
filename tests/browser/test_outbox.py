"""Nothing is lost, and nothing is anybody else's: answers kept in the browser through all that can come between."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator, Page, expect

from literacy.classroom.actions import NewCode, add_pupils
from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.hands import CHECK_FIRST, SURELY_FAKE, SURELY_REAL, Mouse
from tests.factories import make_sitting

OFFLINE = "Geen verbinding. Je antwoord blijft op dit apparaat"
OUT = "Je bent hier uitgelogd. Je antwoord blijft op dit apparaat"


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    return make_sitting(quiz, sam)


@pytest.fixture
def playing(sitting: Sitting, sam: User, visit: Visit) -> Visit:
    visit.sign_in(sam)
    visit.open(f"/sittings/{sitting.pk}/1/")
    return visit


@pytest.fixture
def cards(assignment: Assignment, classroom: Classroom) -> list[NewCode]:
    """Two pupils of a class that has a quiz to do, with the words on their cards."""
    return add_pupils(classroom=classroom, names=["Noor", "Milan"]).new


def said(page: Page) -> Locator:
    return page.locator("[data-saved]")


def kept(page: Page) -> list[str]:
    """The names of the answers that this browser holds for anybody."""
    return list(page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('outbox:'))"))


def stored() -> list[tuple[str, int, float | None]]:
    rows = Answer.objects.order_by("pk")
    return list(rows.values_list("showing__sitting__user__name", "showing__position", "p_manipulated"))


def come_in(page: Page, card: NewCode) -> None:
    page.locator("#words").fill(card.code)
    page.locator("#words").press("Enter")


def begin(visit: Visit, classroom: Classroom, card: NewCode) -> Page:
    """Come in with a class code and one's words, and open the first clip."""
    page = visit.open(f"/join/{classroom.code}/")
    come_in(page, card)
    page.locator(".task .primary").click()
    page.locator(".intro .primary").click()
    expect(page.locator("[name=p_manipulated]").first).to_be_attached()
    page.wait_for_load_state("load")  # until its scripts run a form is a form
    return page


def expire(visit: Visit) -> None:
    visit.context.clear_cookies(name="sessionid")


def test_answer_given_without_a_line_is_sent_after_a_reload(playing: Visit, sitting: Sitting) -> None:
    page = playing.page
    playing.context.set_offline(True)
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_contain_text(OFFLINE)
    with pytest.raises(BrowserError):
        page.reload()
    playing.context.set_offline(False)
    playing.open(f"/sittings/{sitting.pk}/1/")
    expect(page.locator(".revealed")).to_be_visible()
    expect(said(page)).to_have_text("Bewaard")
    assert stored() == [("Sam", 1, 0.05)]
    assert kept(page) == []


def test_answer_that_waits_is_shown_as_it_was_given_after_a_reload(playing: Visit) -> None:
    page = playing.page
    playing.context.route("**/answer/", lambda route: route.abort())
    Mouse().judge(page, SURELY_FAKE)
    expect(said(page)).to_contain_text(OFFLINE)
    page.reload()
    expect(said(page)).to_contain_text(OFFLINE)
    expect(page.locator("[name=p_manipulated]").nth(SURELY_FAKE)).to_be_checked()
    expect(page.locator(".send")).to_be_disabled()
    playing.context.unroute("**/answer/")
    page.get_by_role("button", name="Probeer het nu").click()
    expect(page.locator("[name=cell]").first).to_be_attached()
    assert stored() == [("Sam", 1, 0.95)]


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


def test_of_two_tabs_that_answered_without_a_line_the_first_counts(playing: Visit) -> None:
    page, late = playing.page, playing.context.new_page()
    late.goto(page.url)
    playing.context.set_offline(True)
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_contain_text(OFFLINE)
    Mouse().judge(late, SURELY_FAKE)
    expect(said(late)).to_contain_text(OFFLINE)
    playing.context.set_offline(False)
    for each in (page, late):
        expect(each.locator(".revealed")).to_be_visible()
    assert stored() == [("Sam", 1, 0.05)]
    page.reload()
    assert kept(page) == []


def test_going_back_to_a_clip_and_answering_again_changes_nothing(playing: Visit) -> None:
    page = playing.page
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator(".revealed")).to_be_visible()
    playing.open("/home/")
    page.go_back()
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Sam", 1, 0.05)]


def test_answer_to_a_quiz_that_was_handed_in_is_refused_politely_and_kept_no_longer(
    playing: Visit, sitting: Sitting
) -> None:
    page = playing.page
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator("#notices")).to_contain_text("Wat je eerder beantwoordde is bewaard")
    expect(said(page)).to_contain_text("Je laatste antwoord is niet bewaard")
    expect(page.locator(".send")).to_be_disabled()
    assert kept(page) == []
    assert stored() == []


def test_browser_that_keeps_nothing_says_so_and_sends_all_the_same(
    sitting: Sitting, sam: User, visit: Visit
) -> None:
    visit.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    visit.context.set_offline(True)
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_contain_text("deze browser kan je antwoord niet vasthouden")
    visit.context.set_offline(False)
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Sam", 1, 0.05)]
    assert visit.complaints == []


def test_full_store_does_not_cost_an_answer(playing: Visit) -> None:
    page = playing.page
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Sam", 1, 0.05)]


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


def test_what_nobody_came_back_for_goes_and_the_rest_of_others_stays(playing: Visit) -> None:
    page = playing.page
    now = timezone.now()
    for name, at in (("old", now - timedelta(days=31)), ("young", now - timedelta(days=29))):
        entry = f'{{"owner": "another", "key": "{name}", "at": {int(at.timestamp() * 1000)}}}'
        page.evaluate(
            "([name, entry]) => localStorage.setItem(name, entry)", [f"outbox:another:{name}", entry]
        )
    page.evaluate("localStorage.setItem('outbox:broken', '{')")
    page.reload()
    assert kept(page) == ["outbox:another:young"]
    expect(said(page)).to_have_text("Nog niets te bewaren")


def test_player_works_where_the_outbox_did_not_arrive(sitting: Sitting, sam: User, visit: Visit) -> None:
    visit.context.route("**/js/outbox*.js", lambda route: route.abort())
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Sam", 1, 0.05)]


@pytest.mark.parametrize("script", [True, False])
def test_time_taken_comes_along_only_where_a_script_can_tell_it(
    script: bool, sitting: Sitting, sam: User, make_visit: Callable[..., Any]
) -> None:
    visit = make_visit(java_script_enabled=script)
    visit.sign_in(sam)
    visit.open(f"/sittings/{sitting.pk}/1/")
    Mouse().judge(visit.page, SURELY_REAL)
    expect(visit.page.locator(".revealed")).to_be_visible()
    taken = Answer.objects.get().milliseconds
    assert (taken is not None and 0 < taken < 60_000) if script else taken is None
