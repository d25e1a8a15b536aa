"""The truth about a film: both halves on one clock, and what was changed outlined while it lasts."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.films.frames import AFTER, FIRST, at_frame, drag_to, is_paused, seen
from tests.browser.hands import SURELY_REAL, Mouse


def test_both_halves_stand_on_the_very_same_frame(revealed: Page) -> None:
    for number in (FIRST, 45, 77):
        drag_to(revealed, number)
        at_frame(revealed, number)
        assert seen(revealed, ".original video") == seen(revealed, ".twin video") == number


def test_both_halves_run_together_and_changing_over_goes_on_without_a_gap(revealed: Page) -> None:
    drag_to(revealed, 0)
    at_frame(revealed, 0)
    revealed.keyboard.press("k")
    expect(revealed.locator("[data-number]")).not_to_have_text("1")
    revealed.keyboard.press("x")
    state = "[...document.querySelectorAll('video')].map((video) => [video.currentTime, video.paused])"
    (one, first_stands), (two, second_stands) = revealed.evaluate(state)
    assert not first_stands
    assert not second_stands
    assert abs(one - two) < 0.2
    expect(revealed.locator(".film")).to_have_attribute("data-seen", "original")
    revealed.keyboard.press("k")
    number = int(revealed.locator("[data-number]").inner_text()) - 1
    at_frame(revealed, number)
    assert seen(revealed, ".original video") == seen(revealed, ".twin video") == number


def test_only_the_film_that_is_chosen_is_seen_and_read_aloud(revealed: Page) -> None:
    def shown() -> list[str]:
        return [
            half
            for half in ("original", "twin")
            if revealed.locator(f".half.{half}").evaluate("each => getComputedStyle(each).opacity === '1'")
            and revealed.locator(f".half.{half}").get_attribute("inert") is None
        ]

    assert shown() == ["twin"]
    revealed.get_by_role("radio", name="Echt").check(force=True)
    assert shown() == ["original"]
    revealed.get_by_role("radio", name="Allebei").check(force=True)
    assert shown() == ["original", "twin"]


def test_outline_follows_the_time_and_can_be_put_away(revealed: Page) -> None:
    outlines = revealed.locator(".twin .outlines g")
    expect(outlines).to_have_count(2)
    expect(outlines.nth(0)).to_be_visible()
    expect(outlines.nth(1)).to_be_hidden()
    drag_to(revealed, AFTER - 2)
    expect(outlines.nth(1)).to_be_visible()
    expect(outlines.nth(0)).to_be_hidden()
    drag_to(revealed, AFTER)
    expect(outlines.nth(1)).to_be_hidden()
    drag_to(revealed, FIRST)
    revealed.locator("[data-marks-toggle]").uncheck()
    expect(outlines.nth(0)).to_be_hidden()
    expect(revealed.locator(".stretches")).to_be_hidden()


def test_altered_part_plays_again_and_again(revealed: Page) -> None:
    revealed.locator("[data-repeat]").click()
    drag_to(revealed, AFTER - 4)
    at_frame(revealed, AFTER - 4)
    revealed.keyboard.press("k")
    revealed.wait_for_function(
        "([first, last]) => { const n = Number(document.querySelector('[data-number]').textContent) - 1; return n >= first && n < last; }",
        arg=[FIRST, AFTER - 6],
    )
    assert not is_paused(revealed)


def test_photo_after_a_film_fetches_the_slider_and_keeps_the_keys(revealed: Page, visit: Visit) -> None:
    revealed.locator(".panel .primary").click()
    expect(revealed.locator("[data-toggle-loupe]")).to_be_visible()
    revealed.keyboard.press("+")
    expect(revealed.locator("[data-frame]")).to_have_class("frame zoomed")
    Mouse().judge(revealed, SURELY_REAL)
    expect(revealed.locator("[data-slide] input")).to_be_visible()
    assert visit.complaints == []
