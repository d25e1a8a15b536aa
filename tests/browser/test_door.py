"""The youngest come in by pictures with keys and without script; a scanned card waits for a hand; an idle laptop lets go."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.classroom.actions import Knock, NewCode, add_pupils, set_door
from literacy.classroom.actions.knocking import greet
from literacy.classroom.models import Classroom
from tests.browser.conftest import Visit


@pytest.fixture
def cards(classroom: Classroom) -> list[NewCode]:
    set_door(classroom=classroom, shows_names=True, code_kind="pictures")
    greet(classroom, Knock("127.0.0.1"))
    return add_pupils(classroom=classroom, names=["Noor", "Milan"]).new


def test_a_pupil_comes_in_by_name_and_pictures_without_script(
    visit_without_script: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = visit_without_script.open(f"/join/{classroom.code}/")
    page.get_by_role("link", name="Noor").click()
    for number, picture in enumerate(cards[0].pictures, start=1):
        page.locator(f"label:has([name=picture-{number}][value={picture}])").click()
    page.get_by_role("button", name="Naar binnen").click()
    expect(page.locator("h1")).to_have_text("Hallo, Noor.")


def test_pictures_are_chosen_by_keys_and_have_names(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    page = visit.open(f"/join/{classroom.code}/{cards[1].enrolment_id}/")
    first = page.get_by_role("group", name="Je eerste plaatje")
    first.get_by_role("radio", name="kat", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(first.get_by_role("radio", name="vis", exact=True)).to_be_checked()
    assert visit.complaints == []


def test_a_scanned_card_waits_for_a_hand_and_leaves_no_trace_in_the_address(
    visit: Visit, classroom: Classroom, cards: list[NewCode]
) -> None:
    words = cards[0].code
    page = visit.open(f"/join/{classroom.code}/#card={words}")
    come_in = page.get_by_role("button", name="Naar binnen")
    expect(come_in).to_be_focused()
    assert words not in page.url
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hallo, Noor.")
    assert not any(words in asked for asked in visit.requests)


def test_a_laptop_that_nobody_touches_warns_and_lets_go(
    make_visit: Callable[..., Visit], classroom: Classroom, cards: list[NewCode], settings: Any
) -> None:
    visit = make_visit()
    visit.context.clock.install()
    page = visit.open(f"/join/{classroom.code}/?by=words")
    page.locator("#words").fill(cards[0].code)
    page.locator("#words").press("Enter")
    expect(page.locator("h1")).to_have_text("Hallo, Noor.")
    page.wait_for_function("() => localStorage.getItem('touched')")  # the script that watches is there
    minutes = settings.PUPIL_IDLE_MINUTES
    page.clock.fast_forward(f"{minutes - 1}:10")
    warning = page.get_by_role("dialog")
    expect(warning).to_be_visible()
    warning.get_by_role("button").click()
    expect(warning).to_be_hidden()
    page.clock.fast_forward(f"{minutes - 1}:10")
    expect(warning).to_be_visible()
    page.clock.fast_forward("01:00")
    expect(page.get_by_text("Je was een tijdje weg")).to_be_visible()
    assert page.url.endswith(f"/join/{classroom.code}/")
    visit.open("/home/")
    assert "/account/login/" in page.url
