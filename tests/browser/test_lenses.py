"""Looking through a lens in a real browser: by mouse, by keyboard, without script, and without losing the question."""

import re

from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.factories import make_sitting

NOISE = re.compile("Noise|Korrel")


def begun(visit: Visit, quiz: Quiz, sam: User) -> Sitting:
    sitting = make_sitting(quiz, sam)
    visit.sign_in(sam)
    visit.open(f"/sittings/{sitting.pk}/1/")
    return sitting


def picture_has_come(page: Page) -> None:
    picture = page.locator(".under-lens img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 240)


def test_a_lens_opens_in_its_drawer_and_leaves_the_question_as_it_was(
    visit: Visit, quiz: Quiz, sam: User
) -> None:
    sitting = begun(visit, quiz, sam)
    page, address = visit.page, visit.page.url
    page.locator(".stop").last.click()
    key = page.locator("input[name=key]").input_value()
    assert not [each for each in visit.requests if "/lenses/" in each]
    page.keyboard.press("v")
    page.get_by_role("link", name=NOISE).click()
    picture_has_come(page)
    expect(page.locator("[data-lens-name]")).to_be_focused()
    expect(page.get_by_role("link", name=NOISE)).to_have_attribute("aria-current", "true")
    assert page.locator("input[name=key]").input_value() == key
    assert page.url == address
    expect(page.locator(".stop input").last).to_be_checked()
    expect(page.locator(".saved")).to_have_text("Nog niets te bewaren")
    page.locator(".send").click()
    expect(page.locator("[data-grid]")).to_be_visible()
    assert Answer.objects.get(showing__sitting=sitting).lenses == ["noise"]
    assert visit.complaints == [] and visit.elsewhere == []


def test_a_lens_opens_by_keyboard_alone(visit: Visit, quiz: Quiz, sam: User) -> None:
    begun(visit, quiz, sam)
    page = visit.page
    page.locator("[data-lenses] > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    picture_has_come(page)
    expect(page.locator("[data-lens-name]")).to_be_focused()


def test_a_lens_that_does_not_come_says_so_in_its_drawer(visit: Visit, quiz: Quiz, sam: User) -> None:
    begun(visit, quiz, sam)
    visit.page.locator("[data-lenses] > summary").click()
    visit.context.set_offline(True)
    visit.page.get_by_role("link", name=NOISE).click()
    expect(visit.page.locator("[data-lens-said]")).not_to_be_empty()
    expect(visit.page.locator(".saved[data-state=trouble]")).to_have_count(0)


def test_without_script_a_lens_is_a_page_with_a_way_back(
    visit_without_script: Visit, quiz: Quiz, sam: User
) -> None:
    visit = visit_without_script
    begun(visit, quiz, sam)
    place = visit.page.url
    visit.page.locator("[data-lenses] > summary").click()
    visit.page.get_by_role("link", name=NOISE).click()
    expect(visit.page.locator(".under-lens img")).to_be_visible()
    visit.page.get_by_role("link", name=re.compile("Back to clip 1|Terug naar clip 1")).click()
    assert visit.page.url == place
