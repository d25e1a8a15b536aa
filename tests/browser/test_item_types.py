"""Every item type in a real browser by keyboard alone, found accessible when it asks and when it tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Pair
from quizzes.clips.specimens import SpecimenState
from quizzes.items.models import Placement, Quiz
from quizzes.items.types import provenance
from quizzes.provenance.keyring import Keyring
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, put_on
from tests.browser.hands import SURELY_FAKE, Keyboard, WithoutScript, tab_to
from tests.factories import make_claim_with_cards, make_pair, make_quiz, make_sitting, make_story
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording

Open = Callable[..., Page]


@pytest.fixture
def asked(transactional_db: None, own_folders: None, visit: Visit, sam: User) -> Open:
    """Opens a clip that is asked a chain of questions, in sam's window."""

    def open_it(pair: Pair, chain: list[str]) -> Page:
        return open_sitting(visit, sam, make_sitting(make_quiz([pair], asks=chain), sam))

    return open_it


def open_sitting(visit: Visit, sam: User, sitting: Sitting) -> Page:
    visit.sign_in(sam)
    return visit.open(f"/sittings/{sitting.pk}/1/")


def fits_and_is_accessible(visit: Visit) -> None:
    put_on(visit, dark=True, size=PHONE)
    assert barriers(visit) == []
    assert cut_off(visit) == []
    put_on(visit, dark=False, size=LAPTOP)
    assert barriers(visit) == []
    assert visit.complaints == []


def choose(page: Page, name: str, moves: int = 0) -> None:
    """Reach a group of radio buttons with Tab, choose the first with Space and go on with the arrow keys."""
    tab_to(page, f"[name={name}]")
    page.keyboard.press("Space")
    for _ in range(moves):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_technique_is_picked_and_told_by_keyboard(asked: Open, visit: Visit) -> None:
    page = asked(make_pair(), ["judge", "technique"])
    Keyboard().judge(page, SURELY_FAKE)
    expect(page.locator("[name=technique]")).to_have_count(4)
    fits_and_is_accessible(visit)
    choose(page, "technique", 2)
    expect(page.locator(".told-marks li")).to_have_count(1)
    fits_and_is_accessible(visit)
    assert Answer.objects.get(item_type="technique").response["technique"]


def test_cues_are_ticked_and_told_by_keyboard(asked: Open, visit: Visit) -> None:
    page = asked(make_pair(), ["judge", "cue"])
    Keyboard().judge(page, SURELY_FAKE)
    expect(page.locator("[name=cue]")).to_have_count(6)
    fits_and_is_accessible(visit)
    page.keyboard.press("Tab")
    tab_to(page, ".send")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    fits_and_is_accessible(visit)
    tab_to(page, "[name=cue]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".revealed")).to_be_visible()
    assert len(Answer.objects.get(item_type="cue").response["cues"]) == 2


@pytest.mark.parametrize("state", list(SpecimenState))
def test_credentials_are_read_and_weighed_by_keyboard(
    keys: Keyring, asked: Open, visit: Visit, monkeypatch: pytest.MonkeyPatch, state: SpecimenState
) -> None:
    monkeypatch.setattr(provenance, "state_of", lambda shown: state)
    page = asked(make_pair(), ["provenance"])
    page.emulate_media(reduced_motion="reduce")  # colours that are still on their way have no contrast yet
    expect(page.locator("[name=statement]")).to_have_count(4)
    fits_and_is_accessible(visit)
    tab_to(page, ".send")
    page.keyboard.press("Enter")
    expect(page.locator(".revealed")).to_have_count(0)
    choose(page, "statement", 1)
    expect(page.locator(".told-marks li")).to_have_count(1)
    fits_and_is_accessible(visit)
    tab_to(page, ".all-cards summary")
    page.keyboard.press("Enter")
    expect(page.locator(".all-cards .facts")).to_be_visible()
    assert Answer.objects.get().response["statement"].startswith(str(state))


def test_credentials_are_read_without_script(
    keys: Keyring, transactional_db: None, visit_without_script: Visit, sam: User
) -> None:
    sitting = make_sitting(make_quiz([make_pair()], asks=["provenance"]), sam)
    page = open_sitting(visit_without_script, sam, sitting)
    page.locator("[name=statement]").nth(2).check()
    page.locator(".send").click()
    expect(page.locator(".revealed .told-marks li")).to_have_count(1)
    assert Answer.objects.get().item_type == "provenance"


def test_time_is_written_in_fields_and_told_by_keyboard(
    asked: Open, visit: Visit, settings: Any, tmp_path: Path
) -> None:
    settings.LIBRARY_CACHE = tmp_path
    page = asked(make_recording(tmp_path), ["judge", "when"])
    Keyboard().judge(page, SURELY_FAKE)
    tab_to(page, "[name=from]")
    fits_and_is_accessible(visit)
    page.keyboard.type("1.2")
    page.keyboard.press("Tab")
    page.keyboard.type("1.4")
    page.keyboard.press("Enter")
    expect(page.locator(".told-marks")).to_contain_text("Je gaf 1,2–1,4 s aan")
    fits_and_is_accessible(visit)


def test_place_in_a_film_is_chosen_at_the_frame_that_is_shown(asked: Open, visit: Visit) -> None:
    page = asked(make_film_pair(), ["judge", "locate"])
    expect(page.locator(".film.ready")).to_be_visible()
    Keyboard().judge(page, SURELY_FAKE)
    expect(page.locator("[data-at]")).to_be_visible()
    fits_and_is_accessible(visit)
    tab_to(page, "[data-scrub]")
    for _ in range(45):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-at]")).to_have_value("1.80")
    tab_to(page, "[name=cell]", back=True)
    page.keyboard.press("Space")
    if (
        page.evaluate("document.activeElement.value") == "A1"
    ):  # which end Tab comes to is the browser's choice
        moves = ["ArrowRight"] * 4 + ["ArrowDown"] * 2
    else:
        moves = ["ArrowUp", "ArrowLeft"]
    for key in moves:
        page.keyboard.press(key)
    expect(page.locator("[data-chosen]")).to_contain_text("E3")
    page.keyboard.press("Enter")
    expect(page.locator(".revealed")).to_be_visible()
    answer = Answer.objects.get(item_type="locate")
    assert (answer.response["at"], answer.response["cell"]) == (1.8, "E3")
    assert answer.points is not None
    assert answer.points > 0
    fits_and_is_accessible(visit)


