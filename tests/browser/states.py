"""Pages in the states that only acting brings about: each walks its window there, for the tests of every page."""

import re
from collections.abc import Callable
from typing import NoReturn

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from literacy.classroom.models import Classroom
from literacy.lessons.loader import load_lessons
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.clips.claims import disclosure_for
from quizzes.clips.models import Pair
from quizzes.clips.prepared import strip_key
from quizzes.clips.store import keep
from quizzes.jobs.actions import enqueue
from quizzes.jobs.claim import claim_next, fail
from quizzes.jobs.models import Job
from tests.browser.conftest import Visit
from tests.browser.mode_states import MODES
from tests.browser.player_states import PLAYER, Get, State, place
from tests.factories import make_pair, make_quiz
from tests.film_pairs import make_film_pair
from tests.lessons.sample import write_lesson
from tests.lessons.sample_blocks import ALL_BLOCKS, SCENARIO, TERM, clip_block
from tests.library.prepared_pages import page_of_film


def _try_intro(visit: Visit, get: Get) -> None:
    make_quiz([make_pair()], slug="first-five", open_to_guests=True)
    visit.open("/try/")


def _wrong_class_code(visit: Visit, get: Get) -> None:
    visit.open("/join/")
    visit.page.locator("#code").fill("WRONG9")
    visit.page.locator("#code").press("Enter")
    expect(visit.page.get_by_role("alert")).to_be_visible()


def _wrong_words(visit: Visit, get: Get) -> None:
    room: Classroom = get("classroom")
    visit.sign_in(get("sam"))
    visit.open(reverse("join_class", args=[room.code]))
    visit.page.locator("#words").fill("not my words")
    visit.page.locator("#words").press("Enter")
    expect(visit.page.get_by_role("alert")).to_be_visible()


def _begun(visit: Visit, get: Get) -> None:
    """A pupil's home with one quiz done and one half-way."""
    played = get("played")
    sitting = Sitting.objects.filter(finished_at=None, quiz=played.quiz).first()
    assert sitting is not None
    assert sitting.user is not None
    visit.sign_in(sitting.user)
    visit.open("/home/")


def _done(visit: Visit, get: Get) -> None:
    sitting = Sitting.objects.filter(finished_at__isnull=False, quiz=get("played").quiz).first()
    assert sitting is not None
    assert sitting.user is not None
    visit.sign_in(sitting.user)
    visit.open("/home/")


def _class_of_tess(visit: Visit, get: Get) -> None:
    visit.sign_in(get("tess"))
    visit.open(reverse("classroom", args=[get("classroom").pk]))


def _cards(visit: Visit, get: Get) -> None:
    _class_of_tess(visit, get)
    visit.page.locator("#names").fill("Noor\nDaan\nYara")
    visit.page.locator(".add-pupils .button").click()
    expect(visit.page.get_by_text("Yara")).to_be_visible()


def _no_names(visit: Visit, get: Get) -> None:
    _class_of_tess(visit, get)
    visit.page.locator(".add-pupils .button").click()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def _builder(visit: Visit, get: Get) -> None:
    visit.sign_in(get("tess"))
    visit.open(reverse("new_assignment", args=[get("classroom").pk]))


def _drawn(visit: Visit, get: Get) -> None:
    """What would be drawn, shown without loading the page again; then everything there is to choose."""
    for _n in range(4):
        make_pair()
    _builder(visit, get)
    visit.page.locator("[name=what][value=drawn]").check()
    visit.page.locator("#count").fill("4")
    visit.page.locator("#drawn button").first.click()
    expect(visit.page.locator("#drawn tbody tr")).to_have_count(4)
    for summary in visit.page.locator(".builder summary").all():
        summary.click()


