"""Links to clips: bound to the sitting, gone after a while, and to both halves only after the answer."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts.media import ClipLinks
from quizzes.attempts.models import Sitting
from quizzes.clips.models import Rendition
from quizzes.http.links import sign_link
from quizzes.items.models import Quiz
from tests.attempts.playing import judge, media_links, page, question_of, text_of
from tests.factories import make_sitting


def body(client: Client, url: str, **headers: str) -> bytes:
    response = client.get(url, headers=headers)
    assert response.status_code in (200, 206), response.status_code
    return bytes(response.getvalue())


def file_of(sitting: Sitting, position: int, kind: str) -> Path:
    pair = sitting.showings.get(position=position).item.pair
    assert pair is not None
    return Path(settings.MEDIA_ROOT) / pair.renditions.get(kind=kind).file


@pytest.mark.parametrize(("twins", "kind"), [(True, "twin"), (False, "original")])
def test_the_link_of_a_question_gives_the_half_that_was_dealt(
    quiz: Quiz, sam: User, sams: Client, twins: bool, kind: str
) -> None:
    sitting = make_sitting(quiz, sam, twins=twins)
    clip = question_of(page(sams, sitting, 1)).clip
    data = file_of(sitting, 1, kind).read_bytes()
    assert body(sams, clip) == data
    assert body(sams, clip, Range="bytes=10-19") == data[10:20]


def test_after_the_answer_there_are_links_to_both_halves_and_the_overlay(
    sams: Client, sitting: Sitting
) -> None:
    links = media_links(judge(sams, sitting, 1, 0.05))
    shown = {body(sams, link) for link in links}
    assert shown == {file_of(sitting, 1, kind).read_bytes() for kind in ("original", "twin", "overlay")}


@pytest.mark.parametrize("letter", ["o", "t", "v"])
def test_even_a_well_signed_link_to_the_truth_waits_for_the_answer(
    sams: Client, sitting: Sitting, letter: str
) -> None:
    token = sign_link(f"1{letter}", scope=str(sitting.pk))
    link = reverse("sitting_media", args=[sitting.pk, token])
    assert sams.get(link).status_code == 404
    question = question_of(page(sams, sitting, 1))
    sams.post(question.action, question.filled(p_manipulated=0.95))
    assert sams.get(link).status_code == 404, "the place is still to be pointed at"
    where = question_of(page(sams, sitting, 1))
    sams.post(where.action, where.filled(cell="A1"))
    assert sams.get(link).status_code == 200


def test_an_assessment_keeps_the_truth_until_it_is_handed_in(sams: Client, sitting: Sitting) -> None:
    sitting.quiz.mode = Quiz.Mode.ASSESSMENT
    sitting.quiz.save()
    twin = ClipLinks(sitting.pk, 1).twin
    after = judge(sams, sitting, 1, 0.05)
    assert "Your answer is saved." in text_of(after)
    assert media_links(after) == []
    assert sams.get(twin).status_code == 404
    for position in range(2, 7):
        judge(sams, sitting, position, 0.05)
    assert sams.get(twin).status_code == 404, "the last answer does not hand it in"
    sams.post(reverse("hand_in", args=[sitting.pk]))
    assert sams.get(twin).status_code == 200
    assert "light-table revealed" in text_of(page(sams, sitting, 1))


def test_an_authentic_clip_has_no_other_half_to_find(sams: Client, sitting: Sitting) -> None:
    for position in range(1, 7):
        judge(sams, sitting, position, 0.05)
    for link in (ClipLinks(sitting.pk, 6).twin, ClipLinks(sitting.pk, 6).overlay):
        assert sams.get(link).status_code == 404


def test_a_link_of_another_sitting_does_not_open_here(
    quiz: Quiz, sam: User, sams: Client, sitting: Sitting
) -> None:
    other = make_sitting(quiz, sam, twins=False)
    token = question_of(page(sams, other, 1)).clip.rstrip("/").rsplit("/", 1)[1]
    assert sams.get(reverse("sitting_media", args=[sitting.pk, token])).status_code == 404


@pytest.mark.parametrize("token", ["x", "1s", "1s.0~AAAA", "..", "é"])
def test_a_made_up_link_is_not_found(sams: Client, sitting: Sitting, token: str) -> None:
    assert sams.get(reverse("sitting_media", args=[sitting.pk, token])).status_code == 404


def test_an_expired_link_says_how_to_get_a_new_one(sams: Client, sitting: Sitting) -> None:
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        clip = question_of(page(sams, sitting, 1)).clip
        clock.shift(settings.MEDIA_LINK_SECONDS + 1)
        response = sams.get(clip)
        assert response.status_code == 410
        assert "Load the page again" in text_of(response)
        assert "no-store" in response["Cache-Control"]
        assert sams.get(question_of(page(sams, sitting, 1)).clip).status_code == 200


def test_a_file_that_is_gone_is_a_sentence_and_the_answer_can_still_be_given(
    sams: Client, sitting: Sitting
) -> None:
    file_of(sitting, 1, "twin").unlink()
    response = sams.get(question_of(page(sams, sitting, 1)).clip)
    assert response.status_code == 503
    assert "Your answers are saved" in text_of(response)
    assert "light-table revealed" in text_of(judge(sams, sitting, 1, 0.05))


def test_both_halves_of_a_pair_come_with_the_same_headers(quiz: Quiz, sam: User, sams: Client) -> None:
    headers: list[dict[str, Any]] = []
    for twins in (True, False):
        clip = question_of(page(sams, make_sitting(quiz, sam, twins=twins), 1)).clip
        got, part, head = sams.get(clip), sams.get(clip, headers={"Range": "bytes=0-99"}), sams.head(clip)
        headers.append({"got": dict(got.items()), "part": dict(part.items()), "head": dict(head.items())})
    assert headers[0] == headers[1]
    assert not {"ETag", "Last-Modified", "Content-Disposition"} & set(headers[0]["got"])


def test_no_page_names_a_file_or_a_row_of_a_rendition(sams: Client, sitting: Sitting) -> None:
    pages = [text_of(page(sams, sitting, 1)), text_of(judge(sams, sitting, 1, 0.05))]
    for rendition in Rendition.objects.all():
        for html in pages:
            assert rendition.sha256 not in html
            assert rendition.file.rsplit("/", 1)[1] not in html
