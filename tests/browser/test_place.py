"""Pointing at a place on the clip itself: by pointer, by touch, by keys, and in numbers where no script runs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from literacy.classroom.models import School
from literacy.people.models import User
from literacy.studio.place_shapes import shape_of
from tests.browser.conftest import Visit
from tests.browser.pointing import Pointing, keep, values


@pytest.fixture
def pointing(school: School, tess: User, own_folders: None, visit: Visit) -> Pointing:
    return Pointing(school, tess, visit)


def ready(page: Page) -> Locator:
    """The photo that is pointed at, once its script works."""
    expect(page.locator("[data-undo]").first).to_be_visible()
    photo = page.locator("[data-glass]").first
    photo.scroll_into_view_if_needed()
    return photo


def drag(page: Page, photo: Locator, *points: tuple[float, float]) -> None:
    """Draw through points in fractions of the photo with the mouse."""
    box = photo.bounding_box()
    assert box is not None
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=6)
    page.mouse.up()


def test_rectangle_is_drawn_moved_resized_and_kept(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("photo", "retouch")
    photo = ready(page)
    drag(page, photo, (0.1, 0.1), (0.3, 0.4))
    assert values(page, "left", "top", "width", "height") == pytest.approx([10, 10, 20, 30], abs=1)
    expect(page.locator("[data-place-said]")).to_contain_text(
        "from 10 % to 30 % across, and from 10 % to 40 % down"
    )
    drag(page, photo, (0.2, 0.25), (0.4, 0.35))
    assert values(page, "left", "top", "width", "height") == pytest.approx([30, 20, 20, 30], abs=1)
    drag(page, photo, (0.5, 0.5), (0.7, 0.6))
    assert values(page, "left", "top", "width", "height") == pytest.approx([30, 20, 40, 40], abs=1)
    page.get_by_role("button", name="Undo").click()
    assert values(page, "left", "top", "width", "height") == pytest.approx([30, 20, 20, 30], abs=1)
    shape = shape_of(keep(page, draft)["regions"][0])
    assert shape.kind == "rectangle"
    assert (shape.left, shape.top, shape.width, shape.height) == pytest.approx((0.3, 0.2, 0.2, 0.3), abs=0.01)
    assert visit.complaints == []


def test_outline_drawn_by_hand_is_kept_as_it_was_drawn(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("photo", "object-removal")
    photo = ready(page)
    page.get_by_role("button", name="Draw by hand").click()
    drag(page, photo, (0.2, 0.2), (0.4, 0.2), (0.3, 0.4), (0.2, 0.2))
    expect(page.get_by_role("button", name="Draw by hand")).to_have_attribute("aria-pressed", "true")
    polygon = keep(page, draft)["regions"][0]
    shape = shape_of(polygon)
    assert shape.kind == "outline"
    assert (shape.left, shape.top, shape.width, shape.height) == pytest.approx((0.2, 0.2, 0.2, 0.2), abs=0.02)
    assert visit.complaints == []


def test_place_too_large_to_be_filled_is_said_before_it_is_sent(pointing: Pointing) -> None:
    page, _draft = pointing("photo", "object-removal")
    photo = ready(page)
    warns = page.locator("[data-too-large]")
    expect(warns).to_be_hidden()
    drag(page, photo, (0.05, 0.05), (0.9, 0.3))
    expect(warns).to_be_visible()
    drag(page, photo, (0.1, 0.6), (0.2, 0.7))
    expect(warns).to_be_hidden()


def test_copy_is_dragged_scaled_and_turned(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("photo", "copy-move")
    photo = ready(page)
    drag(page, photo, (0.7, 0.5), (0.75, 0.7))
    assert values(page, "to_left", "to_top") == pytest.approx([75, 70], abs=1)
    page.locator("[data-grip=target]").press("+")
    page.locator("[data-grip=target]").press("+")
    assert values(page, "scale") == [110]
    expect(page.locator("[data-place-said]")).to_contain_text("110 % as large")
    page.get_by_label("Turn the copy left to right").check()
    place = keep(page, draft)
    assert place["to"] == pytest.approx([0.75, 0.7], abs=0.01)
    assert (place["scale"], place["flip"]) == (1.1, True)
    assert visit.complaints == []


def test_part_of_another_photo_is_taken_there_and_put_here(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("photo", "splicing")
    theirs = ready(page)
    drag(page, theirs, (0.1, 0.1), (0.3, 0.3))
    mine = page.locator("[data-glass]").nth(1)
    mine.scroll_into_view_if_needed()
    box = mine.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + 0.8 * box["height"])
    place = keep(page, draft)
    assert place["thing"][0] == pytest.approx([0.1, 0.1], abs=0.01)
    assert place["to"] == pytest.approx([0.25, 0.8], abs=0.01)
    assert visit.complaints == []


def test_crop_keeps_the_shape_of_the_photo(pointing: Pointing) -> None:
    page, draft = pointing("photo", "crop-out")
    photo = ready(page)
    drag(page, photo, (0.8, 0.8), (0.6, 0.75))
    left, top, right, bottom = keep(page, draft)["crop"]
    assert right - left == pytest.approx(bottom - top, abs=1e-4)
    assert (left, top) == pytest.approx((0.2, 0.2), abs=0.01)
    assert right == pytest.approx(0.75, abs=0.02)


def test_everything_on_a_photo_is_done_by_keys(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("photo", "copy-move")
    ready(page)
    grip = page.locator("[data-grip=region]")
    before = values(page, "left", "top", "width", "height")
    grip.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown", "+"):
        page.keyboard.press(key)
    left, top, width, height = before
    assert values(page, "left", "top", "width", "height") == pytest.approx(
        [left + 2 - 1.5, top - 1 - 1.5, width + 3, height + 3], abs=0.05
    )
    page.keyboard.press("Control+z")
    assert values(page, "left", "top", "width", "height") == before
    expect(page.locator("[data-place-said]")).to_have_text("Undone.")
    page.keyboard.press("Tab")
    expect(page.locator("[data-grip=target]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert keep(page, draft)["to"] == pytest.approx([0.7, 0.51])
    assert visit.complaints == []


def test_arrow_that_pulls_is_moved_and_a_second_one_added(pointing: Pointing) -> None:
    page, draft = pointing("photo", "face-morph")
    photo = ready(page)
    expect(page.locator("[data-grip=pull2]")).to_be_hidden()
    drag(page, photo, (0.54, 0.5), (0.54, 0.4))
    page.get_by_role("button", name="A second arrow").click()
    expect(page.locator("[data-grip=pull2]")).to_be_visible()
    moves = keep(page, draft)["moves"]
    assert len(moves) == 2
    assert moves[0] == pytest.approx([0.46, 0.5, 0.08, -0.1], abs=0.01)


def test_photo_is_enlarged_and_pointed_at_all_the_same(pointing: Pointing) -> None:
    page, draft = pointing("photo", "retouch")
    photo = ready(page)
    before = photo.bounding_box()
    page.get_by_role("button", name="Zoom in").click()
    after = photo.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(1.5 * before["width"], rel=0.01)
    drag(page, photo, (0.45, 0.3), (0.6, 0.36))
    shape = shape_of(keep(page, draft)["regions"][0])
    assert (shape.left, shape.top, shape.width) == pytest.approx((0.45, 0.3, 0.15), abs=0.01)


def test_typed_numbers_move_the_shape(pointing: Pointing) -> None:
    page, _draft = pointing("photo", "retouch")
    photo = ready(page)
    page.get_by_text("Type the numbers").click()
    page.get_by_label("From the left").fill("0")
    page.get_by_label("Width").fill("50")
    box, whole = page.locator("[data-grip=region]").bounding_box(), photo.bounding_box()
    assert box is not None
    assert whole is not None
    assert (box["x"], box["width"]) == pytest.approx((whole["x"], whole["width"] / 2), abs=2)


def test_finger_draws_on_a_phone(pointing: Pointing, make_visit: Callable[..., Visit]) -> None:
    phone = make_visit(viewport={"width": 390, "height": 840}, has_touch=True, is_mobile=True, locale="en")
    page, draft = pointing("photo", "retouch", phone)
    photo = ready(page)
    box = photo.bounding_box()
    assert box is not None
    session = phone.context.new_cdp_session(page)

    def finger(kind: str, *place: float) -> None:
        points = (
            [{"x": box["x"] + place[0] * box["width"], "y": box["y"] + place[1] * box["height"]}]
            if place
            else []
        )
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", 0.1, 0.1)
    for step in range(1, 6):
        finger("touchMove", 0.1 + 0.05 * step, 0.1 + 0.04 * step)
    finger("touchEnd")
    assert values(page, "left", "top", "width", "height") == pytest.approx([10, 10, 25, 20], abs=1)
    corner = page.locator("[data-corner=se]").bounding_box()
    assert corner is not None
    assert min(corner["width"], corner["height"]) >= 43.9
    shape = shape_of(keep(page, draft)["regions"][0])
    assert (shape.width, shape.height) == pytest.approx((0.25, 0.2), abs=0.01)
    assert phone.complaints == []


def test_what_was_refused_stands_in_the_fields_again(pointing: Pointing) -> None:
    page, draft = pointing("photo", "object-removal")
    photo = ready(page)
    drag(page, photo, (0.05, 0.05), (0.9, 0.9))
    assert keep(page, draft) == {}
    expect(page.get_by_role("alert").first).to_contain_text("too large to be filled")
    ready(page)
    assert values(page, "left", "width") == pytest.approx([5, 85], abs=1)
