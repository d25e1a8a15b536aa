"""The lens that looks at an eye: who is offered it, where the eye is, and what it says before the answer."""

import datetime as dt
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips import eye_place, lens_pictures
from quizzes.clips.lens_pictures import FOLDER
from quizzes.clips.lens_shown import lenses_for
from quizzes.clips.models import Pair
from quizzes.http.throttle import Limit
from tests.attempts.playing import Reply, judge, media_links, page, text_of
from tests.attempts.test_secrecy import halves, headers_of, masked
from tests.eye_films import EYE, HEIGHT, WIDTH, make_eye_pair
from tests.factories import make_pair, make_quiz, make_sitting

KNOWN = [0.4, 0.4, 0.6, 0.6]
ALTERED_FROM_THE_START = {"spans": [[0.0, 2.0]], "seconds": 4.4, "fps": [25, 1], "frames": 110}
CURVE = re.compile(r'<svg class="curve".*?</svg>', re.DOTALL)


@pytest.fixture
def dealt(db: None, own_folders: None, sam: User) -> Callable[..., Sitting]:
    def make(*, twin: bool = False, **fields: Any) -> Sitting:
        return make_sitting(make_quiz([make_eye_pair(**fields)]), sam, twins=twin)

    return make


def eye_url(sitting: Sitting) -> str:
    return reverse("lens", args=[sitting.pk, 1, "eye-openness"])


def looked(client: Client, sitting: Sitting, query: dict[str, str] | None = None, **headers: str) -> Reply:
    return client.get(eye_url(sitting), query or {}, headers={"accept-language": "en"} | headers)


def views(html: str) -> list[str]:
    return html.split('<figure class="view" data-eye>')[1:]


def offers_an_eye(pair: Pair) -> bool:
    return "eye-openness" in {each.slug for each in lenses_for(pair, revealed=False)}


@pytest.mark.parametrize(
    ("people", "eye", "offered"),
    [
        ("recognisable", None, True),
        ("deceased-public", None, True),
        ("unrecognisable", None, False),
        ("none", None, False),
        ("none", KNOWN, True),
    ],
)
def test_the_lens_goes_with_films_that_show_an_eye(
    db: None, own_folders: None, people: str, eye: list[float] | None, offered: bool
) -> None:
    assert offers_an_eye(make_eye_pair(people=people, eye=eye)) is offered


def test_the_lens_goes_with_no_photo(db: None, own_folders: None) -> None:
    assert not offers_an_eye(make_pair())


def test_the_first_picture_is_there_to_be_pointed_at_and_no_curve_yet(
    sams: Client, dealt: Callable[..., Sitting]
) -> None:
    sitting = dealt()
    assert eye_url(sitting) in text_of(page(sams, sitting, 1))
    shown = looked(sams, sitting)
    assert not CURVE.search(text_of(shown))
    (link,) = media_links(shown)
    with Image.open(BytesIO(b"".join(sams.get(link)))) as first:
        assert first.size == (WIDTH, HEIGHT)


def test_pointing_shows_the_blink_of_the_half_that_is_asked_about_and_is_kept_with_the_answer(
    sams: Client, dealt: Callable[..., Sitting]
) -> None:
    real, fake = dealt(), dealt(twin=True)
    assert re.search(r"Marked: (0\.9|1)[0-9.]* to 1", text_of(looked(sams, real, EYE)))
    assert "Nothing is marked." in text_of(looked(sams, fake, EYE))
    judge(sams, real, 1, 0.8)
    assert Answer.objects.get(showing__sitting=real).lenses == ["eye-openness"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"x": "2", "y": "50", "size": "20"}, "must lie inside the picture"),
        ({"x": "50", "y": "100", "size": "6"}, "must lie inside the picture"),
        ({"x": "-9", "y": "50", "size": "6"}, "must lie inside the picture"),
        ({"x": "50", "y": "50", "size": "99"}, "must lie inside the picture"),
        ({"x": "50", "y": "50"}, "two whole numbers"),
        ({"x": "nan", "y": "½", "size": "6"}, "two whole numbers"),
        ({"x": "9" * 5000, "y": "50", "size": "6"}, "must lie inside the picture"),
    ],
)
def test_an_eye_outside_the_picture_is_refused_with_a_sentence(
    sams: Client, dealt: Callable[..., Sitting], query: dict[str, str], says: str
) -> None:
    reply = looked(sams, dealt(), query)
    assert reply.status_code == 200
    assert says in text_of(reply)
    assert not CURVE.search(text_of(reply))