def test_place_in_a_film_is_chosen_without_script(
    transactional_db: None, own_folders: None, visit_without_script: Visit, sam: User
) -> None:
    sitting = make_sitting(make_quiz([make_film_pair()], asks=["judge", "locate"]), sam)
    page = open_sitting(visit_without_script, sam, sitting)
    WithoutScript().judge(page, SURELY_FAKE)
    page.locator("[name=at]").fill("1.8")
    page.get_by_label("E3", exact=True).check()
    page.locator(".send").click()
    expect(page.locator(".revealed")).to_be_visible()
    assert Answer.objects.get(item_type="locate").response["at"] == 1.8


def test_two_photos_lie_beside_each_other_and_one_is_picked_by_keyboard(asked: Open, visit: Visit) -> None:
    page = asked(make_pair(), ["compare"])
    fits_and_is_accessible(visit)
    boxes = [each.bounding_box() for each in page.locator("[data-side]").all()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    put_on(visit, dark=False, size=PHONE)
    boxes = [each.bounding_box() for each in page.locator("[data-side]").all()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] == boxes[1]["x"], "on a phone A is above B"
    choose(page, "side")
    expect(page.locator(".told-marks .right")).to_have_count(1)
    fits_and_is_accessible(visit)


def test_two_films_are_compared_with_players_of_their_own(asked: Open, visit: Visit) -> None:
    page = asked(make_film_pair(), ["compare"])
    expect(page.locator("video")).to_have_count(2)
    fits_and_is_accessible(visit)


def test_cards_open_in_place_and_are_remembered(asked: Open, visit: Visit) -> None:
    page = asked(make_claim_with_cards(), ["context"])
    fits_and_is_accessible(visit)
    page.locator(".stop").nth(SURELY_FAKE).click()
    tab_to(page, "[data-card]", back=True)
    page.keyboard.press("Enter")
    expect(page.locator(".card.open")).to_have_count(1)
    expect(page.locator(".card.open [data-card-name]")).to_be_focused()
    expect(page.locator("[name=p_manipulated]").nth(SURELY_FAKE)).to_be_checked()
    fits_and_is_accessible(visit)
    page.reload()
    expect(page.locator(".card.open")).to_have_count(1)
    Keyboard().judge(page, SURELY_FAKE)
    expect(page.locator(".told-marks")).to_contain_text("1 kaart")
    page.locator(".all-cards summary").click()
    fits_and_is_accessible(visit)
    assert len(Answer.objects.get().response["opened"]) == 1


def test_story_is_chosen_through_by_keyboard(
    transactional_db: None, own_folders: None, visit: Visit, sam: User
) -> None:
    quiz = Quiz.objects.create(slug="stories", texts={"nl": {"title": "Verhalen", "intro": "Kies."}})
    Placement.objects.create(quiz=quiz, item=make_story(), position=0)
    page = open_sitting(visit, sam, make_sitting(quiz, sam))
    fits_and_is_accessible(visit)
    choose(page, "choice", 1)
    expect(page.locator(".turns li")).to_have_count(1)
    fits_and_is_accessible(visit)
    choose(page, "choice")
    expect(page.locator(".story.revealed .turns > li")).to_have_count(2)
    fits_and_is_accessible(visit)
    page.locator(".panel .primary").click()
    expect(page.locator(".end")).to_be_visible()
    assert Answer.objects.get().response == {"path": ["wait", "listen"]}
