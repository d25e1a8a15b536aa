"""Nothing before the answer tells which half is shown: every byte of the page and every header is compared."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from tests.attempts.playing import Reply, page, place_url, question_of
from tests.factories import make_pair, make_quiz, make_sitting

MASKS = (
    (r'name="csrfmiddlewaretoken" value="[^"]+"', "csrf"),
    (r'name="key" value="[0-9a-f-]{36}"', "key"),
    (r"/media/[^/\"]+/", "/media/token/"),
    (r"/sittings/[0-9a-f-]{36}/", "/sittings/id/"),
    (r'<blockquote class="claim">.*?</blockquote>', "claim"),
)


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    """Both halves are asked for in the same second, so that no date differs."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        yield


def masked(response: Reply) -> str:
    html = response.content.decode()
    for pattern, name in MASKS:
        html = re.sub(pattern, name, html, flags=re.DOTALL)
    return html


def headers_of(response: Reply) -> dict[str, str]:
    return {name: value for name, value in response.items() if name != "Set-Cookie"}


def halves(user: User, quiz: Quiz) -> tuple[Sitting, Sitting]:
    return make_sitting(quiz, user, twins=True), make_sitting(quiz, user, twins=False)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("claim", [False, True])
@pytest.mark.parametrize("htmx", [False, True])
def test_the_question_is_the_same_to_the_byte_for_both_halves(
    db: None, own_folders: None, sam: User, sams: Client, claim: bool, htmx: bool, language: str
) -> None:
    headers = {"Accept-Language": language} | ({"HX-Request": "true"} if htmx else {})
    pages = [
        sams.get(place_url(each, 1), headers=headers)
        for each in halves(sam, make_quiz([make_pair(claim=claim)]))
    ]
    assert masked(pages[0]) == masked(pages[1])
    if claim:  # two captions are of two lengths, and both are there to be read
        for each in pages:
            del each.headers["Content-Length"]
    assert headers_of(pages[0]) == headers_of(pages[1])


def test_pointing_is_asked_with_the_same_bytes_for_both_halves(sam: User, sams: Client, quiz: Quiz) -> None:
    asked = []
    for each in halves(sam, quiz):
        question = question_of(page(sams, each, 1))
        followed = sams.post(question.action, question.filled(p_manipulated=0.8), follow=True)
        wrong = question_of(followed)
        again = sams.post(wrong.action, wrong.filled(x="9", y="9", cell="B1"))
        asked.append((masked(followed), headers_of(followed), masked(again), headers_of(again)))
    assert asked[0] == asked[1]


def test_the_reply_to_a_judgement_is_the_same_for_both_halves(sam: User, sams: Client, quiz: Quiz) -> None:
    replies = []
    for each in halves(sam, quiz):
        question = question_of(page(sams, each, 1))
        reply = sams.post(question.action, question.filled(p_manipulated=0.8))
        location = reply.headers["Location"].replace(str(each.pk), "id")
        del reply.headers["Location"]
        replies.append((reply.status_code, location, headers_of(reply), reply.content))
    assert replies[0] == replies[1]


def test_a_clip_that_is_only_ever_real_is_asked_about_like_a_pair(sam: User, sams: Client) -> None:
    lone, pair = make_pair(technique="authentic-odd-looking", has_twin=False), make_pair()
    pages = [
        masked(page(sams, make_sitting(make_quiz([each]), sam, twins=twins), 1))
        for each, twins in ((lone, False), (pair, True), (pair, False))
    ]
    assert pages[0] == pages[1] == pages[2]


def test_a_question_says_nothing_of_technique_cue_region_or_recipe(sams: Client, sitting: Sitting) -> None:
    pair = sitting.showings.get(position=1).item.pair
    assert pair is not None
    Pair.objects.filter(pk=pair.pk).update(recipe={"seed": 987654321})
    html = page(sams, sitting, 1).content.decode()
    for secret in (
        pair.slug,
        pair.text["reveal"],
        "the red box",
        "copy-move",
        "Copied within",
        "987654321",
        pair.clip.attribution,
    ):
        assert secret not in html
    for word in ("twin", "original", "overlay", "is_manipulated", "half"):
        assert word not in re.sub(r'href="/static/[^"]+"', "", html).lower()


def test_the_same_queries_are_made_for_both_halves(sam: User, sams: Client, quiz: Quiz) -> None:
    made = []
    for each in halves(sam, quiz):
        with CaptureQueriesContext(connection) as question:
            form = question_of(page(sams, each, 1))
        with CaptureQueriesContext(connection) as reply:
            sams.post(form.action, form.filled(p_manipulated=0.8))
        made.append((len(question), len(reply)))
    assert made[0] == made[1]
