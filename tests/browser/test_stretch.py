"""Pointing at a stretch of a film or a recording, and pointing without script and without barriers."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from literacy.classroom.models import School
from literacy.people.models import User
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, put_on
from tests.browser.pointing import Pointing, keep, values


@pytest.fixture
def pointing(school: School, tess: User, own_folders: None, visit: Visit) -> Pointing:
    return Pointing(school, tess, visit)


def line_of(page: Page, which: int = 0) -> tuple[Locator, dict[str, float]]:
    line = page.locator("[data-line]").nth(which)
    expect(line).to_be_visible()
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    return line, {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def drag_along(page: Page, box: dict[str, float], start: float, end: float) -> None:
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], middle, steps=5)
    page.mouse.up()


def test_stretch_of_a_film_is_dragged_by_either_end_and_as_a_whole(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("video", "omission")
    _line, box = line_of(page)
    drag_along(page, box, 0.3, 0.2)
    assert values(page, "from", "until") == pytest.approx([0.8, 2.4], abs=0.06)
    drag_along(page, box, 0.6, 0.5)
    assert values(page, "from", "until") == pytest.approx([0.8, 2.0], abs=0.06)
    drag_along(page, box, 0.35, 0.45)
    assert values(page, "from", "until") == pytest.approx([1.2, 2.4], abs=0.06)
    expect(page.locator("[data-place-said]")).to_contain_text("The stretch lasts from")
    drag_along(page, box, 0.8, 0.95)
    assert values(page, "from", "until") == pytest.approx([3.2, 3.8], abs=0.06)
    assert keep(page, draft)["span"] == pytest.approx([3.2, 3.8], abs=0.06)
    assert visit.complaints == []


def test_ends_of_a_stretch_are_sliders_for_the_keyboard(pointing: Pointing) -> None:
    page, draft = pointing("video", "omission")
    line_of(page)
    start, end = page.get_by_role("slider", name="start"), page.get_by_role("slider", name="end")
    assert values(page, "from", "until") == [1.2, 2.4]
    start.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert values(page, "from", "until") == [1.24, 2.4]
    expect(start).to_have_attribute("aria-valuetext", "1.24 seconds")
    end.focus()
    page.keyboard.press("Shift+ArrowRight")
    assert values(page, "until") == [3.4]
    page.wait_for_timeout(800)
    page.keyboard.press("Home")
    assert values(page, "from", "until") == [1.24, 1.34]
    page.keyboard.press("Control+z")
    assert values(page, "from", "until") == [1.24, 3.4]
    assert keep(page, draft)["span"] == [1.24, 3.4]


def test_stretch_begins_and_ends_where_the_film_stands(pointing: Pointing) -> None:
    page, _draft = pointing("video", "reverse")
    page.locator(
        "#step-place summary"
    ).first.click()  # the whole film may be meant, so nothing has to be pointed at
    line_of(page)
    expect(page.get_by_label("What is changed")).to_have_value("whole")
    page.wait_for_function("() => document.querySelector('video[data-clip]').readyState > 0")
    page.evaluate("document.querySelector('video[data-clip]').currentTime = 1")
    on = page.get_by_role("button", name="One frame on")
    on.click()
    page.wait_for_function(
        "() => Math.abs(document.querySelector('video[data-clip]').currentTime - 1.04) < 0.005"
    )
    page.get_by_role("button", name="Starts here").click()
    assert values(page, "from") == pytest.approx([1.04], abs=0.01)
    expect(page.get_by_label("What is changed")).to_have_value("part")


def test_stretch_is_played_and_stops_at_its_end(pointing: Pointing) -> None:
    page, _draft = pointing("video", "omission")
    line_of(page)
    page.wait_for_function("() => document.querySelector('video[data-clip]').readyState > 0")
    page.get_by_role("button", name="Play the stretch").click()
    page.wait_for_function("() => !document.querySelector('video[data-clip]').paused")
    page.wait_for_function("() => document.querySelector('video[data-clip]').paused")
    assert page.evaluate("document.querySelector('video[data-clip]').currentTime") == pytest.approx(
        2.4, abs=0.15
    )


def test_two_stretches_of_a_recording_stand_on_its_wave(pointing: Pointing, visit: Visit) -> None:
    page, draft = pointing("sound", "reorder")
    assert page.locator(".wave path").first.get_attribute("d") != ""
    _line, box = line_of(page, 1)
    drag_along(page, box, 0.75, 0.8)
    _line, box = line_of(page, 0)
    drag_along(page, box, 0.05, 0.2)
    place = keep(page, draft)
    assert place["span"] == pytest.approx([0.3, 1.2], abs=0.08)
    assert place["other_span"] == pytest.approx([4.2, 5.4], abs=0.08)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("medium", "technique", "typed", "part", "expected"),
    [
        (
            "photo",
            "object-removal",
            {"left": "10", "top": "20", "width": "15", "height": "15"},
            "regions",
            None,
        ),
        ("sound", "omission", {"from": "0.5", "until": "1.25"}, "span", [0.5, 1.25]),
        ("video", "speed-change", {"from": "1", "until": "2"}, "span", [1, 2]),
    ],
)
def test_without_script_a_place_is_typed(
    medium: str,
    technique: str,
    typed: dict[str, str],
    part: str,
    expected: Any,
    pointing: Pointing,
    visit_without_script: Visit,
) -> None:
    page, draft = pointing(medium, technique, visit_without_script)
    if page.get_by_label("What is changed").count():
        page.get_by_label("What is changed").select_option("part")
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    place = keep(page, draft)
    assert place[part] == (expected or [[[0.1, 0.2], [0.25, 0.2], [0.25, 0.35], [0.1, 0.35]]])


@pytest.mark.parametrize(
    ("medium", "technique"),
    [("photo", "copy-move"), ("photo", "face-morph"), ("video", "speed-change"), ("sound", "reorder")],
)
def test_pointing_has_no_barriers_in_light_and_dark(
    medium: str, technique: str, pointing: Pointing, visit: Visit
) -> None:
    put_on(visit, dark=False, size=LAPTOP)
    page, _draft = pointing(medium, technique)
    page.wait_for_timeout(300)
    assert barriers(visit) == []
    put_on(visit, dark=True, size=PHONE)
    page.reload()
    page.wait_for_timeout(300)
    assert barriers(visit) == []
    # The names of the steps are for those who hear them, where the window is narrow.
    assert [each for each in cut_off(visit) if "SPAN" not in each] == []
