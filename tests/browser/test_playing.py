"""A whole quiz in a real browser, by every way of working it: one answer each, whatever is pressed twice."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.classroom.actions import add_pupils
from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.hands import STOPS, SURELY_FAKE, Hands, Keyboard, Mouse, Touch, WithoutScript, play_on
from tests.factories import make_pair, make_quiz, make_sitting

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
WAYS: dict[str, tuple[Hands, dict[str, Any]]] = {
    "mouse": (Mouse(), {}),
    "touch": (Touch(), PHONE),
    "keyboard": (Keyboard(), {}),
    "no script": (WithoutScript(), {"java_script_enabled": False}),
}
by_every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def first_five() -> Quiz:
    """What the front page lets a guest try."""
    pairs = [make_pair() for _ in range(3)] + [make_pair(technique="miscaptioned", claim=True)]
    pairs += [make_pair(technique="authentic-odd-looking", has_twin=False)]
    return make_quiz(pairs, slug="first-five", open_to_guests=True)


@pytest.fixture
def sams_sitting(quiz: Quiz, sam: User) -> Sitting:
    """Six places that show the twin where there is one; nothing is answered."""
    return make_sitting(quiz, sam)


@pytest.fixture
def sam_plays(sams_sitting: Sitting, visit: Visit) -> Visit:
    """Sam's window with the first clip in it."""
    return open_as_sam(visit, sams_sitting)


def open_as_sam(visit: Visit, sitting: Sitting) -> Visit:
    assert sitting.user is not None
    visit.sign_in(sitting.user)
    visit.open(f"/sittings/{sitting.pk}/1/")
    return visit


def kept() -> list[tuple[int, str, float | None]]:
    """Every answer there is: its place, its question, and the probability that was chosen."""
    rows = Answer.objects.order_by("showing__position", "pk")
    return list(rows.values_list("showing__position", "item_type", "p_manipulated"))


def containing(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


@by_every_way
def test_guest_tries_five_clips_from_the_front_page(
    way: str, first_five: Quiz, make_visit: Callable[..., Visit]
) -> None:
    hands, options = WAYS[way]
    visit = make_visit(**options)
    page = visit.open("/")
    hands.follow(page.locator("main a[href='/try/']").first)
    hands.follow(page.locator(".intro .primary"))
    stops = [6, 3, 0, 4, 2]
    play_on(page, hands, stops)
    judged = [(position, p) for position, kind, p in kept() if kind == "judge"]
    assert judged == [(n, float(STOPS[stop])) for n, stop in enumerate(stops, start=1)]
    assert visit.complaints == []
    assert visit.elsewhere == []


@by_every_way
def test_pupil_joins_with_two_codes_and_plays_what_is_given(
    way: str, assignment: Assignment, classroom: Classroom, make_visit: Callable[..., Visit]
) -> None:
    hands, options = WAYS[way]
    [new] = add_pupils(classroom=classroom, names=["Noor"]).new
    visit = make_visit(**options)
    page = visit.open("/")
    page.locator("#code").fill(classroom.code.lower())
    page.locator("#code").press("Enter")
    page.locator("#words").fill(new.code.upper().replace("-", " "))
    page.locator("#words").press("Enter")
    expect(page.locator("h1")).to_contain_text("Noor")
    hands.follow(page.locator(".task .primary"))
    hands.follow(page.locator(".intro .primary"))
    play_on(page, hands, [5, 1, 6, 3, 4, 0])
    assert len({(position, kind) for position, kind, _ in kept()}) == len(kept())
    assert Sitting.objects.get().finished_at is not None
    assert visit.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_double_click_answers_once(
    script: bool, sams_sitting: Sitting, make_visit: Callable[..., Visit]
) -> None:
    visit = open_as_sam(make_visit(java_script_enabled=script), sams_sitting)
    visit.page.locator(".stop").nth(SURELY_FAKE).click()
    visit.page.locator(".send").dblclick()
    expect(visit.page.locator("[name=cell]").first).to_be_attached()
    assert kept() == [(1, "judge", 0.95)]
    assert visit.complaints == []


def test_second_window_is_told_that_the_first_answer_counts(sam_plays: Visit, sams_sitting: Sitting) -> None:
    late = sam_plays.context.new_page()
    late.goto(sam_plays.page.url)
    Mouse().judge(sam_plays.page, 0)
    expect(sam_plays.page.locator(".revealed")).to_be_visible()
    Mouse().judge(late, SURELY_FAKE)
    expect(late.locator(".revealed")).to_be_visible()
    expect(late.locator("[data-saved]")).to_contain_text("Je eerste antwoord telt")
    assert kept() == [(1, "judge", 0.05)]


def test_form_brought_back_by_the_back_button_counts_once(
    sams_sitting: Sitting, visit_without_script: Visit
) -> None:
    page = open_as_sam(visit_without_script, sams_sitting).page
    WithoutScript().judge(page, SURELY_FAKE)
    expect(page.locator("[name=cell]").first).to_be_attached()  # there, before going back from there
    page.go_back()
    page.wait_for_load_state()
    page.reload()
    expect(page.locator("[name=cell]").first).to_be_attached()  # the question that is open, not the old one
    WithoutScript().locate(page)
    expect(page.locator(".revealed")).to_be_visible()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()
    page.go_forward()
    expect(page.locator(".revealed")).to_be_visible()
    assert [(position, kind) for position, kind, _ in kept()] == [(1, "judge"), (1, "locate")]


def assert_stays(page: Page, seen: str) -> None:
    """What is seen now is seen again when the page is loaded again."""
    expect(page.locator(seen).first).to_be_attached()
    page.reload()
    expect(page.locator(seen).first).to_be_attached()


def test_page_loaded_again_at_each_step_shows_that_step(sam_plays: Visit) -> None:
    page = sam_plays.page
    assert_stays(page, "[name=p_manipulated]")
    Mouse().judge(page, SURELY_FAKE)
    assert_stays(page, "[name=cell]")
    Mouse().locate(page)
    assert_stays(page, ".revealed")
    page.locator(".panel .primary").click()
    expect(page.locator(".where")).to_contain_text("2 van 6")
    assert_stays(page, "[name=p_manipulated]")
    expect(page.locator(".where")).to_contain_text("2 van 6")
    assert len(kept()) == 2


def test_back_from_the_next_clip_shows_the_truth_again_and_it_still_works(sam_plays: Visit) -> None:
    page = sam_plays.page
    Mouse().judge(page, 0)
    page.locator(".panel .primary").click()
    expect(page.locator(".where")).to_contain_text("2 van 6")
    page.go_back()
    expect(page.locator(".revealed")).to_be_visible()
    page.locator("[data-slide] input").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-compare]")).to_have_attribute("style", containing("--cut: 100%"))
    page.go_forward()
    expect(page.locator("[name=p_manipulated]").first).to_be_attached()
    page.locator("[data-zoom=in]").click()
    expect(page.locator("[data-frame]")).to_have_class("frame zoomed")
    assert sam_plays.complaints == []


def test_slider_of_the_truth_moves_with_the_arrow_keys(sam_plays: Visit) -> None:
    page = sam_plays.page
    Mouse().judge(page, 0)
    tab_stop = page.get_by_role("slider")
    tab_stop.focus()
    before = int(tab_stop.input_value())
    page.keyboard.press("ArrowRight")
    assert int(tab_stop.input_value()) == before + 1
    expect(page.locator("[data-compare]")).to_have_attribute("style", containing(f"--cut: {before + 1}%"))
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(page.locator(".overlay")).to_be_hidden()
