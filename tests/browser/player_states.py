"""The player in each of its states: a question, an answer on its way, a reveal of each kind, the end."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import expect

from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Sitting
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.hands import SURELY_FAKE, Mouse
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair

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
    clip = make_film_pair(**pair) if pair.pop("film", False) else make_pair(**pair)
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
    """An answer that waits for a line; what the site itself says still arrives."""
    place(visit, get, answers={})
    visit.context.route("**/answer/", lambda route: route.abort())
    Mouse().judge(visit.page, SURELY_FAKE)
    expect(visit.page.locator(".saved[data-state=offline]")).to_be_visible()


def _signed_out(visit: Visit, get: Get) -> None:
    place(visit, get, answers={})
    visit.context.clear_cookies(name="sessionid")
    Mouse().judge(visit.page, SURELY_FAKE)
    expect(visit.page.locator("[data-come-in]")).to_be_visible()


def _refused(visit: Visit, get: Get) -> None:
    place(visit, get, answers={})
    Sitting.objects.update(finished_at=timezone.now())
    Mouse().judge(visit.page, SURELY_FAKE)
    expect(visit.page.locator("#notices .notice")).to_be_visible()


def _leaving(visit: Visit, get: Get) -> None:
    """Going out while an answer waits."""
    _not_saved(visit, get)
    visit.page.locator("[data-leave] button").click()
    expect(visit.page.locator("[data-stay]")).to_be_visible()


def _keys(visit: Visit, get: Get) -> None:
    place(visit, get, answers={})
    visit.page.keyboard.press("?")


def _film(visit: Visit, get: Get, **given: Any) -> None:
    """A film in the player, with its own controls at work."""
    place(visit, get, film=True, **given)
    expect(visit.page.locator(".film.ready")).to_be_visible()


def _both_films(visit: Visit, get: Get) -> None:
    _film(visit, get, answers=FAKE)
    visit.page.get_by_role("radio", name=re.compile("Both|Allebei")).check(force=True)
    visit.page.keyboard.press("?")
    expect(visit.page.locator(".keys dl")).to_be_visible()


def _film_does_not_load(visit: Visit, get: Get) -> None:
    visit.context.route("**/media/1s.**", lambda route: route.abort())
    _film(visit, get, answers={})
    expect(visit.page.get_by_role("alert")).to_be_visible()


def _under(visit: Visit, get: Get, name: str, *, film: bool = False, **given: Any) -> None:
    """The drawer of lenses with one of them open; `name` in both languages."""
    (_film if film else place)(visit, get, **given)
    visit.page.locator("[data-lenses] > summary").click()
    visit.page.get_by_role("link", name=re.compile(name)).click()
    expect(visit.page.locator("[data-lens-name]")).to_be_visible()


def _end(visit: Visit, get: Get) -> None:
    sitting = make_sitting(get("quiz"), get("sam"), twins=[True, False, True, False, True, True])
    for position, p in enumerate((0.95, 0.95, 0.05, 0.05, 0.5, 0.5), start=1):
        _record(sitting, position, "judge", {"p_manipulated": p})
        if p == 0.95:
            _record(sitting, position, "locate", {"x": 0.6, "y": 0.4})
    visit.sign_in(get("sam"))
    visit.open(f"/sittings/{sitting.pk}/")


PLAYER = (
    State("intro of a pupil", _intro),
    State("judge a picture", lambda visit, get: place(visit, get, answers={})),
    State("judge a claim", lambda visit, get: place(visit, get, answers={}, **CAPTION)),
    State("keys of the player", _keys),
    State("not saved yet", _not_saved),
    State("signed out with an answer", _signed_out),
    State("answer refused", _refused),
    State("leaving with an answer", _leaving),
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
    State("judge a film", lambda visit, get: _film(visit, get, answers={})),
    State("judge a caption of a film", lambda visit, get: _film(visit, get, answers={}, claim=True)),
    State("film that does not load", _film_does_not_load),
    State("reveal of a film", lambda visit, get: _film(visit, get, answers=FAKE)),
    State("reveal of both films, with keys", _both_films),
    State("reveal of a caption of a film", lambda visit, get: _film(visit, get, answers=FAKE, claim=True)),
    State(
        "reveal of a film alone",
        lambda visit, get: _film(visit, get, answers=REAL, has_twin=False, twin=False),
    ),
    State("judge under a lens", lambda visit, get: _under(visit, get, "Noise|Korrel", answers={})),
    State("locate under a lens", lambda visit, get: _under(visit, get, "Same twice|Twee keer", answers=FAKE)),
    State(
        "judge with facts of the file",
        lambda visit, get: _under(visit, get, "About the|Over het", answers={}),
    ),
    State(
        "judge a film under a lens",
        lambda visit, get: _under(visit, get, "From frame|Van beeld", film=True, answers={}),
    ),
    State(
        "reveal under a lens",
        lambda visit, get: _under(visit, get, "Error level|Foutniveau", answers=FAKE | NEAR),
    ),
    State(
        "reveal of the difference",
        lambda visit, get: _under(visit, get, "The difference|Het verschil", answers=FAKE | NEAR),
    ),
    State("end", _end),
)
