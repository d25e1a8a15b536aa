"""Marking when a clip was changed: on the strip or the wave, by mouse, touch and keys, in step with the two fields."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer
from quizzes.clips.models import Pair
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, put_on
from tests.browser.hands import SURELY_FAKE, Mouse, WithoutScript, box_of, drag, strip_of, tab_to, touch_along
from tests.factories import make_quiz, make_sitting
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording

FILM_SECONDS, SOUND_SECONDS = 4.4, 3.3


@pytest.fixture
def film(transactional_db: None, own_folders: None) -> Pair:
    return make_film_pair()


@pytest.fixture
def recording(transactional_db: None, settings: Any, tmp_path: Path) -> Pair:
    settings.LIBRARY_CACHE = tmp_path
    return make_recording(tmp_path)


@pytest.fixture
def marking(sam: User) -> Callable[..., Page]:
    """Opens the question when a pair was changed, in a window of sam's, in English."""

    def open_it(visit: Visit, pair: Pair) -> Page:
        sitting = make_sitting(make_quiz([pair], asks=["judge", "when"]), sam, twins=True)
        visit.context.add_cookies([{"name": "language", "value": "en", "url": visit.address}])
        visit.sign_in(sam)
        page = visit.open(f"/sittings/{sitting.pk}/1/")
        Mouse().judge(page, SURELY_FAKE)
        expect(page.locator("[data-mark][data-ready]")).to_be_attached()
        expect(page.locator("[data-deck]")).to_be_visible()
        return page

    return open_it


def marked(page: Page) -> tuple[float | None, float | None]:
    values = [page.locator(f"[name={name}]").input_value() for name in ("from", "until")]
    return tuple(float(value) if value else None for value in values)  # type: ignore[return-value]


def no_barriers(visit: Visit) -> None:
    for dark, size in ((True, PHONE), (False, LAPTOP)):
        put_on(visit, dark=dark, size=size)
        assert barriers(visit) == []
    assert cut_off(visit) == []
    assert visit.complaints == []
    put_on(visit, dark=False, size=LAPTOP)


def test_part_of_a_film_is_dragged_moved_and_pulled_at_its_ends(
    marking: Callable[..., Page], film: Pair, visit: Visit
) -> None:
    page = marking(visit, film)
    assert marked(page) == (None, None)
    assert page.get_by_role("slider", name="start").count() == 0
    drag(page, 0.3, 0.5)
    assert marked(page) == pytest.approx((0.3 * FILM_SECONDS, 0.5 * FILM_SECONDS), abs=0.05)
    expect(page.locator("[data-when-said]")).to_contain_text("Marked: from 1.3")
    drag(page, 0.4, 0.5)
    assert marked(page) == pytest.approx((0.4 * FILM_SECONDS, 0.6 * FILM_SECONDS), abs=0.05)
    end = box_of(page, "[data-edge='1']")
    strip = strip_of(page)
    grip = (end.x + end.width / 2 - strip.x) / strip.width
    drag(page, grip, grip + 0.1)
    assert marked(page) == pytest.approx((0.4 * FILM_SECONDS, 0.7 * FILM_SECONDS), abs=0.05)
    no_barriers(visit)
    page.locator(".send").click()
    expect(page.locator(".marked").first).to_be_visible()
    response = Answer.objects.get(item_type="when").response
    assert response["from"] == pytest.approx(0.4 * FILM_SECONDS, abs=0.05)
    assert response["until"] == pytest.approx(0.7 * FILM_SECONDS, abs=0.05)


def test_one_press_is_one_moment_and_can_be_taken_back(
    marking: Callable[..., Page], film: Pair, visit: Visit
) -> None:
    page = marking(visit, film)
    strip = strip_of(page)
    page.mouse.click(strip.x + 0.75 * strip.width, strip.y + 20)
    begin, end = marked(page)
    assert begin == pytest.approx(0.75 * FILM_SECONDS, abs=0.05)
    assert end is None
    expect(page.locator("[data-when-said]")).to_contain_text("one moment")
    boxes = [box_of(page, f"[data-edge='{which}']") for which in (0, 1)]
    assert boxes[0].x + boxes[0].width <= boxes[1].x + 5, "the two ends do not lie on each other"
    page.get_by_role("button", name="Mark nothing").click()
    assert marked(page) == (None, None)
    expect(page.locator("[data-when-said]")).to_have_text("Nothing is marked.")


