"""Questions with a list, two clips or a story: answered by mouse, by touch and without script; every key is listed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Placement, Quiz
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, put_on
from tests.browser.hands import SURELY_FAKE, Hands, Mouse, Touch, WithoutScript
from tests.factories import make_claim_with_cards, make_pair, make_quiz, make_sitting, make_story
from tests.film_pairs import make_film_pair

WAYS: dict[str, tuple[str, Hands]] = {
    "mouse": ("visit", Mouse()),
    "touch": ("visit_on_phone", Touch()),
    "without script": ("visit_without_script", WithoutScript()),
}


@pytest.fixture(params=WAYS)
def way(
    transactional_db: None, own_folders: None, request: pytest.FixtureRequest
) -> tuple[Visit, Hands, Callable[[Locator], None]]:
    """A window, the hands that work it, and how they press something."""
    window, hands = WAYS[request.param]
    return request.getfixturevalue(window), hands, Locator.tap if request.param == "touch" else Locator.click


def open_at(window: Visit, sam: User, sitting: Sitting) -> Page:
    window.sign_in(sam)
    return window.open(f"/sittings/{sitting.pk}/1/")


def test_lists_are_picked_from_by_every_hand(way: Any, sam: User) -> None:
    window, hands, press = way
    quiz = make_quiz([make_pair()], asks=["judge", "technique", "cue"])
    page = open_at(window, sam, make_sitting(quiz, sam, twins=True))
    hands.judge(page, SURELY_FAKE)
    press(page.locator(".option", has=page.locator("[name=technique]")).nth(1))
    press(page.locator(".send"))
    for number in (0, 2):
        press(page.locator(".option", has=page.locator("[name=cue]")).nth(number))
    press(page.locator(".send"))
    expect(page.locator(".revealed .told-marks li")).to_have_count(2)
    assert len(Answer.objects.get(item_type="cue").response["cues"]) == 2


@pytest.mark.parametrize("medium", ["photo", "film"])
def test_two_clips_are_compared_by_every_hand(medium: str, way: Any, sam: User) -> None:
    window, _hands, press = way
    pair = make_pair() if medium == "photo" else make_film_pair()
    page = open_at(window, sam, make_sitting(make_quiz([pair], asks=["compare"]), sam))
    press(page.locator(".option.side").nth(1))
    press(page.locator(".send"))
    expect(page.locator(".told-marks li")).to_have_count(1)
    assert Answer.objects.get().response["side"] == "B"


def test_cards_are_opened_by_every_hand(way: Any, sam: User) -> None:
    window, hands, press = way
    quiz = make_quiz([make_claim_with_cards()], asks=["context"])
    page = open_at(window, sam, make_sitting(quiz, sam))
    press(page.locator("[data-card]").first)
    expect(page.locator(".card.open")).to_have_count(1)
    hands.judge(page, SURELY_FAKE)
    expect(page.locator(".revealed")).to_be_visible()
    assert len(Answer.objects.get().response["opened"]) == 1


def test_story_is_chosen_through_by_every_hand(way: Any, sam: User) -> None:
    window, _hands, press = way
    quiz = Quiz.objects.create(slug="stories", texts={"nl": {"title": "Verhalen", "intro": "Kies."}})
    Placement.objects.create(quiz=quiz, item=make_story(), position=0)
    page = open_at(window, sam, make_sitting(quiz, sam))
    press(page.locator(".option").nth(1))
    press(page.locator(".send"))
    expect(page.locator(".turns li")).to_have_count(1)
    press(page.locator(".option").first)
    press(page.locator(".send"))
    expect(page.locator(".story.revealed")).to_be_visible()
    assert Answer.objects.get().response == {"path": ["wait", "listen"]}


def test_two_films_are_on_one_clock_and_change_over_without_a_gap(
    transactional_db: None, own_folders: None, visit: Visit, sam: User
) -> None:
    page = open_at(visit, sam, make_sitting(make_quiz([make_film_pair()], asks=["compare"]), sam))
    expect(page.locator(".film.ready")).to_have_attribute("data-seen", "both")
    page.locator("[data-step='1']").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every((each) => Math.abs(each.currentTime - 0.06) < 0.001)"
    )
    for dark, size in ((True, PHONE), (False, LAPTOP)):
        put_on(visit, dark=dark, size=size)
        assert barriers(visit) == []
    assert cut_off(visit) == []
    put_on(visit, dark=False, size=LAPTOP)
    page.keyboard.press("k")
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every((each) => !each.paused && each.currentTime > 0.3)"
    )
    page.keyboard.press("x")
    seen = page.locator(".film").get_attribute("data-seen")
    page.keyboard.press("x")
    assert {seen, page.locator(".film").get_attribute("data-seen")} == {"A", "B"}
    state = page.evaluate(
        "[...document.querySelectorAll('video')].map((each) => [each.currentTime, each.paused])"
    )
    assert [paused for _at, paused in state] == [False, False]
    assert abs(state[0][0] - state[1][0]) < 0.2
    assert page.locator(".half[inert]").count() == 1
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("asks", "film", "listed"),
    [
        (["judge"], False, {"+", "L", "V", "Enter", "?", "Esc"}),
        (["compare"], False, {"Tab", "Enter", "?", "Esc"}),
        (["compare"], True, {"K", "X", "R", "F", "?", "Esc"}),
        (["judge", "when"], True, {"K", "I", "O", "P", "+", "?", "Esc"}),
    ],
)
def test_every_key_of_what_is_on_the_page_is_listed(
    asks: list[str],
    film: bool,
    listed: set[str],
    transactional_db: None,
    own_folders: None,
    visit: Visit,
    sam: User,
) -> None:
    pair = make_film_pair() if film else make_pair()
    page = open_at(visit, sam, make_sitting(make_quiz([pair], asks=asks), sam, twins=True))
    if "when" in asks:
        Mouse().judge(page, SURELY_FAKE)
        expect(page.locator("[data-mark]")).to_be_visible()
    expect(page.locator(".keys")).to_have_count(1)
    keys = page.locator(".keys dl")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    assert listed <= set(keys.locator("kbd").all_inner_texts())
    assert barriers(visit) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.locator(".keys summary").click()
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(page.locator(".keys summary")).to_be_focused()
