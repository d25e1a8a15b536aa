"""Answers kept in the browser while there is no line, and what becomes of them when it is back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import expect

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, SURELY_REAL, Mouse
from tests.browser.outbox.kept import OFFLINE, kept, said, stored


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
