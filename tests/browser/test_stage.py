"""The stage in a real browser: zoom, pan, loupe, keys, and a place that stays where it was pointed at."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, Mouse, box_of, click_at, tab_to
from tests.factories import make_sitting

SMALLEST_TARGET = 44


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    return make_sitting(quiz, sam)


@pytest.fixture
def judging(sitting: Sitting, sam: User, visit: Visit) -> Page:
    """Sam's window with the first question in it."""
    visit.sign_in(sam)
    return visit.open(f"/sittings/{sitting.pk}/1/")


@pytest.fixture
def locating(judging: Page) -> Page:
    """The same window one step later: where was it changed?"""
    Mouse().judge(judging, SURELY_FAKE)
    expect(judging.locator("[name=cell]").first).to_be_attached()
    return judging


def scale(page: Page) -> float:
    """How many times the picture is larger than the frame it lies in."""
    return round(box_of(page, "[data-clip]").width / box_of(page, "[data-frame]").width, 2)


def offset(page: Page) -> tuple[float, float]:
    clip, frame = box_of(page, "[data-clip]"), box_of(page, "[data-frame]")
    return round(clip.x - frame.x, 1), round(clip.y - frame.y, 1)


def send_place(page: Page) -> dict[str, Any]:
    page.locator(".send").click()
    expect(page.locator(".revealed")).to_be_visible()
    return dict(Answer.objects.get(item_type="locate").response)


def test_picture_fills_its_frame_at_every_width(judging: Page) -> None:
    for width in (320, 390, 1280, 1920):
        judging.set_viewport_size({"width": width, "height": 800})
        assert scale(judging) == 1
        assert offset(judging) == (0, 0)


def test_zoom_by_keys_buttons_wheel_and_double_click(judging: Page) -> None:
    press = judging.keyboard.press
    press("+")
    press("+")
    assert scale(judging) == 2.25
    press("-")
    assert scale(judging) == 1.5
    press("0")
    assert scale(judging) == 1
    judging.locator("[data-zoom=in]").click()
    assert scale(judging) == 1.5
    judging.locator("[data-zoom=fit]").click()
    assert scale(judging) == 1
    box = box_of(judging, "[data-frame]")
    judging.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    judging.mouse.wheel(0, -400)
    expect(judging.locator("[data-frame]")).to_have_class("frame zoomed")
    assert scale(judging) > 2
    press("0")
    judging.mouse.dblclick(box.x + box.width / 4, box.y + box.height / 4)
    assert scale(judging) == 2.5
    judging.mouse.dblclick(box.x + box.width / 4, box.y + box.height / 4)
    assert scale(judging) == 1
    for _ in range(30):
        press("+")
    assert scale(judging) == 8


def test_zoomed_picture_moves_by_drag_and_arrows_and_never_leaves_its_frame(judging: Page) -> None:
    judging.keyboard.press("+")
    x, y = offset(judging)
    box = box_of(judging, "[data-frame]")
    judging.mouse.move(box.x + 100, box.y + 100)
    judging.mouse.down()
    judging.mouse.move(box.x + 120, box.y + 110, steps=4)
    judging.mouse.up()
    assert offset(judging) == (x + 20, y + 10)
    for _ in range(20):
        judging.keyboard.press("ArrowLeft")
        judging.keyboard.press("ArrowUp")
    assert offset(judging) == (0, 0)
    for _ in range(20):
        judging.keyboard.press("ArrowRight")
        judging.keyboard.press("ArrowDown")
    clip, frame = box_of(judging, "[data-clip]"), box_of(judging, "[data-frame]")
    assert clip.x + clip.width == pytest.approx(frame.x + frame.width, abs=1)
    assert clip.y + clip.height == pytest.approx(frame.y + frame.height, abs=1)


def test_button_let_go_outside_the_frame_does_not_drag_on(judging: Page) -> None:
    box = box_of(judging, "[data-frame]")
    judging.mouse.move(box.x + 5, box.y + 50)
    judging.mouse.down()
    judging.mouse.move(box.x + box.width + 60, box.y + 50)
    judging.mouse.up()
    judging.keyboard.press("+")
    before = offset(judging)
    judging.mouse.move(box.x + 60, box.y + 60)
    judging.mouse.move(box.x + 160, box.y + 90)
    assert offset(judging) == before