def _mends(visit: Visit, get: Get) -> None:
    """The page of an assignment with somebody's repairs open, and one of them in its history."""
    played = get("played")
    visit.sign_in(get("tess"))
    visit.open(reverse("assignment", args=[played.pk]))
    visit.page.locator(".stands summary").first.click()
    visit.page.locator(".stands form[action*=excuse] button").first.click()
    expect(visit.page.locator(".history li")).to_have_count(1)
    visit.page.locator(".stands summary").nth(1).click()
    visit.page.locator(".extend summary").click()


def _wrong_date(visit: Visit, get: Get) -> None:
    get("quiz")
    _builder(visit, get)
    visit.page.locator("#due_at").fill("2020-01-01T10:00")
    visit.page.locator(".assign .button.primary").click()
    expect(visit.page.locator(".assign .error, .assign [role=alert]").first).to_be_visible()


def _wrong_password(visit: Visit, get: Get) -> None:
    visit.open("/account/login/")
    visit.page.locator("[name=login]").fill("tess@delinde.example")
    visit.page.locator("[name=password]").fill("not her password")
    visit.page.locator("[name=password]").press("Enter")
    expect(visit.page.locator(".errorlist, .error, [role=alert]").first).to_be_visible()


def _weak_password(visit: Visit, get: Get) -> None:
    visit.open("/account/signup/")
    for name, value in (
        ("name", "New"),
        ("email", "new@delinde.example"),
        ("password1", "123"),
    ):
        visit.page.locator(f"[name={name}]").fill(value)
    visit.page.locator("main form .button").first.click()
    expect(visit.page.locator(".errorlist, .error, [role=alert]").first).to_be_visible()


def _dead_reset_link(visit: Visit, get: Get) -> None:
    visit.open("/account/password/reset/key/1-set-password/")


def _form_without_cookie(visit: Visit, get: Get) -> None:
    visit.open("/join/")
    visit.context.clear_cookies()
    visit.page.locator("#code").fill("ABCD23")
    visit.page.locator("#code").press("Enter")
    expect(visit.page.locator("#code")).to_have_count(0)


def _failing_with(error: type[Exception]) -> Callable[[Visit, Get], None]:
    def reach(visit: Visit, get: Get) -> None:
        def fall(*given: object, **more: object) -> NoReturn:
            raise error("made for a test")

        get("monkeypatch").setattr("literacy.classroom.views.joining.render", fall)
        visit.open("/")

    return reach


def _refusal(visit: Visit, get: Get) -> None:
    place(visit, get, answers={})
    visit.page.locator("[name=key]").evaluate("input => { input.value = 'broken'; }")
    visit.page.locator(".stop").first.click()
    visit.page.locator("#answer-form").evaluate("form => form.submit()")  # as a browser without script does
    expect(visit.page.locator("#answer-form")).to_have_count(0)


def _jobs(visit: Visit, get: Get) -> None:
    steff = User.objects.create_superuser("steff@site.example", "long enough for steff", name="Steff")
    for number in range(3):
        enqueue(kind="trial", target=f"meadow-{number}")
    held = claim_next()
    assert held is not None
    fail(held, "The photograph is too small.")
    visit.sign_in(steff)
    visit.open("/jobs/")


def _library(page: str) -> Callable[[Visit, Get], None]:
    """A page of the library about a crop, which shows its frame instead of a slider."""

    def reach(visit: Visit, get: Get) -> None:
        pair = make_pair(technique="crop-out", claim=True)
        pair.truth = {"frame": [0.1, 0.1, 0.6, 0.7]}
        pair.save()
        visit.sign_in(get("tess"))
        visit.open(reverse(page, args=[pair.slug]))

    return reach


def _film_in_library(visit: Visit, get: Get) -> None:
    pair = make_film_pair()
    visit.sign_in(get("tess"))
    visit.open(reverse("library_pair", args=[pair.slug]))
    expect(visit.page.locator(".film.ready")).to_be_visible()


