"""The time in a real browser: in words, hideable, with and without script; and handing in by every way of working."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.terms import GRACE, Reveal, Terms
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_REAL, Hands, Keyboard, Mouse
from tests.browser.mode_states import begin
from tests.browser.player_states import Get
from tests.browser.test_playing import WAYS, by_every_way

TEST = Terms(reveal=Reveal.HANDED_IN)


@pytest.fixture
def get(request: pytest.FixtureRequest) -> Get:
    return request.getfixturevalue


def left(page: Page, **until: float) -> None:
    """Have the time be over that long from now, and load the page again."""
    Sitting.objects.update(deadline_at=timezone.now() + timedelta(**until))
    page.reload()


def words(page: Page, pattern: str) -> None:
    expect(page.locator("[data-time-left]")).to_have_text(re.compile(pattern))


def test_the_time_goes_by_in_minutes_and_is_said_at_five_and_at_one(visit: Visit, get: Get) -> None:
    page = visit.page
    page.clock.install()
    begin(visit, get, Terms(time_limit=420))
    words(page, "^nog 7 minuten$")
    aloud = page.locator("[data-time-said]")
    expect(aloud).to_have_text("")
    page.clock.run_for(61_000)
    words(page, "^nog 6 minuten$")
    expect(aloud).to_have_text("")
    page.clock.run_for(60_000)
    words(page, "^nog 5 minuten$")
    expect(aloud).to_have_text("nog 5 minuten")
    page.clock.run_for(242_000)
    words(page, "^nog minder dan een minuut$")
    expect(aloud).to_have_text("nog minder dan een minuut")
    page.clock.run_for(60_000)
    words(page, "telt nog mee")
    page.clock.run_for(20_000)
    words(page, "^De tijd is voorbij")
    assert visit.complaints == []


def test_who_hides_the_time_does_not_see_it_on_the_next_clip(visit: Visit, get: Get) -> None:
    begin(visit, get, Terms(time_limit=600))
    page = visit.page
    page.locator(".time summary").click()
    expect(page.locator("[data-time-left]")).to_be_hidden()
    Mouse().judge(page, SURELY_REAL)
    page.locator(".panel .primary").click()
    expect(page.locator(".where")).to_contain_text("2 van 6")
    expect(page.locator(".time")).to_be_visible()
    expect(page.locator("[data-time-left]")).to_be_hidden()
    page.locator(".time summary").click()
    words(page, "minuten")


def test_without_script_the_time_is_a_plain_sentence(visit_without_script: Visit, get: Get) -> None:
    begin(visit_without_script, get, Terms(time_limit=600))
    words(visit_without_script.page, "^nog 10 minuten toen deze pagina kwam$")


def test_an_answer_in_the_grace_counts_and_one_after_it_is_refused_with_what_was_saved(
    visit: Visit, get: Get
) -> None:
    page = visit.page
    begin(visit, get, Terms(time_limit=600))
    left(page, seconds=1)
    words(page, "telt nog mee")
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator(".revealed")).to_be_visible()
    page.locator(".panel .primary").click()
    expect(page.locator(".where")).to_contain_text("2 van 6")
    Sitting.objects.update(deadline_at=timezone.now() - GRACE - timedelta(seconds=1))
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator("#notices")).to_contain_text("antwoorden op 1 van de 6.")
    assert Answer.objects.count() == 1
    assert Sitting.objects.get().finished_at is not None
    assert visit.complaints == []


def finish(page: Page, hands: Hands, sitting: Sitting) -> None:
    """From the first clip of a test to its end: one answer, a look back, and handed in as it is."""
    hands.judge(page, SURELY_REAL)
    expect(page.locator(".panel h1")).to_contain_text("Je antwoord is bewaard.")
    hands.follow(page.locator(".hand-in-link a"))
    expect(page.locator("h1")).to_contain_text("5 clips staan nog open.")
    expect(page.locator(".own li")).to_have_count(6)
    hands.follow(page.locator("form.row button"))
    expect(page.locator(".again a")).to_have_count(6)
    sitting.refresh_from_db()
    assert sitting.finished_at is not None
    assert Answer.objects.count() == 1


@by_every_way
def test_a_test_is_handed_in_early_by_every_way(way: str, get: Get, make_visit: Callable[..., Visit]) -> None:
    hands, options = WAYS[way]
    visit = make_visit(**options)
    finish(visit.page, hands, begin(visit, get, TEST))
    assert visit.complaints == []


def test_a_teacher_previews_by_keyboard_and_stops_where_they_began(visit: Visit, get: Get) -> None:
    given, hands, page = get("assignment"), Keyboard(), visit.page
    visit.sign_in(get("tess"))
    room = reverse("classroom", args=[given.classroom_id])
    visit.open(room)
    hands.follow(page.locator(f"form[action='{reverse('preview_assignment', args=[given.pk])}'] button"))
    hands.follow(page.locator(".intro .primary"))
    expect(page.locator(".preview")).to_contain_text("er wordt niets bewaard")
    hands.judge(page, SURELY_REAL)
    expect(page.locator(".revealed")).to_be_visible()
    hands.follow(page.locator(".preview button"))
    expect(page).to_have_url(visit.address + room)
    assert not Sitting.objects.exists()
    assert not Answer.objects.exists()
    assert visit.complaints == []
