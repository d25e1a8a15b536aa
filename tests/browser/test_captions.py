"""Captions in a real browser: the line that is spoken stands under the wave, of the half that is heard and no other."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, Mouse
from tests.factories import make_quiz, make_sitting
from tests.recordings import make_recording


@pytest.fixture
def listening(transactional_db: None, settings: Any, tmp_path: Path, sam: User) -> Sitting:
    settings.LIBRARY_CACHE = tmp_path
    return make_sitting(make_quiz([make_recording(tmp_path)]), sam, twins=True)


def play_at(page: Page, place: int, seconds: float) -> None:
    """Start a recording in the middle of its words, without a sound, and let it run."""
    page.locator("audio").nth(place).evaluate(
        "(audio, seconds) => { audio.muted = true; audio.currentTime = seconds; return audio.play(); }",
        seconds,
    )


def test_the_line_that_is_spoken_stands_under_the_wave(listening: Sitting, sam: User, visit: Visit) -> None:
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{listening.pk}/1/")
    line = page.locator("[data-said]")
    expect(line).to_be_empty()
    play_at(page, 0, 1.2)
    expect(line).to_have_text("He was late.")
    assert line.get_attribute("lang") == "en"
    page.locator(".words summary").click()
    expect(page.locator(".words p")).to_have_text("He was late.")
    expect(page.locator(".words footer")).to_contain_text("Hij was te laat.")


def test_at_the_reveal_each_recording_has_its_own_line(listening: Sitting, sam: User, visit: Visit) -> None:
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{listening.pk}/1/")
    Mouse().judge(page, SURELY_FAKE)
    expect(page.locator(".revealed audio")).to_have_count(2)
    expect(page.locator(".sound.ready")).to_be_visible()
    lines = page.locator("[data-said]")
    play_at(page, 0, 1.2)
    play_at(page, 1, 1.2)
    expect(lines.nth(1)).to_have_text("He was late.")
    expect(lines.nth(0)).to_be_empty()
    page.keyboard.press("x")
    expect(lines.nth(0)).to_have_text("He was not late.")
    expect(lines.nth(1)).to_be_empty()


def test_a_recording_costs_the_page_the_recording_and_its_captions_beside_what_every_page_shares(
    listening: Sitting, sam: User, visit: Visit
) -> None:
    visit.sign_in(sam)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open(f"/sittings/{listening.pk}/1/")
    play_at(visit.page, 0, 1.2)
    expect(visit.page.locator("[data-said]")).to_have_text("He was late.")
    own = {address for address in asked if "/media/" not in address and "/static/" not in address}
    assert len(own) == 1  # styles and scripts are counted as they are served, in test_payload.py
    assert len({address for address in asked if "/media/" in address}) == 2
