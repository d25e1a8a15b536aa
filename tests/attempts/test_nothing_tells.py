"""Nothing that a browser gets before an answer tells which half it is about, of any type; and a leak is found."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from literacy.classroom.models import Classroom
from quizzes.attempts import player, views
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.course import Place
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Half, Pair
from quizzes.items.models import Item, Placement, Quiz
from quizzes.items.types import ITEM_TYPES, Shows
from quizzes.provenance.keyring import Keyring
from tests import play
from tests.attempts import listening
from tests.attempts.listening import Draw, guessed, listen
from tests.factories import make_claim_with_cards, make_pair, numbers
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording

THRESHOLD = 0.01
ASKED: list[tuple[str, list[str]]] = [
    ("photo", ["judge", "locate", "cue"]),
    ("photo", ["judge", "technique"]),
    ("photo", ["provenance"]),
    ("photo", ["provenance"]),
    ("photo", ["compare"]),
    ("photo", ["compare", "technique"]),
    ("film", ["judge", "when"]),
    ("sound", ["judge", "when"]),
    ("claim", ["context", "technique"]),
    ("photo", ["judge"]),
]

Play = Callable[[int], list[Draw]]


@pytest.fixture
def play_with(keys: Keyring, classroom: Classroom, settings: Any, tmp_path: Path) -> Callable[..., Play]:
    """Has so many pupils of one class play a quiz of what is asked about; the halves are dealt over the class."""
    settings.LIBRARY_CACHE = tmp_path
    makers: dict[str, Callable[[], Pair]] = {
        "photo": make_pair,
        "film": make_film_pair,
        "sound": lambda: make_recording(tmp_path),
        "claim": make_claim_with_cards,
    }

    def made(asked: list[tuple[str, list[str]]]) -> Play:
        quiz = Quiz.objects.create(slug="all", texts={"en": {"title": "All", "intro": "Look twice."}})
        for number, (clip, chain) in enumerate(asked):
            item = Item.objects.create(slug=f"item-{number}", pair=makers[clip](), chain=chain)
            Placement.objects.create(quiz=quiz, item=item, position=number)

        def let_play(pupils: int) -> list[Draw]:
            found: list[Draw] = []
            for _ in range(pupils):
                pupil = play.pupil(classroom, f"Pupil {next(numbers):06}")
                client = Client(headers={"Accept-Language": "en"})
                client.force_login(pupil)
                client.get("/")  # the first page of all takes longer, and is about no clip
                found += listen(client, start_sitting(quiz=quiz, taker=Taker.of(pupil), cohort="2B"))
            return found

        return let_play

    return made


def test_every_type_that_shows_a_clip_is_listened_to() -> None:
    assert {slug for _, chain in ASKED for slug in chain} == {
        slug for slug, kind in ITEM_TYPES.items() if kind.shows is not Shows.NOTHING
    }


def test_no_model_tells_the_halves_apart_by_what_comes_before_the_answer(
    play_with: Callable[..., Play],
) -> None:
    """What looks like a leak is listened to anew: time is never the same twice, and chance finds one in a hundred."""
    played = play_with(ASKED)
    draws = played(20)
    assert len(draws) == 200
    assert sum(each.is_twin for each in draws) == 100
    found = guessed(draws)
    if min(p for _, p in found.values()) < THRESHOLD:
        found = guessed(played(20))
    assert all(p >= THRESHOLD for _, p in found.values()), found


def one_byte_more(response: HttpResponse) -> None:
    response.content += b" "


def another_header(response: HttpResponse) -> None:
    response.headers["X-Seen"] = "1"


slept = 0.0


def later(response: HttpResponse) -> None:
    global slept  # noqa: PLW0603 - the hand of the clock below
    slept += 0.04


def own_clock() -> float:
    """What the site itself took, with what it slept: on a busy machine others take their time, too, which is no leak."""
    return time.thread_time() + slept


@pytest.mark.parametrize("leak", [one_byte_more, another_header, later])
def test_a_leak_of_any_kind_is_found(
    play_with: Callable[..., Play], monkeypatch: pytest.MonkeyPatch, leak: Callable[[HttpResponse], None]
) -> None:
    monkeypatch.setattr(listening, "clock", own_clock)
    whole = player.show_place

    def leaking(request: Any, course: Any, place: Place, *args: Any, **kwargs: Any) -> HttpResponse:
        response = whole(request, course, place, *args, **kwargs)
        if place.half == Half.TWIN:
            leak(response)
        return response

    monkeypatch.setattr(views, "show_place", leaking)
    found = guessed(play_with([("photo", ["judge"])] * 8)(6))
    assert min(p for _, p in found.values()) < THRESHOLD, found
