"""Recordings in a real browser: played by button and key, slowly and again; two of them on one clock without a gap."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer
from quizzes.clips.models import Pair
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, put_on
from tests.browser.hands import SURELY_FAKE, Keyboard, Mouse, Touch, WithoutScript, box_of, tab_to
from tests.factories import make_quiz, make_sitting
from tests.recordings import make_recording

STATE = "[...document.querySelectorAll('audio')].map((each) => [each.currentTime, each.paused, each.muted])"


@pytest.fixture
def recording(transactional_db: None, settings: Any, tmp_path: Path) -> Pair:
    settings.LIBRARY_CACHE = tmp_path
    return make_recording(tmp_path)


def listen(visit: Visit, sam: User, pair: Pair, *asks: str) -> Page:
    sitting = make_sitting(make_quiz([pair], asks=list(asks) or ["judge"]), sam, twins=True)
    visit.context.add_cookies([{"name": "language", "value": "en", "url": visit.address}])
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    if visit.page.evaluate("document.documentElement.classList.contains('js')"):
        expect(page.locator(".sound.ready")).to_be_visible()
        page.wait_for_function(
            "() => [...document.querySelectorAll('audio')].every((each) => each.readyState > 1)"
        )
    return page


def no_barriers(visit: Visit) -> None:
    for dark, size in ((True, PHONE), (False, LAPTOP)):
        put_on(visit, dark=dark, size=size)
        assert barriers(visit) == []
    assert cut_off(visit) == []
    assert visit.complaints == []
    put_on(visit, dark=False, size=LAPTOP)


def test_recording_plays_pauses_steps_and_tells_where_it_is(recording: Pair, visit: Visit, sam: User) -> None:
    page = listen(visit, sam, recording)
    assert page.locator("[autoplay]").count() == 0
    no_barriers(visit)
    wave = box_of(page, ".strip")
    page.mouse.click(wave.x + 0.5 * wave.width, wave.y + 20)
    place = page.get_by_role("slider", name="The recording: where you are")
    assert page.evaluate("document.querySelector('audio').currentTime") == pytest.approx(1.65, abs=0.06)
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(place).to_have_attribute("aria-valuetext", "0.2 seconds")
    page.keyboard.press(".")
    expect(place).to_have_attribute("aria-valuetext", "0.3 seconds")
    page.keyboard.press(",")
    expect(place).to_have_attribute("aria-valuetext", "0.2 seconds")
    page.keyboard.press("k")
    expect(page.locator("[data-play]")).to_have_accessible_name("Pause")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.4")
    page.locator("[data-play]").click()
    expect(page.locator("[data-play]")).to_have_accessible_name("Play")
    assert page.evaluate("document.querySelector('audio').paused")


def test_speed_of_a_recording_goes_from_half_to_one_and_a_half_at_its_own_pitch(
    recording: Pair, visit: Visit, sam: User
) -> None:
    page = listen(visit, sam, recording)
    audio = page.locator("audio")
    page.get_by_label("Speed").select_option("0.5")
    assert audio.evaluate("audio => [audio.playbackRate, audio.preservesPitch]") == [0.5, True]
    page.locator("h1").click()
    for _ in range(9):
        page.keyboard.press(">")
    assert audio.evaluate("audio => audio.playbackRate") == 1.5
    page.keyboard.press("<")
    assert audio.evaluate("audio => audio.playbackRate") == 1.25


def test_recording_begins_again_where_repeat_is_on(recording: Pair, visit: Visit, sam: User) -> None:
    page = listen(visit, sam, recording)
    page.keyboard.press("r")
    page.locator("[data-scrub]").evaluate(
        "range => { range.value = 2.9; range.dispatchEvent(new Event('input')); }"
    )
    page.keyboard.press("k")
    page.wait_for_function(
        "() => { const [a] = document.querySelectorAll('audio'); return !a.paused && a.currentTime > 0.05 && a.currentTime < 2; }"
    )


def test_reveal_changes_over_on_one_clock_without_a_gap(recording: Pair, visit: Visit, sam: User) -> None:
    page = listen(visit, sam, recording)
    Keyboard().judge(page, SURELY_FAKE)
    expect(page.locator(".recordings.ready")).to_be_visible()
    no_barriers(visit)
    page.locator("h1").click()
    page.keyboard.press("k")
    page.wait_for_function(f"() => {STATE}.every(([at, paused]) => !paused && at > 0.3)")
    assert [muted for _at, _paused, muted in page.evaluate(STATE)] == [True, False]
    page.keyboard.press("x")
    (one, first_stands, first_muted), (two, second_stands, second_muted) = page.evaluate(STATE)
    assert not first_stands
    assert not second_stands
    assert (first_muted, second_muted) == (False, True)
    assert abs(one - two) < 0.1
    page.keyboard.press("k")
    (one, *_), (two, *_) = page.evaluate(STATE)
    assert one == two


def test_changed_part_of_a_recording_is_marked_and_played(recording: Pair, visit: Visit, sam: User) -> None:
    page = listen(visit, sam, recording)
    Mouse().judge(page, SURELY_FAKE)
    altered = page.locator(".wave .altered")
    expect(altered).to_be_visible()
    page.locator(".spans a").click()
    page.wait_for_function(f"() => {STATE}[1][1] === false")
    page.wait_for_function(f"() => {STATE}[1][1] === true")
    page.locator("[data-marks-toggle]").uncheck()
    expect(altered).to_be_hidden()


@pytest.mark.parametrize("hand", ["mouse", "touch", "keyboard", "without script"])
def test_two_recordings_are_compared_by_every_hand(
    hand: str, recording: Pair, visit: Visit, visit_on_phone: Visit, visit_without_script: Visit, sam: User
) -> None:
    window = {"touch": visit_on_phone, "without script": visit_without_script}.get(hand, visit)
    page = listen(window, sam, recording, "compare")
    assert page.locator("audio").count() == 2
    if hand == "touch":
        page.locator("[data-play]").tap()
        page.locator(".switch label").nth(1).tap()
        expect(page.locator("[data-voice=B]")).to_have_class("one heard")
        page.locator(".side").first.tap()
        page.locator(".send").tap()
    elif hand == "keyboard":
        tab_to(page, "[data-view]")
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-voice=B]")).to_have_class("one heard")
        tab_to(page, "[name=side]")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    else:
        if hand == "mouse":
            page.locator("[data-play]").click()
            no_barriers(window)
        else:
            assert page.locator("audio[controls]").count() == 2
        page.locator(".side").first.click()
        page.locator(".send").click()
    expect(page.locator(".told-marks li")).to_have_count(1)
    assert Answer.objects.get().item_type == "compare"


def test_recording_is_judged_by_touch_and_without_script(
    recording: Pair, visit_on_phone: Visit, visit_without_script: Visit, sam: User
) -> None:
    for window, hands in ((visit_on_phone, Touch()), (visit_without_script, WithoutScript())):
        page = listen(window, sam, recording)
        hands.judge(page, SURELY_FAKE)
        expect(page.locator(".revealed audio")).to_have_count(2)


def test_recording_that_cannot_be_fetched_says_what_to_do(recording: Pair, visit: Visit, sam: User) -> None:
    visit.context.route("**/media/1s.**", lambda route: route.abort())
    sitting = make_sitting(make_quiz([recording], asks=["judge"]), sam, twins=True)
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    expect(page.get_by_role("alert")).to_contain_text("De opname laadt niet.")