@pytest.mark.parametrize(
    ("technique", "query", "htmx"),
    [
        ("splicing", {}, False),
        ("mirror", {}, True),
        ("reverse", EYE, False),
        ("splicing", {"x": "1", "y": "1"}, True),
    ],
)
def test_before_the_answer_only_the_curve_itself_differs_between_the_halves(
    own_folders: None, sam: User, sams: Client, technique: str, query: dict[str, str], htmx: bool
) -> None:
    pair = make_eye_pair(eye=KNOWN, technique=technique)
    Pair.objects.filter(pk=pair.pk).update(truth=pair.truth | {"spans": [[0.0, 2.0]]})
    headers = {"HX-Request": "true"} if htmx else {}
    pages, sizes = [], []
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        for each in halves(sam, make_quiz([pair])):
            reply = looked(sams, each, query, **headers)
            html = CURVE.sub(
                "", re.sub(r"<rect x=.*?/>|Marked: [^<\"]+|Nothing is marked\.", "", masked(reply))
            )
            pages.append(html)
            sizes.append([headers_of(sams.get(link)) for link in media_links(reply)])
    assert pages[0] == pages[1]
    assert sizes[0] == sizes[1]


def test_an_eye_that_is_known_needs_no_pointing_unless_its_place_would_tell(
    sams: Client, dealt: Callable[..., Sitting]
) -> None:
    assert CURVE.search(text_of(looked(sams, dealt(eye=KNOWN))))
    mirrored = dealt(eye=KNOWN, technique="mirror", twin=True)
    Pair.objects.filter(items__showings__sitting=mirrored).update(truth=ALTERED_FROM_THE_START)
    assert not CURVE.search(text_of(looked(sams, mirrored)))
    judge(sams, mirrored, 1, 0.8)
    assert len(CURVE.findall(text_of(looked(sams, mirrored)))) == 2


def test_with_the_truth_one_point_serves_both_halves(sams: Client, dealt: Callable[..., Sitting]) -> None:
    sitting = dealt()
    judge(sams, sitting, 1, 0.8)
    shown = views(text_of(looked(sams, sitting, EYE)))
    assert [bool(CURVE.search(each)) for each in shown] == [True, True]
    assert ["data-eye-x" in each for each in shown] == [True, False]


def test_halves_that_begin_with_different_pictures_are_pointed_at_one_by_one(
    sams: Client, dealt: Callable[..., Sitting]
) -> None:
    sitting = dealt(technique="reverse")
    Pair.objects.filter(items__showings__sitting=sitting).update(truth=ALTERED_FROM_THE_START)
    judge(sams, sitting, 1, 0.8)
    one = {f"{name}_original": value for name, value in EYE.items()}
    shown = views(text_of(looked(sams, sitting, one)))
    assert [bool(CURVE.search(each)) for each in shown] == [True, False]
    assert '<input type="hidden" name="x_original" value="50">' in shown[1]
    two = one | {f"{name}_twin": value for name, value in EYE.items()}
    assert len(CURVE.findall(text_of(looked(sams, sitting, two)))) == 2


def test_places_kept_of_one_film_stay_few(
    sams: Client, dealt: Callable[..., Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lens_pictures, "MOST_PLACES", 3)
    sitting = dealt()
    for x in range(40, 47):
        assert CURVE.search(text_of(looked(sams, sitting, EYE | {"x": str(x)})))
    assert len(list(Path(site.MEDIA_ROOT, FOLDER).rglob("eye-openness-*.json"))) == 3


def test_whoever_points_everywhere_is_asked_to_wait_but_may_look_at_what_is_kept(
    sams: Client, dealt: Callable[..., Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Limit("eye-pointed-in-a-test", failures=2, seconds=60)
    monkeypatch.setattr("quizzes.clips.eye_views.NEW_ONES", limit)
    assert limit.failures < eye_place.NEW_ONES.failures
    sitting = dealt()
    replies = [text_of(looked(sams, sitting, EYE | {"x": x})) for x in ("40", "45", "50", "45")]
    assert [bool(CURVE.search(each)) for each in replies] == [True, True, False, True]
    assert "You have pointed at many places." in replies[2]


def test_in_the_drawer_its_fields_belong_to_no_form(sams: Client, dealt: Callable[..., Sitting]) -> None:
    """The drawer lies in the form of the answer, which has fields called x and y of its own."""
    drawer = text_of(looked(sams, dealt(), EYE, **{"hx-request": "true"}))
    assert "<form" not in drawer
    fields = re.findall(r"<(?:input|select|button)\b[^>]*>", drawer)
    assert fields
    assert all('form="eye-of-its-own"' in each for each in fields)


def test_pointing_costs_no_query_more_than_another_lens(sams: Client, dealt: Callable[..., Sitting]) -> None:
    def asked(slug: str, query: dict[str, str]) -> int:
        address = reverse("lens", args=[sitting.pk, 1, slug])
        sams.get(address, query)
        with CaptureQueriesContext(connection) as queries:
            sams.get(address, query)
        return len(queries)

    sitting = dealt()
    assert asked("eye-openness", {}) == asked("eye-openness", EYE) == asked("optical-flow", {})
