"""Pages in the states that only acting brings about: each walks its window there, for the tests of every page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import reverse
from playwright.sync_api import expect

from literacy.classroom.models import Classroom
from literacy.people.models import User
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Sitting
from quizzes.items.models import Quiz
from quizzes.jobs.actions import enqueue
from quizzes.jobs.claim import claim_next, fail
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, Mouse
from tests.factories import make_pair, make_quiz, make_sitting

Get = Callable[[str], Any]


@dataclass(frozen=True)
class State:
    """A page in one state: `reach(visit, get)` walks there, where `get` gives a fixture by name."""

    name: str
    reach: Callable[[Visit, Get], None]

    def __str__(self) -> str:
        return self.name


def place(
    visit: Visit, get: Get, *, answers: dict[str, dict[str, Any]], twin: bool = True, **pair: Any
) -> None:
    """Open the first of two clips, made as `pair` says, with these answers already given to it."""
    truth = pair.pop("truth", None)
    mode = pair.pop("mode", Quiz.Mode.PRACTICE)
    clip = make_pair(**pair)
    if truth:
        clip.truth = truth
        clip.save()
    sitting = make_sitting(make_quiz([clip, make_pair()], mode=mode), get("sam"), twins=twin)
    for kind, cleaned in answers.items():
        _record(sitting, 1, kind, cleaned)
    visit.sign_in(get("sam"))
    visit.open(f"/sittings/{sitting.pk}/1/")


def _record(sitting: Sitting, position: int, kind: str, cleaned: dict[str, Any]) -> None:
    record_answer(
        course=course_of(sitting),
        position=position,
        item_type=kind,
        key=uuid4(),
        cleaned=cleaned,
        milliseconds=900,
    )


FAKE, REAL, CHECK = (
    {"judge": {"p_manipulated": 0.95}},
    {"judge": {"p_manipulated": 0.05}},
    {"judge": {"p_manipulated": 0.5}},
)
NEAR, ELSEWHERE = {"locate": {"x": 0.6, "y": 0.4}}, {"locate": {"cell": "A4"}}
ODD: dict[str, Any] = {"technique": "authentic-odd-looking", "has_twin": False, "twin": False}
CROP: dict[str, Any] = {"technique": "crop-out", "claim": True, "truth": {"frame": [0.1, 0.1, 0.6, 0.7]}}
CAPTION: dict[str, Any] = {"technique": "miscaptioned", "claim": True}


def _intro(visit: Visit, get: Get) -> None:
    sitting = make_sitting(get("quiz"), get("sam"))
    visit.sign_in(get("sam"))
    visit.open(f"/sittings/{sitting.pk}/")


def _kept_first(visit: Visit, get: Get) -> None:
    place(visit, get, answers=FAKE | NEAR)
    visit.open(visit.page.url.removeprefix(visit.address) + "?kept=first")


def _no_place_chosen(visit: Visit, get: Get) -> None:
    place(visit, get, answers=FAKE)
    visit.page.locator(".send").click()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def _not_saved(visit: Visit, get: Get) -> None:
    place(visit, get, answers={})
    visit.context.set_offline(True)
    Mouse().judge(visit.page, SURELY_FAKE)
    expect(visit.page.locator(".saved.trouble")).to_be_visible()
    visit.context.set_offline(False)


def _keys(visit: Visit, get: Get) -> None:
    place(visit, get, answers={})
    visit.page.keyboard.press("?")


def _end(visit: Visit, get: Get) -> None:
    sitting = make_sitting(get("quiz"), get("sam"), twins=[True, False, True, False, True, True])
    for position, p in enumerate((0.95, 0.95, 0.05, 0.05, 0.5, 0.5), start=1):
        _record(sitting, position, "judge", {"p_manipulated": p})
        if p == 0.95:
            _record(sitting, position, "locate", {"x": 0.6, "y": 0.4})
    visit.sign_in(get("sam"))
    visit.open(f"/sittings/{sitting.pk}/")


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


def _wrong_date(visit: Visit, get: Get) -> None:
    get("quiz")
    _class_of_tess(visit, get)
    visit.page.locator("#due_at").fill("2020-01-01T10:00")
    visit.page.locator(".assign .button").click()
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
        ("school_name", "De Linde"),
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


STATES = (
    State("try", _try_intro),
    State("join with a wrong class code", _wrong_class_code),
    State("join with wrong words", _wrong_words),
    State("home half-way", _begun),
    State("home done", _done),
    State("intro of a pupil", _intro),
    State("judge a picture", lambda visit, get: place(visit, get, answers={})),
    State("judge a claim", lambda visit, get: place(visit, get, answers={}, **CAPTION)),
    State("keys of the player", _keys),
    State("not saved yet", _not_saved),
    State("locate", lambda visit, get: place(visit, get, answers=FAKE)),
    State("locate without a place", _no_place_chosen),
    State("reveal of a twin, found", lambda visit, get: place(visit, get, answers=FAKE | NEAR)),
    State(
        "reveal of an original, doubted",
        lambda visit, get: place(visit, get, answers=FAKE | ELSEWHERE, twin=False),
    ),
    State("reveal of a claim", lambda visit, get: place(visit, get, answers=REAL, **CAPTION)),
    State("reveal of a crop", lambda visit, get: place(visit, get, answers=FAKE, **CROP)),
    State("reveal of an odd one", lambda visit, get: place(visit, get, answers=REAL, **ODD)),
    State("reveal after checking", lambda visit, get: place(visit, get, answers=CHECK)),
    State("reveal, answered before", _kept_first),
    State(
        "answered in a test",
        lambda visit, get: place(visit, get, answers=FAKE | NEAR, mode=Quiz.Mode.ASSESSMENT),
    ),
    State("end", _end),
    State("cards", _cards),
    State("no names", _no_names),
    State("wrong date", _wrong_date),
    State("wrong password", _wrong_password),
    State("weak password", _weak_password),
    State("dead reset link", _dead_reset_link),
    State("form without cookie", _form_without_cookie),
    State("bad request", _failing_with(SuspiciousOperation)),
    State("forbidden", _failing_with(PermissionDenied)),
    State("broken", _failing_with(RuntimeError)),
    State("refusal", _refusal),
    State("jobs", _jobs),
)


every_state = pytest.mark.parametrize("state", STATES, ids=str)
