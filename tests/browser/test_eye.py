"""Pointing at an eye in a real browser: in the drawer of a question, on pages of their own, and where no script runs."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from tests.browser.conftest import Visit
from tests.browser.hands import tab_to
from tests.eye_films import make_eye_pair
from tests.factories import make_quiz, make_sitting

BLINKS = re.compile(r"(Gemarkeerd|Marked): (0[.,]9|1)")


@pytest.fixture
def sitting(transactional_db: None, own_folders: None, sam: User) -> Sitting:
    """One film of an eye that blinks."""
    return make_sitting(make_quiz([make_eye_pair()]), sam, twins=False)


def opened(visit: Visit, sitting: Sitting, sam: User) -> Page:
    visit.sign_in(sam)
    return visit.open(f"/sittings/{sitting.pk}/1/")


def drawer(page: Page) -> Locator:
    """The lens, opened in its drawer with the mouse."""
    page.locator("[data-lenses] > summary").click()
    page.locator("[data-lens][href*=eye-openness]").click()
    glass = page.locator("#lens [data-eye-glass]")
    expect(glass.locator("img")).to_have_js_property("naturalWidth", 320)
    return glass


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[data-eye-{name}]")


def click_middle(page: Page, glass: Locator) -> None:
    glass.scroll_into_view_if_needed()
    box = glass.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_in_the_drawer_shows_the_blink_and_leaves_the_question_as_it_was(
    visit: Visit, sitting: Sitting, sam: User
) -> None:
    page = opened(visit, sitting, sam)
    address = page.url
    page.locator(".stop").last.click()
    glass = drawer(page)
    field(page, "size").select_option("20")
    click_middle(page, glass)
    expect(page.locator("#lens .curve")).to_be_visible()
    expect(page.locator("#lens .view")).to_contain_text(BLINKS)
    expect(field(page, "x")).to_have_value("50")
    expect(field(page, "y")).to_have_value("50")
    assert page.url == address
    expect(page.locator(".stop input").last).to_be_checked()
    page.locator(".send").click()
    expect(page.locator(".revealed, [data-mark]").first).to_be_visible()
    assert Answer.objects.get(showing__sitting=sitting).lenses == ["eye-openness"]
    assert visit.complaints == [] and visit.elsewhere == []


def test_a_second_click_moves_the_box(visit: Visit, sitting: Sitting, sam: User) -> None:
    page = opened(visit, sitting, sam)
    glass = drawer(page)
    click_middle(page, glass)
    expect(page.locator("#lens .curve")).to_be_visible()
    glass = page.locator("#lens [data-eye-glass]")
    glass.scroll_into_view_if_needed()
    box = glass.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 1, box["y"] + 1)
    expect(field(page, "x")).to_have_value("3")
    expect(page.locator("#lens .curve")).to_be_visible()
    expect(page.locator("#lens .trouble")).to_have_count(0)
    assert visit.complaints == []


def test_an_eye_is_pointed_at_by_keyboard_alone(visit: Visit, sitting: Sitting, sam: User) -> None:
    page = opened(visit, sitting, sam)
    page.keyboard.press("v")
    tab_to(page, "[data-lens][href*=eye-openness]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-lens-name]")).to_be_focused()
    tab_to(page, "[data-eye-x]")
    page.keyboard.type("50")
    page.keyboard.press("Tab")
    page.keyboard.type("50")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    box = page.locator("#lens [data-eye-box]").first
    expect(box).to_have_attribute("width", "64")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#lens .view")).to_contain_text(BLINKS)
    expect(page.locator("[data-lens-name]")).to_be_focused()
    assert Answer.objects.count() == 0
    assert visit.complaints == []


def test_enter_in_a_number_of_the_drawer_looks_and_sends_no_answer(
    visit: Visit, sitting: Sitting, sam: User
) -> None:
    page = opened(visit, sitting, sam)
    page.locator(".stop").last.click()
    drawer(page)
    field(page, "size").select_option("20")
    field(page, "x").fill("50")
    field(page, "y").fill("50")
    field(page, "y").press("Enter")
    expect(page.locator("#lens .view")).to_contain_text(BLINKS)
    assert Answer.objects.count() == 0


def test_an_eye_outside_the_picture_is_told_in_the_drawer(visit: Visit, sitting: Sitting, sam: User) -> None:
    page = opened(visit, sitting, sam)
    drawer(page)
    field(page, "x").fill("0")
    page.locator("[data-eye-send]").click()
    expect(page.locator("#lens .trouble")).to_be_visible()
    expect(page.locator("#lens [data-eye-glass]")).to_be_visible()


def test_keys_of_the_player_do_not_fire_while_a_number_is_typed(
    visit: Visit, sitting: Sitting, sam: User
) -> None:
    page = opened(visit, sitting, sam)
    drawer(page)
    before = page.locator("video").evaluate("each => [each.paused, each.currentTime]")
    field(page, "x").fill("")
    for key in ("1", "0", "v", "k", "?", "l"):
        page.keyboard.press(key)
    expect(field(page, "x")).to_have_value("10")
    assert page.locator("video").evaluate("each => [each.paused, each.currentTime]") == before
    expect(page.locator("[data-lenses]")).to_have_attribute("open", "")


def test_an_eye_is_touched_on_a_phone(visit_on_phone: Visit, sitting: Sitting, sam: User) -> None:
    page = opened(visit_on_phone, sitting, sam)
    page.locator("[data-lenses] > summary").tap()
    page.locator("[data-lens][href*=eye-openness]").tap()
    glass = page.locator("#lens [data-eye-glass]")
    expect(glass.locator("img")).to_have_js_property("naturalWidth", 320)
    field(page, "size").select_option("20")
    glass.tap()
    expect(page.locator("#lens .view")).to_contain_text(BLINKS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit_on_phone.complaints == []


def test_on_a_page_of_its_own_a_click_points_too(visit: Visit, sitting: Sitting, sam: User) -> None:
    opened(visit, sitting, sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/lenses/eye-openness/")
    glass = page.locator("[data-eye-glass]")
    expect(glass.locator("img")).to_have_js_property("naturalWidth", 320)
    field(page, "size").select_option("20")
    click_middle(page, glass)
    expect(page.locator(".view")).to_contain_text(BLINKS)
    assert "x=50" in page.url
    assert visit.complaints == []


def test_without_script_the_eye_is_said_in_numbers(
    visit_without_script: Visit, sitting: Sitting, sam: User
) -> None:
    page = opened(visit_without_script, sitting, sam)
    page.locator("[data-lenses] > summary").click()
    page.locator("[data-lens][href*=eye-openness]").click()
    field(page, "x").fill("50")
    field(page, "y").fill("50")
    field(page, "size").select_option("20")
    page.locator("[data-eye-form] button").click()
    expect(page.locator(".view")).to_contain_text(BLINKS)
    expect(page.locator(".curve")).to_be_visible()
