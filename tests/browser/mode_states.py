"""The player in its modes: timed, handed in, waiting for the truth, and previewed by a teacher."""

import datetime as dt
import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import Reveal, Terms
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, SURELY_REAL, Mouse
from tests.browser.player_states import Get, State, place


def begin(visit: Visit, get: Get, terms: Terms, *, answers: int = 0) -> Sitting:
    """Sam's window on a sitting on these terms, with so many clips judged by mouse."""
    sitting = start_sitting(quiz=get("quiz"), taker=Taker.of(get("sam")), terms=terms)
    visit.sign_in(get("sam"))
    visit.open(f"/sittings/{sitting.pk}/1/")
    for number in range(1, answers + 1):
        Mouse().judge(visit.page, SURELY_REAL)
        expect(visit.page.locator("[name=p_manipulated]")).to_have_count(0)
        visit.open(f"/sittings/{sitting.pk}/{number + 1}/")
    return sitting


def _timed_intro(visit: Visit, get: Get) -> None:
    sitting = start_sitting(
        quiz=get("quiz"), taker=Taker.of(get("sam")), terms=Terms(reveal=Reveal.HANDED_IN, time_limit=1200)
    )
    visit.sign_in(get("sam"))
    visit.open(f"/sittings/{sitting.pk}/")


def _timed(visit: Visit, get: Get) -> None:
    begin(visit, get, Terms(reveal=Reveal.HANDED_IN, time_limit=1200))
    expect(visit.page.locator("[data-time-left]")).to_contain_text("20")


def _time_is_over(visit: Visit, get: Get) -> None:
    begin(visit, get, Terms(time_limit=1))
    expect(visit.page.locator("[data-time-left]")).to_contain_text(re.compile("time is up|tijd is om"))


def _handing_in(visit: Visit, get: Get) -> None:
    sitting = begin(visit, get, Terms(reveal=Reveal.HANDED_IN, time_limit=1200), answers=1)
    visit.open(reverse("hand_in", args=[sitting.pk]))


def _waiting(visit: Visit, get: Get) -> None:
    due = timezone.now() + dt.timedelta(days=1)
    sitting = begin(visit, get, Terms(reveal=Reveal.AT, reveal_at=due, closes_at=due))
    visit.open(reverse("hand_in", args=[sitting.pk]))
    visit.page.locator("form.row button").click()
    expect(visit.page.locator("form.row")).to_have_count(0)


def _unanswered(visit: Visit, get: Get) -> None:
    sitting = begin(visit, get, Terms(reveal=Reveal.HANDED_IN))
    visit.open(reverse("hand_in", args=[sitting.pk]))
    visit.page.locator("form.row button").click()
    expect(visit.page.locator(".again")).to_be_visible()
    visit.open(f"/sittings/{sitting.pk}/1/")


def _preview(visit: Visit, get: Get) -> None:
    given = get("assignment")
    visit.sign_in(get("tess"))
    visit.open(reverse("classroom", args=[given.classroom_id]))
    visit.page.locator(f"form[action='{reverse('preview_assignment', args=[given.pk])}'] button").click()
    visit.page.locator(".intro .primary").click()
    expect(visit.page.locator(".preview")).to_be_visible()


def _sent_by_the_browser_itself(visit: Visit, get: Get, cookie: str) -> None:
    """An answer sent as a form, when a cookie is not what it was when the page was opened."""
    place(visit, get, answers={})
    visit.page.locator(".stop").nth(SURELY_FAKE).click()
    visit.context.clear_cookies(name=cookie)
    if cookie == "csrftoken":
        visit.context.add_cookies([{"name": cookie, "value": "x" * 32, "url": visit.address}])
    visit.page.evaluate("document.querySelector('form[data-answer]').submit()")
    expect(visit.page.locator(".narrow .primary")).to_be_visible()


def _signed_out(visit: Visit, get: Get) -> None:
    _sent_by_the_browser_itself(visit, get, "sessionid")


def _old_form(visit: Visit, get: Get) -> None:
    _sent_by_the_browser_itself(visit, get, "csrftoken")


def _answered_before(visit: Visit, get: Get) -> None:
    place(visit, get, answers={"judge": {"p_manipulated": 0.95}}, mode=Quiz.Mode.ASSESSMENT)
    visit.open(visit.page.url.removeprefix(visit.address) + "?kept=first")
    expect(visit.page.locator("[data-saved]")).to_be_visible()


MODES = (
    State("intro of a timed test", _timed_intro),
    State("clip of a timed test", _timed),
    State("time is over", _time_is_over),
    State("handing in", _handing_in),
    State("handed in, the truth waits", _waiting),
    State("truth of a clip that stayed open", _unanswered),
    State("preview of a clip", _preview),
    State("answer sent when signed out", _signed_out),
    State("answer of a page that is too old", _old_form),
    State("clip that was answered before", _answered_before),
)
