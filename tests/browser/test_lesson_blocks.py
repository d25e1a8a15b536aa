"""The blocks of a lesson under a hand, by keyboard and without script; and what a lesson costs a school's network."""

import gzip
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from literacy.lessons.models import Lesson
from quizzes.clips.models import Pair
from tests.browser.conftest import Visit

MOST_BYTES = 120_000


def open_lesson(visit: Visit, lesson: Lesson) -> None:
    visit.open(reverse("lesson", args=[lesson.slug]))


def test_a_click_on_the_photo_is_marked_where_it_was(
    visit: Visit, lesson_with_blocks: Lesson, field: Pair
) -> None:
    open_lesson(visit, lesson_with_blocks)
    photo = visit.page.locator(".point-at [data-clip]")
    photo.scroll_into_view_if_needed()
    box = photo.bounding_box()
    assert box is not None
    left, top, right, bottom = field.truth["regions"][0]["box"]
    visit.page.mouse.click(
        box["x"] + box["width"] * (left + right) / 2, box["y"] + box["height"] * (top + bottom) / 2
    )
    expect(visit.page.locator("[data-pin]")).to_be_visible()
    visit.page.locator(".point-at .button").click()
    expect(visit.page.locator(".point-at .said-back.right")).to_be_visible()
    expect(visit.page.locator(".point-at .yours")).to_be_visible()


def test_arrow_keys_walk_the_grid_in_both_directions(visit: Visit, lesson_with_blocks: Lesson) -> None:
    open_lesson(visit, lesson_with_blocks)
    visit.page.locator(".point-at input[value=A1]").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft"):
        visit.page.keyboard.press(key)
    expect(visit.page.locator(".point-at input[value=A3]")).to_be_checked()
    expect(visit.page.locator("[data-chosen]")).to_contain_text("A3")


def test_a_story_is_played_to_its_end_by_keyboard(visit: Visit, lesson_with_blocks: Lesson) -> None:
    open_lesson(visit, lesson_with_blocks)
    for name in ("wait", "listen"):
        choice = visit.page.locator(f".scenario [name=choice][value={name}]")
        choice.focus()
        visit.page.keyboard.press("Space")
        expect(choice).to_be_checked()
        visit.page.keyboard.press("Tab")
        expect(visit.page.locator(".scenario .button")).to_be_focused()
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator(f".scenario [name=choice][value={name}]")).to_have_count(0)
    expect(visit.page.locator(".scenario .said-back")).to_contain_text("Ask somebody you trust.")


@pytest.mark.parametrize(
    ("button", "answer", "said"),
    [
        (".point-at .button", ".point-at .cell", ".point-at .said-back"),
        (".poll .button", ".poll .option", ".poll .said-back"),
    ],
)
def test_without_script_an_answer_comes_back_at_its_place(
    visit_without_script: Visit, lesson_with_blocks: Lesson, button: str, answer: str, said: str
) -> None:
    open_lesson(visit_without_script, lesson_with_blocks)
    visit_without_script.page.locator(answer).first.click()
    visit_without_script.page.locator(button).click()
    expect(visit_without_script.page.locator(said)).to_be_visible()


def test_a_lesson_with_every_block_stays_within_its_bytes(visit: Visit, lesson_with_blocks: Lesson) -> None:
    sizes: dict[str, int] = {}
    visit.page.on(
        "response",
        lambda response: (
            None
            if "/media/" in response.url
            else sizes.update({response.url: len(gzip.compress(response.body()))})
        ),
    )
    open_lesson(visit, lesson_with_blocks)
    visit.page.wait_for_load_state("networkidle")
    named = re.findall(r"/static/(?:js|css)/[\w.]+", visit.markup)
    assert named and all(any(url.endswith(name) for url in sizes) for name in named)
    assert sum(sizes.values()) <= MOST_BYTES, sizes