def test_loupe_follows_the_pointer_and_key_l_puts_it_away(judging: Page) -> None:
    loupe, button = judging.locator("[data-loupe]"), judging.locator("[data-toggle-loupe]")
    judging.keyboard.press("l")
    expect(button).to_have_attribute("aria-pressed", "true")
    box = box_of(judging, "[data-frame]")
    judging.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    expect(loupe).to_be_visible()
    seen = box_of(judging, "[data-loupe]")
    assert seen.x + seen.width / 2 == pytest.approx(box.x + box.width / 2, abs=1)
    judging.keyboard.press("L")
    expect(loupe).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_question_mark_lists_the_keys_and_escape_closes_them(judging: Page) -> None:
    keys = judging.locator(".keys dl")
    judging.keyboard.press("?")
    expect(keys).to_be_visible()
    assert {"+", "L", "Tab", "Enter", "?"} <= set(keys.locator("kbd").all_inner_texts())
    judging.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_pointed_place_is_the_fraction_of_the_picture_under_the_pointer(locating: Page) -> None:
    click_at(locating, 0.7, 0.3)
    expect(locating.locator("[data-pin]")).to_be_visible()
    answer = send_place(locating)
    assert (answer["x"], answer["y"]) == (pytest.approx(0.7, abs=0.004), pytest.approx(0.3, abs=0.004))
    assert answer["cell"] == "E2"


def test_pointing_while_zoomed_and_moved_gives_the_right_fraction(locating: Page) -> None:
    for _ in range(3):
        locating.keyboard.press("+")
    box = box_of(locating, "[data-frame]")
    locating.mouse.move(box.x + 200, box.y + 150)
    locating.mouse.down()
    locating.mouse.move(box.x + 150, box.y + 190, steps=5)
    locating.mouse.up()
    expect(locating.locator("[data-pin]")).to_be_hidden()  # a drag is no answer
    clip = box_of(locating, "[data-clip]")
    x, y = box.x + 0.5 * box.width, box.y + 0.25 * box.height
    wanted = ((x - clip.x) / clip.width, (y - clip.y) / clip.height)
    click_at(locating, 0.5, 0.25)
    pin = box_of(locating, "[data-pin]")
    assert pin.x + pin.width / 2 == pytest.approx(x, abs=1)
    assert pin.y + pin.height / 2 == pytest.approx(y, abs=1)
    answer = send_place(locating)
    assert (answer["x"], answer["y"]) == (
        pytest.approx(wanted[0], abs=0.004),
        pytest.approx(wanted[1], abs=0.004),
    )


def test_two_fingers_zoom_the_picture(sitting: Sitting, sam: User, visit_on_phone: Visit) -> None:
    visit_on_phone.sign_in(sam)
    page = visit_on_phone.open(f"/sittings/{sitting.pk}/1/")
    box = box_of(page, "[data-frame]")
    x, y = box.x + box.width / 2, box.y + box.height / 2
    fingers = visit_on_phone.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 20), ("touchMove", 30), ("touchMove", 45), ("touchMove", 60)):
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert scale(page) > 1.8
    assert page.evaluate("visualViewport.scale") == 1, "the browser zooms as well"


def test_arrow_keys_walk_the_grid_by_column_and_by_row(locating: Page) -> None:
    tab_to(locating, "[name=cell]", back=True)
    chosen = locating.locator("[data-chosen]")
    for key, cell in (
        ("ArrowUp", "F3"),
        ("ArrowLeft", "E3"),
        ("ArrowUp", "E2"),
        ("ArrowUp", "E1"),
        ("ArrowUp", "E1"),
    ):
        locating.keyboard.press(key)
        expect(chosen).to_contain_text(cell)
    assert send_place(locating)["cell"] == "E1"


def test_controls_of_the_player_are_large_enough_for_a_finger(
    sitting: Sitting, sam: User, visit_on_phone: Visit
) -> None:
    visit_on_phone.sign_in(sam)
    page = visit_on_phone.open(f"/sittings/{sitting.pk}/1/")
    page.set_viewport_size({"width": 390, "height": 780})
    assert too_small(page, ".tool, .send, .stop, .masthead button") == []
    page.locator(".stop").nth(SURELY_FAKE).tap()
    page.locator(".send").tap()
    expect(page.locator("[data-pin]")).to_be_attached()
    assert too_small(page, ".tool, .send, .cell") == []
    page.locator("[data-grid]").tap()
    page.locator(".send").tap()
    expect(page.locator(".revealed")).to_be_visible()
    assert too_small(page, ".slide input, .toggle, .panel .button") == []
    # Seven stops stand on one line, so on the smallest phone they are 44 px high but narrower than that.
    page.locator(".panel .primary").tap()
    page.set_viewport_size({"width": 320, "height": 640})
    assert [size for size in too_small(page, ".stop") if size[0] < 36 or size[1] < SMALLEST_TARGET] == []


def too_small(page: Page, selector: str) -> list[tuple[float, float, str]]:
    """Width, height and text of each visible control that is narrower or lower than a fingertip."""
    boxes = [
        (each.bounding_box(), each.inner_text()) for each in page.locator(selector).all() if each.is_visible()
    ]
    assert boxes, f"there is no {selector}"
    sizes = [(box["width"], box["height"], text) for box, text in boxes if box]
    return [size for size in sizes if min(size[:2]) < SMALLEST_TARGET]