def test_part_of_a_recording_is_marked_and_sent_by_keyboard_alone(
    marking: Callable[..., Page], recording: Pair, visit: Visit
) -> None:
    page = marking(visit, recording)
    tab_to(page, "[data-scrub]")
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("i")
    assert marked(page) == (1.5, None)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    assert marked(page) == (1.5, 1.7)
    tab_to(page, "[data-edge='1']")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert marked(page) == (1.5, 2.75)
    end = page.get_by_role("slider", name="end")
    expect(end).to_have_attribute("aria-valuetext", "2.75 seconds")
    page.keyboard.press("Home")
    assert marked(page) == (1.5, None)
    no_barriers(visit)
    tab_to(page, ".send")
    page.keyboard.press("Enter")
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.get(item_type="when").response["from"] == 1.5


@pytest.mark.parametrize("medium", ["film", "recording"])
def test_part_is_marked_by_touch(
    medium: str, marking: Callable[..., Page], visit_on_phone: Visit, request: pytest.FixtureRequest
) -> None:
    page = marking(visit_on_phone, request.getfixturevalue(medium))
    seconds = FILM_SECONDS if medium == "film" else SOUND_SECONDS
    touch_along(visit_on_phone.page, 0.3, 0.6)
    assert marked(page) == pytest.approx((0.3 * seconds, 0.6 * seconds), abs=0.08)
    assert barriers(visit_on_phone) == []
    page.locator(".send").tap()
    expect(page.locator(".revealed")).to_be_visible()


def test_fields_move_the_marks_and_what_is_half_typed_breaks_nothing(
    marking: Callable[..., Page], recording: Pair, visit: Visit
) -> None:
    page = marking(visit, recording)
    page.locator("[name=from]").fill("1")
    page.locator("[name=until]").fill("2")
    strip, start, end = strip_of(page), box_of(page, "[data-edge='0']"), box_of(page, "[data-edge='1']")
    assert (start.x + start.width - strip.x) / strip.width == pytest.approx(1 / SOUND_SECONDS, abs=0.02)
    assert (end.x - strip.x) / strip.width == pytest.approx(2 / SOUND_SECONDS, abs=0.02)
    page.locator("[name=from]").fill("")
    expect(page.locator("[data-edge='0']")).to_be_hidden()
    assert visit.complaints == []


@pytest.mark.parametrize("medium", ["film", "recording"])
def test_marked_part_is_played_and_stops_or_is_repeated(
    medium: str, marking: Callable[..., Page], visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = marking(visit, request.getfixturevalue(medium))
    clip = "document.querySelector('video, audio')"
    page.wait_for_function(f"() => {clip}.readyState > 1")
    page.locator("[name=from]").fill("1")
    page.locator("[name=until]").fill("1.6")
    page.get_by_role("button", name="Play the marked part").click()
    page.wait_for_function(f"() => !{clip}.paused")
    page.wait_for_function(f"() => {clip}.paused")
    assert page.evaluate(f"{clip}.currentTime") == pytest.approx(1.6, abs=0.2)
    page.locator("h1").click()
    page.keyboard.press("r")
    page.keyboard.press("p")
    page.wait_for_function(f"() => !{clip}.paused && {clip}.currentTime > 1.4")
    page.wait_for_function(f"() => !{clip}.paused && {clip}.currentTime < 1.3 && {clip}.currentTime >= 0.95")


def test_moment_is_typed_without_script(recording: Pair, visit_without_script: Visit, sam: User) -> None:
    sitting = make_sitting(make_quiz([recording], asks=["judge", "when"]), sam, twins=True)
    visit_without_script.sign_in(sam)
    page = visit_without_script.open(f"/sittings/{sitting.pk}/1/")
    WithoutScript().judge(page, SURELY_FAKE)
    expect(page.locator("[data-play-part]")).to_be_hidden()
    assert page.locator("audio[controls]").is_visible()
    page.locator("[name=from]").fill("1.5")
    page.locator(".send").click()
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.get(item_type="when").response["from"] == 1.5