def _film_in_lesson(visit: Visit, get: Get) -> None:
    """The sample lesson with a film in place of its photo; what was changed is told on request."""
    lesson = get("lesson")
    Pair.objects.filter(slug="field").update(slug="another-field")
    Pair.objects.filter(pk=make_film_pair().pk).update(slug="field")
    visit.open(reverse("lesson", args=[lesson.slug]))
    expect(visit.page.locator(".film.ready")).to_be_visible()
    visit.page.locator(".film summary").first.click()


def _points_in_lesson(visit: Visit, get: Get) -> None:
    """A lesson that leads through a film, moment by moment, with the poll and the place in the photo answered."""
    make_film_pair()
    Pair.objects.exclude(pk=get("field").pk).update(slug="film")
    text = ALL_BLOCKS.replace(SCENARIO, "").replace(TERM, clip_block("- 0:00.4 Look here.", pair="film"))
    fixtures = get("tmp_path") / "points"
    write_lesson(fixtures, en=text, nl=text)
    load_lessons(fixtures, fixtures)
    visit.open(reverse("lesson", args=["crop"]))
    expect(visit.page.locator(".film.ready")).to_be_visible()
    visit.page.locator("[data-moment]").click()
    expect(visit.page.locator("[data-film] [data-clock]")).to_have_text(re.compile(r"^0[.,][34]"))
    visit.page.locator(".poll .option").first.click()
    visit.page.locator(".poll .button").click()
    expect(visit.page.locator(".poll .chose")).to_be_focused()
    visit.page.locator(".point-at input[value=B2]").focus()
    visit.page.keyboard.press("Space")
    visit.page.locator(".point-at .button").click()
    expect(visit.page.locator(".point-at .said-back")).to_be_focused()


def _grown(visit: Visit, get: Get) -> None:
    """The library when the last job ends while somebody looks on."""
    job = get("growing")
    visit.sign_in(get("tess"))
    visit.open(reverse("library"))
    expect(visit.page.locator("#growth progress")).to_have_attribute("value", "6")
    job.state = job.State.DONE
    job.save()
    expect(visit.page.locator("#growth progress")).to_have_count(0)
    expect(visit.page.locator("#growth a")).to_be_visible()


def _prepared(visit: Visit, get: Get) -> None:
    """A film to take along that gets ready while somebody waits for it."""
    visit.sign_in(get("tess"))
    visit.open(page_of_film(Job.State.RUNNING, get))
    expect(visit.page.locator("#prepared progress")).to_have_attribute("value", "40")
    film = Pair.objects.get(technique="splicing")
    for language in ("nl", "en"):
        with translation.override(language):
            keep(strip_key(film.renditions.get(kind="twin"), disclosure_for(film, "twin")), b"a film")
    expect(visit.page.locator("#prepared a.button")).to_be_visible()
    expect(visit.page.locator("#prepared-said")).not_to_be_empty()


STATES = (
    State("try", _try_intro),
    State("join with a wrong class code", _wrong_class_code),
    State("join with wrong words", _wrong_words),
    State("home half-way", _begun),
    State("home done", _done),
    *PLAYER,
    *MODES,
    State("cards", _cards),
    State("no names", _no_names),
    State("wrong date", _wrong_date),
    State("a quiz that would be drawn", _drawn),
    State("repairs of an assignment", _mends),
    State("wrong password", _wrong_password),
    State("weak password", _weak_password),
    State("dead reset link", _dead_reset_link),
    State("form without cookie", _form_without_cookie),
    State("bad request", _failing_with(SuspiciousOperation)),
    State("forbidden", _failing_with(PermissionDenied)),
    State("broken", _failing_with(RuntimeError)),
    State("refusal", _refusal),
    State("jobs", _jobs),
    State("library has grown", _grown),
    State("film to take along got ready", _prepared),
    State("pair of a crop in the library", _library("library_pair")),
    State("pair of films in the library", _film_in_library),
    State("film in a lesson", _film_in_lesson),
    State("points in time in a lesson", _points_in_lesson),
    State("sheet of a crop", _library("library_sheet")),
)


every_state = pytest.mark.parametrize("state", STATES, ids=str)
