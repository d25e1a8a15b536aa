"""What a browser holds and the page says of it, what the site has stored, and how a pupil comes in."""

from playwright.sync_api import Locator, Page, expect

from literacy.classroom.actions import NewCode
from literacy.classroom.models import Classroom
from quizzes.attempts.models import Answer
from tests.browser.conftest import Visit

OFFLINE = "Geen verbinding. Je antwoord blijft op dit apparaat"
OUT = "Je bent hier uitgelogd. Je antwoord blijft op dit apparaat"


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
