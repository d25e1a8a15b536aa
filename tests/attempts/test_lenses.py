"""Lenses in a sitting: only of what is shown before the answer, alike for both halves, and kept with the answer."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts.media import ClipLinks
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.lens_pictures import STEP
from quizzes.items.models import Quiz
from tests.attempts.playing import Reply, judge, locate, media_links, page, text_of
from tests.attempts.test_secrecy import halves, headers_of, masked
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair
from tests.recordings import make_recording

PHOTO = ("clone-map", "ela", "levels", "local-contrast", "metadata", "noise")


def lens_url(sitting: Sitting, position: int, slug: str) -> str:
    return reverse("lens", args=[sitting.pk, position, slug])


def looked(client: Client, sitting: Sitting, position: int, slug: str, **headers: str) -> Reply:
    return client.get(lens_url(sitting, position, slug), headers=headers)


def bytes_of(response: Reply) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_the_question_offers_every_lens_of_its_medium_by_a_link(sams: Client, sitting: Sitting) -> None:
    html = text_of(page(sams, sitting, 1))
    for slug in PHOTO:
        assert f'href="{lens_url(sitting, 1, slug)}"' in html
    assert lens_url(sitting, 1, "twin-difference") not in html
    assert len(media_links(page(sams, sitting, 1))) == 1, "no picture of a lens before it is asked for"


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("slug", PHOTO)
def test_a_lens_is_the_same_to_the_byte_for_both_halves_but_for_its_picture(
    sam: User, sams: Client, quiz: Quiz, slug: str, htmx: bool
) -> None:
    headers = {"HX-Request": "true"} if htmx else {}
    pages, pictures = [], []
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        for each in halves(sam, quiz):
            reply = looked(sams, each, 1, slug, **headers)
            pages.append((masked(reply), headers_of(reply)))
            pictures.append([sams.get(link) for link in media_links(reply)])
    assert pages[0] == pages[1]
    for word in ("twin", "original", "overlay", "half", "manipulated version"):
        assert word not in re.sub(r'href="/static/[^"]+"', "", pages[0][0]).lower()
    first, second = ([headers_of(each) for each in found] for found in pictures)
    assert first == second
    assert all(int(each.headers["Content-Length"]) % STEP == 0 for found in pictures for each in found)


def test_a_picture_of_a_lens_comes_in_ranges_and_is_not_for_others(
    sams: Client, stranger: Client, sitting: Sitting
) -> None:
    (link,) = media_links(looked(sams, sitting, 1, "ela"))
    part = sams.get(link, headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(bytes_of(part))) == (206, 10)
    assert part.headers["Cache-Control"].startswith("private")
    assert stranger.get(link).status_code == 404
    assert stranger.get(lens_url(sitting, 1, "ela")).status_code == 404


@pytest.mark.parametrize("half", ["original", "twin", "both"])
@pytest.mark.parametrize("slug", ["ela", "twin-difference"])
def test_no_half_and_no_difference_can_be_had_before_the_answer(
    sams: Client, sitting: Sitting, half: str, slug: str
) -> None:
    assert sams.get(ClipLinks(sitting.pk, 1).lens(half, slug)).status_code == 404
    assert sams.get(ClipLinks(sitting.pk, 1).lens("", "twin-difference")).status_code == 404
    assert looked(sams, sitting, 1, "twin-difference").status_code == 404
    assert Answer.objects.count() == 0


def test_a_lens_of_a_place_that_is_not_reached_or_of_another_medium_is_not_there(
    sams: Client, sitting: Sitting
) -> None:
    for position, slug in (
        (2, "ela"),
        (99, "ela"),
        (1, "spectrogram"),
        (1, "no-such-lens"),
        (1, "eye-openness"),
    ):
        assert looked(sams, sitting, position, slug).status_code == 404
    assert sitting.showings.get(position=2).lenses == []


def test_the_lenses_that_were_opened_are_kept_with_each_answer(sams: Client, sitting: Sitting) -> None:
    for slug in ("noise", "ela", "noise"):
        looked(sams, sitting, 1, slug)
    judge(sams, sitting, 1, 0.8)
    looked(sams, sitting, 1, "clone-map")
    locate(sams, sitting, 1, cell="B2")
    looked(sams, sitting, 1, "levels")
    kept = dict(Answer.objects.filter(showing__sitting=sitting).values_list("item_type", "lenses"))
    assert kept == {"judge": ["noise", "ela"], "locate": ["noise", "ela", "clone-map"]}
    assert sitting.showings.get(position=1).lenses == ["noise", "ela", "clone-map"]


def test_whoever_opens_none_has_none(sams: Client, sitting: Sitting) -> None:
    sams.head(lens_url(sitting, 1, "ela"))
    judge(sams, sitting, 1, 0.8)
    assert Answer.objects.get().lenses == []


def test_with_the_truth_both_halves_lie_under_the_same_lens_and_the_difference_is_there(
    sams: Client, sitting: Sitting
) -> None:
    judge(sams, sitting, 1, 0.8)
    locate(sams, sitting, 1, cell="B2")
    assert lens_url(sitting, 1, "twin-difference") in text_of(page(sams, sitting, 1))
    both = media_links(looked(sams, sitting, 1, "ela"))
    assert len(both) == 2
    (difference,) = media_links(looked(sams, sitting, 1, "twin-difference"))
    files = [bytes_of(sams.get(link)) for link in (*both, difference)]
    assert len(set(files)) == 3
    assert all(each.startswith(b"\xff\xd8") for each in files)


def test_a_test_shows_only_what_was_shown_until_it_is_handed_in(sam: User, sams: Client) -> None:
    quiz = make_quiz([make_pair(), make_pair()], mode=Quiz.Mode.ASSESSMENT)
    sitting = make_sitting(quiz, sam)
    judge(sams, sitting, 1, 0.8)
    locate(sams, sitting, 1, cell="B2")
    assert len(media_links(looked(sams, sitting, 1, "ela"))) == 1
    assert looked(sams, sitting, 1, "twin-difference").status_code == 404


def test_a_film_has_curves_with_a_sentence_and_a_sheet_of_motion(sam: User, sams: Client) -> None:
    sitting = make_sitting(make_quiz([make_film_pair()]), sam)
    for slug in ("frame-difference", "duplicate-frames"):
        html = text_of(looked(sams, sitting, 1, slug))
        assert re.search(r'<path d="M[0-9.]', html)
        assert "arked" in html
    (link,) = media_links(looked(sams, sitting, 1, "optical-flow"))
    assert sams.get(link).status_code == 200


def test_a_recording_has_its_tones_and_its_loudness(
    sam: User, sams: Client, settings: Any, tmp_path: Path
) -> None:
    settings.LIBRARY_CACHE = tmp_path
    sitting = make_sitting(make_quiz([make_recording(tmp_path)]), sam)
    (link,) = media_links(looked(sams, sitting, 1, "spectrogram"))
    assert sams.get(link).status_code == 200
    assert "<path" in text_of(looked(sams, sitting, 1, "level-profile"))
    assert lens_url(sitting, 1, "level-profile") in text_of(page(sams, sitting, 1))


def test_a_caption_is_about_one_picture_so_one_lies_under_the_lens(sam: User, sams: Client) -> None:
    sitting = make_sitting(make_quiz([make_pair(claim=True)]), sam)
    judge(sams, sitting, 1, 0.8)
    assert len(media_links(looked(sams, sitting, 1, "ela"))) == 1
    assert "Manipulated" not in text_of(looked(sams, sitting, 1, "ela", **{"HX-Request": "true"}))
