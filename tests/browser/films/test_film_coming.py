"""How a film comes: with less data, not at all, without JavaScript, and into every window."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.browser.conftest import Visit
from tests.browser.films.frames import at_frame, drag_to, seen, watch
from tests.browser.hands import SURELY_FAKE, WithoutScript, box_of


def test_film_comes_with_less_data_and_stays_where_it_was(watching: Page) -> None:
    drag_to(watching, 60)
    at_frame(watching, 60)
    large = watching.locator("video").get_attribute("src")
    watching.locator("[data-less]").check()
    expect(watching.locator("video")).not_to_have_attribute("src", str(large))
    at_frame(watching, 60)
    assert seen(watching) == 60
    watching.reload()
    expect(watching.locator("[data-less]")).to_be_checked()
    watching.locator("[data-less]").uncheck()
    expect(watching.locator("video")).to_have_attribute("src", str(large))


def test_browser_that_saves_data_gets_less_of_it(sitting: Sitting, sam: User, visit: Visit) -> None:
    visit.context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
    )
    page = watch(visit, sitting, sam)
    expect(page.locator("[data-less]")).to_be_checked()
    assert page.locator("video").evaluate("video => video.getAttribute('src') === video.dataset.small")


def test_film_that_cannot_be_fetched_says_what_to_do(sitting: Sitting, sam: User, visit: Visit) -> None:
    visit.context.route("**/media/1s.**", lambda route: route.abort())
    page = watch(visit, sitting, sam)
    expect(page.get_by_role("alert")).to_contain_text("De video laadt niet.")


def test_without_script_both_films_have_the_browsers_own_controls(
    sitting: Sitting, sam: User, visit_without_script: Visit
) -> None:
    visit_without_script.sign_in(sam)
    page = visit_without_script.open(f"/sittings/{sitting.pk}/1/")
    assert page.locator("video[controls][playsinline][preload=metadata][poster]").count() == 1
    expect(page.locator("[data-deck]")).to_be_hidden()
    expect(page.get_by_role("link", name="Speel hem af met minder data")).to_be_visible()
    WithoutScript().judge(page, SURELY_FAKE)
    expect(page.locator(".revealed")).to_be_visible()
    assert page.locator("video[controls]").count() == 2
    span = page.locator(".spans a")
    expect(span).to_be_visible()
    assert str(span.get_attribute("href")).endswith("#t=1.2,2.4")
    assert visit_without_script.complaints == []


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
def test_film_and_strip_fit_the_window(
    width: int, sitting: Sitting, sam: User, make_visit: Callable[..., Any]
) -> None:
    page = watch(make_visit(viewport={"width": width, "height": 800}), sitting, sam)
    film, strip = box_of(page, "video"), box_of(page, ".strip")
    assert film.x >= 0
    assert film.x + film.width <= width
    assert strip.width <= width
    assert film.width / film.height == pytest.approx(320 / 180, abs=0.02)
    controls = page.locator(".controls .tool, .deck .toggle").all()
    boxes = [box for each in controls if each.is_visible() and (box := each.bounding_box())]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 43.9
