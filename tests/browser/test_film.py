"""Films in a real browser: every frame can be reached, both halves stand on one clock, and nothing plays by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Pair
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, SURELY_REAL, Keyboard, Mouse, WithoutScript, box_of, tab_to
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import BITS, BLOCK, COUNT, FPS, SPAN, make_film_pair

# Which number stands in the squares along the upper edge of the picture that a film shows now.
READ = """(video, [bits, block]) => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d", { willReadFrequently: true });
  canvas.drawImage(video, 0, 0);
  const scale = video.videoWidth / 320;
  let number = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const [red] = canvas.getImageData((bit + 0.5) * block * scale, 0.5 * block * scale, 1, 1).data;
    number = number * 2 + (red > 127 ? 1 : 0);
  }
  return number;
}"""
FIRST, AFTER = round(SPAN[0] * FPS), round(SPAN[1] * FPS)


@pytest.fixture
def film(transactional_db: None, own_folders: None) -> Pair:
    return make_film_pair()


@pytest.fixture
def sitting(film: Pair, sam: User) -> Sitting:
    """A film first, then a photo."""
    return make_sitting(make_quiz([film, make_pair()]), sam)


@pytest.fixture
def watching(sitting: Sitting, sam: User, visit: Visit) -> Page:
    """Sam's window with the question about the film."""
    return watch(visit, sitting, sam)


@pytest.fixture
def revealed(watching: Page) -> Page:
    """The same window one step later: both halves, at the altered span."""
    Mouse().judge(watching, SURELY_FAKE)
    expect(watching.locator(".film.ready.twofold")).to_be_visible()
    at_frame(watching, FIRST)
    return watching


def watch(visit: Visit, sitting: Sitting, sam: User) -> Page:
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    expect(page.locator("[data-deck]")).to_be_visible()
    return page


def at_frame(page: Page, number: int) -> None:
    """Wait until the clock says frame `number`, counted from 0, and all films stand there; one that has ended is on its last."""
    expect(page.locator("[data-number]")).to_have_text(str(number + 1))
    page.wait_for_function(
        """time => [...document.querySelectorAll("video")].every(
             (video) => !video.seeking && video.readyState > 1 && (video.ended || Math.abs(video.currentTime - time) < 0.001))""",
        arg=(number + 0.5) / FPS,
    )


def seen(page: Page, which: str = "video") -> int:
    """The number on the picture that is shown."""
    return int(page.locator(which).first.evaluate(READ, [BITS, BLOCK]))


def drag_to(page: Page, number: int) -> None:
    page.locator("[data-scrub]").evaluate(
        "(range, value) => { range.value = value; range.dispatchEvent(new Event('input')); }", number
    )


def is_paused(page: Page) -> bool:
    return bool(page.evaluate("[...document.querySelectorAll('video')].every((video) => video.paused)"))


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


def test_photo_after_a_film_fetches_the_slider_and_keeps_the_keys(revealed: Page, visit: Visit) -> None:
    revealed.locator(".panel .primary").click()
    expect(revealed.locator("[data-toggle-loupe]")).to_be_visible()
    revealed.keyboard.press("+")
    expect(revealed.locator("[data-frame]")).to_have_class("frame zoomed")
    Mouse().judge(revealed, SURELY_REAL)
    expect(revealed.locator("[data-slide] input")).to_be_visible()
    assert visit.complaints == []


def test_film_is_zoomed_by_keys_and_wheel_like_a_picture(watching: Page) -> None:
    watching.keyboard.press("+")
    expect(watching.locator("[data-frame]")).to_have_class("frame zoomed")
    watching.keyboard.press("0")
    expect(watching.locator("[data-frame]")).to_have_class("frame")


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
