"""A film is played, stepped through and judged: every frame is the one that was asked for."""

from playwright.sync_api import Page, expect

from quizzes.attempts.models import Answer
from tests.browser.conftest import Visit
from tests.browser.films.frames import FIRST, at_frame, drag_to, is_paused, seen
from tests.browser.hands import SURELY_FAKE, SURELY_REAL, Keyboard, Mouse, box_of, tab_to
from tests.film_pairs import COUNT


def test_every_frame_that_is_asked_for_is_the_one_that_is_shown(watching: Page) -> None:
    for number in (0, 1, 2, 3, 24, 25, 26, 49, 50, 51, 52, 75, 99, 100, 101, 107, COUNT - 1, 50, 13, 0):
        drag_to(watching, number)
        at_frame(watching, number)
        assert seen(watching) == number


def test_frame_steps_by_button_and_key_go_one_at_a_time(watching: Page) -> None:
    on, back = watching.locator("[data-step='1']"), watching.locator("[data-step='-1']")
    back.click()
    at_frame(watching, 0)
    for number in (1, 2, 3):
        on.click()
        at_frame(watching, number)
        assert seen(watching) == number
    back.click()
    at_frame(watching, 2)
    for key, number in ((".", 3), (".", 4), (",", 3)):
        watching.keyboard.press(key)
        at_frame(watching, number)
        assert seen(watching) == number
    drag_to(watching, COUNT - 1)
    watching.keyboard.press(".")
    at_frame(watching, COUNT - 1)


def test_nothing_plays_by_itself_before_or_after_the_answer(watching: Page) -> None:
    watching.wait_for_timeout(300)
    assert is_paused(watching)
    assert watching.locator("[data-number]").inner_text() == "1"
    Mouse().judge(watching, SURELY_REAL)
    expect(watching.locator(".film.ready.twofold")).to_be_visible()
    at_frame(watching, FIRST)
    watching.wait_for_timeout(300)
    assert is_paused(watching)
    assert watching.locator("[autoplay]").count() == 0


def test_strip_is_worked_by_pointer_and_arrow_keys(watching: Page) -> None:
    strip = box_of(watching, ".strip")
    watching.mouse.click(strip.x + 0.25 * strip.width, strip.y + 20)
    at_frame(watching, round(0.25 * (COUNT - 1)))
    scrub = watching.get_by_role("slider")
    scrub.focus()
    for key, number in (
        ("Home", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", COUNT - 1),
    ):
        watching.keyboard.press(key)
        at_frame(watching, number)
    expect(scrub).to_have_attribute("aria-valuetext", f"4,36 seconden, beeldje {COUNT} van {COUNT}")


def test_film_plays_pauses_and_tells_its_frame(watching: Page, visit: Visit) -> None:
    button = watching.locator("[data-play]")
    expect(button).to_have_accessible_name("Afspelen")
    watching.keyboard.press("k")
    expect(button).to_have_accessible_name("Pauze")
    expect(watching.locator("[data-number]")).not_to_have_text("1")
    button.click()
    expect(button).to_have_accessible_name("Afspelen")
    number = int(watching.locator("[data-number]").inner_text()) - 1
    at_frame(watching, number)
    assert seen(watching) == number
    assert visit.complaints == []


def test_speed_goes_from_a_quarter_to_double(watching: Page) -> None:
    choice, video = watching.get_by_label("Snelheid"), watching.locator("video")
    choice.select_option("0.25")
    assert video.evaluate("video => video.playbackRate") == 0.25
    choice.select_option("2")
    watching.locator("h1").click()
    watching.keyboard.press("<")
    assert video.evaluate("video => video.playbackRate") == 1.5
    for _ in range(9):
        watching.keyboard.press(">")
    assert video.evaluate("video => video.playbackRate") == 2


def test_answering_a_film_by_keyboard_alone(watching: Page) -> None:
    tab_to(watching, "[data-play]")
    watching.keyboard.press("Space")
    expect(watching.locator("[data-number]")).not_to_have_text("1")
    Keyboard().judge(watching, SURELY_FAKE)
    expect(watching.locator(".film.ready.twofold")).to_be_visible()
    tab_to(watching, "[data-view]")
    watching.keyboard.press("ArrowRight")
    expect(watching.locator(".film")).to_have_attribute("data-seen", "both")
    tab_to(watching, ".spans a")
    watching.keyboard.press("Enter")
    expect(watching.locator("[data-number]")).not_to_have_text(str(FIRST + 1))
    assert Answer.objects.get().response == {"p_manipulated": 0.95}


def test_film_is_zoomed_by_keys_and_wheel_like_a_picture(watching: Page) -> None:
    watching.keyboard.press("+")
    expect(watching.locator("[data-frame]")).to_have_class("frame zoomed")
    watching.keyboard.press("0")
    expect(watching.locator("[data-frame]")).to_have_class("frame")
