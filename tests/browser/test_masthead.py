"""The way round the site for adults: laid open where there is room, one menu on a phone, with or without script."""

from django.urls import reverse
from playwright.sync_api import expect

from literacy.people.models import User
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, cut_off, put_on


def test_a_teacher_finds_everything_in_one_menu_on_a_phone(visit_without_script: Visit, tess: User) -> None:
    visit = visit_without_script
    visit.sign_in(tess)
    put_on(visit, dark=False, size=PHONE)
    page = visit.open(reverse("lessons"))
    masthead = page.locator(".masthead")
    box = masthead.bounding_box()
    assert box is not None and box["height"] < 60, "one row"
    menu, library = masthead.locator(".menu-button"), masthead.get_by_role("link", name="Bibliotheek")
    expect(library).to_be_hidden()
    menu.press("Enter")
    expect(library).to_be_visible()
    expect(masthead.get_by_role("button", name="Uitloggen")).to_be_visible()
    expect(masthead.get_by_role("button", name="EN", exact=True)).to_be_visible()
    assert cut_off(visit) == []
    page.keyboard.press("Tab")
    expect(masthead.locator("nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(library).to_be_hidden()
    expect(menu).to_be_focused()


def test_on_a_wide_screen_nothing_has_to_be_opened(visit: Visit, tess: User) -> None:
    visit.sign_in(tess)
    put_on(visit, dark=False, size=LAPTOP)
    masthead = visit.open(reverse("lessons")).locator(".masthead")
    expect(masthead.locator(".menu-button")).to_be_hidden()
    expect(masthead.get_by_role("link", name="Bibliotheek")).to_be_visible()
