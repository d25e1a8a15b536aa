"""The studio in a real browser: from a photo to a published pair by hand, and a file on its way in."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, expect

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.jobs.claim import claim_next
from quizzes.jobs.registry import load_kinds
from quizzes.jobs.runner import run_claimed
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD
from tests.browser.conftest import Visit
from tests.film_pairs import make_film_pair
from tests.studio.made import jpeg
from tests.studio_pages.made import make_draft

TWO_MINUTES = 120
PLACE = {"left": "10", "top": "20", "width": "25", "height": "30", "to_left": "60", "to_top": "55"}
DROP = """([selector, type, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "notes.txt", { type }));
  for (const name of ["dragenter", "dragover", "drop"])
    document.querySelector(selector).dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """Does the background work beside the site, as a worker does: claimed, leased, and with the real recipes."""
    stop = Event()

    def work() -> None:
        load_kinds()
        while not stop.is_set():
            job = claim_next([CHECK_UPLOAD, RENDER_PAIR])
            if job is None:
                stop.wait(0.2)
            else:
                run_claimed(job, stop)
        connection.close()

    thread = Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join(30)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "market-square.jpg"
    path.write_bytes(jpeg(640, 480))
    return path


def choose(page: Page, photo: Path) -> None:
    """Choose a file with the button that has the keyboard's focus, and send it with the next one."""
    expect(page.locator("[data-drop-hint]")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.locator("#file").press("Enter")
    chooser.value.set_files(photo)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_new_teacher_comes_from_a_photo_to_a_published_pair_in_under_two_minutes(
    visit: Visit, tess: User, school: School, worker: None, photo: Path
) -> None:
    visit.sign_in(tess)
    page = visit.open("/home/")
    begun = time.monotonic()
    page.locator(".masthead").get_by_role("link", name="Studio").click()
    choose(page, photo)
    expect(page.locator("#step-rights")).to_be_visible(timeout=60_000)
    page.locator("input[name=people][value=none]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.locator("label[for=technique-copy-move]").click()
    page.locator("#step-technique .primary").click()
    expect(page.locator("#step-place [data-tools]")).to_be_visible()
    page.locator("details[data-numbers] summary").press("Enter")
    for name, value in PLACE.items():
        page.locator(f"#step-place [name={name}]").fill(value)
    page.locator("#step-place .primary").press("Enter")
    page.locator("#step-make .primary").click()
    expect(page.locator("#step-make .compare")).to_be_visible(timeout=60_000)
    page.get_by_label("Titel").first.click()
    page.keyboard.type("Een marktplein")
    page.keyboard.press("Tab")
    page.keyboard.type("Een plein met kramen")
    page.keyboard.press("Tab")
    page.keyboard.type("Hetzelfde stuk staat er twee keer.")
    page.locator("#step-words .primary").click()
    page.locator("#step-publish .primary").click()
    page.locator("main .primary").click()
    expect(page.locator(".stands.published")).to_be_visible()
    assert time.monotonic() - begun < TWO_MINUTES
    pair = Pair.objects.on_shelves(school.shelf).published().get()
    assert (pair.technique, pair.text["title"]) == ("copy-move", "Een marktplein")
    page.locator(".stands .primary").click()
    expect(page.locator("h1")).to_have_text("Een marktplein")
    assert visit.complaints == [] and visit.elsewhere == []


def test_what_is_dropped_and_is_no_clip_is_refused_where_it_was_dropped(
    visit: Visit, tess: User, school: School
) -> None:
    visit.sign_in(tess)
    page = visit.open(reverse("studio_school", args=[school.pk]))
    page.evaluate(
        DROP,
        ["#upload", "text/plain", "not a clip at all, but long enough to be looked at by its first bytes"],
    )
    expect(page.get_by_role("alert")).to_contain_text("JPEG, PNG of WebP")
    expect(page.locator("#upload .primary")).to_be_enabled()
    expect(page.locator("#file")).to_be_focused()
    assert not Draft.objects.exists()


def test_what_is_too_large_is_said_before_it_is_sent(
    visit: Visit, tess: User, school: School, photo: Path
) -> None:
    visit.sign_in(tess)
    page = visit.open(reverse("studio_school", args=[school.pk]))
    page.locator("#upload").evaluate("form => { form.dataset.most = '1000'; }")
    choose(page, photo)
    expect(page.get_by_role("alert")).to_contain_text("te groot")
    assert not [address for address in visit.requests if "upload" in address]


def test_consent_is_asked_for_once_somebody_can_be_recognised(
    visit: Visit, tess: User, school: School
) -> None:
    visit.sign_in(tess)
    page = visit.open(reverse("studio_draft", args=[make_draft(school, tess).pk]))
    note = page.locator("#consent_note")
    expect(note).to_be_hidden()
    page.locator("input[name=people][value=recognisable]").check()
    expect(note).to_be_visible()
    page.locator("#step-rights .primary").click()
    expect(page.locator("input[value=face-morph]")).to_be_disabled()


def test_photo_goes_in_without_script(
    visit_without_script: Visit, tess: User, school: School, worker: None, photo: Path
) -> None:
    visit_without_script.sign_in(tess)
    page = visit_without_script.open(reverse("studio_school", args=[school.pk]))
    page.locator("#file").set_input_files(photo)
    page.locator("#upload .primary").click()
    for _try in range(40):
        again = page.get_by_role("link", name="Kijk nog eens")
        if not again.count():
            break
        page.wait_for_timeout(500)
        again.click()
    expect(page.locator("#step-rights .primary")).to_be_visible()


def test_the_preview_of_a_film_fits_on_a_phone(visit_on_phone: Visit, tess: User, school: School) -> None:
    """The player's own classes and the studio's lie on one page here."""
    draft = make_draft(school, tess, "made")
    film, photo = make_film_pair(shelf=school.shelf, is_draft=True), draft.pair
    Draft.objects.filter(pk=draft.pk).update(
        pair=film, medium="video", technique="mirror", place={},
        facts={"width": 320, "height": 180, "seconds": 4.4, "fps": 25.0, "mime": "video/mp4"},
    )  # fmt: skip
    assert photo is not None
    photo.delete()
    visit_on_phone.sign_in(tess)
    page = visit_on_phone.open(reverse("studio_draft", args=[draft.pk]))
    clock = page.locator("#step-make .clock .number")
    expect(clock).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(clock).to_have_css("border-top-style", "none")
