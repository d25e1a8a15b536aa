"""A pair of films on its whole way: asked alike for both halves, revealed on one clock, its files where they may be."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts.film import TILES
from quizzes.attempts.media import ClipLinks
from quizzes.attempts.models import Sitting
from quizzes.clips.encode_film import TILES as DRAWN_TILES
from quizzes.clips.models import Half, Pair
from quizzes.http.links import sign_link
from quizzes.items.loader import item_for_pair
from tests.attempts.playing import judge, page, place_url, question_of, text_of
from tests.attempts.test_secrecy import headers_of, masked
from tests.factories import make_quiz, make_sitting
from tests.film_pairs import SPAN, make_film_pair

LINK = re.compile(r'"(/sittings/[^"#]+/media/[^"#]+)["#]')


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    """Both halves are asked for in the same second, so that no date differs."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        yield


@pytest.fixture
def film(db: None, own_folders: None) -> Pair:
    return make_film_pair()


def sittings(film: Pair, user: User) -> tuple[Sitting, Sitting]:
    quiz = make_quiz([film])
    return make_sitting(quiz, user, twins=True), make_sitting(quiz, user, twins=False)


def links_in(html: str) -> list[str]:
    """Every link to a file in a page, once, in the order of the page."""
    return list(dict.fromkeys(LINK.findall(html)))


def names_of(links: list[str]) -> list[str]:
    return [link.rstrip("/").rsplit("/", 1)[1].split(".")[0] for link in links]


def body(client: Client, link: str, **headers: str) -> bytes:
    response = client.get(link, headers=headers)
    assert response.status_code in (200, 206), response.status_code
    return bytes(response.getvalue())


def file_of(film: Pair, kind: str) -> bytes:
    return (Path(settings.MEDIA_ROOT) / film.renditions.get(kind=kind).file).read_bytes()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("claim", [False, True])
@pytest.mark.parametrize("htmx", [False, True])
def test_question_about_a_film_is_the_same_to_the_byte_for_both_halves(
    db: None, own_folders: None, sam: User, sams: Client, claim: bool, htmx: bool, language: str
) -> None:
    headers = {"Accept-Language": language} | ({"HX-Request": "true"} if htmx else {})
    asked = [
        sams.get(place_url(each, 1), headers=headers) for each in sittings(make_film_pair(claim=claim), sam)
    ]
    assert masked(asked[0]) == masked(asked[1])
    if claim:  # two captions are of two lengths, and both are there to be read
        for each in asked:
            del each.headers["Content-Length"]
    assert headers_of(asked[0]) == headers_of(asked[1])


def test_links_before_the_answer_are_named_alike_and_give_the_half_that_was_dealt(
    sam: User, sams: Client, film: Pair
) -> None:
    named = []
    for sitting, half in zip(sittings(film, sam), ("twin", "original"), strict=True):
        links = links_in(text_of(page(sams, sitting, 1)))
        named.append(names_of(links))
        kinds = (half, f"{half}-poster", f"{half}-small", f"{half}-strip")
        assert {body(sams, link) for link in links} == {file_of(film, kind) for kind in kinds}
    assert named[0] == named[1]
    assert len(named[0]) == 4
    assert not {"o", "t"} & {name[1] for name in named[0]}


def test_files_of_both_halves_come_with_the_same_headers(sam: User, sams: Client, film: Pair) -> None:
    seen: list[list[dict[str, Any]]] = []
    for sitting in sittings(film, sam):
        seen.append([])
        for link in links_in(text_of(page(sams, sitting, 1))):
            for got in (
                sams.get(link),
                sams.get(link, headers={"Range": "bytes=5000-5999"}),
                sams.head(link),
            ):
                seen[-1].append(dict(got.items()))
    assert seen[0] == seen[1]


def test_film_question_tells_neither_span_nor_place_nor_cue(sams: Client, sam: User, film: Pair) -> None:
    for sitting in sittings(film, sam):
        html = text_of(page(sams, sitting, 1))
        for secret in (
            film.slug,
            "a red box",
            "M200 60",
            str(SPAN[0]),
            "Look at the box",
            "stretches",
            "outlines",
        ):
            assert secret not in html
        for word in ("twin", "original", "half"):
            assert word not in re.sub(r'(href|src)="/static/[^"]+"', "", html).lower()


def test_lone_real_film_is_asked_about_like_a_pair(sam: User, sams: Client, film: Pair) -> None:
    lone = make_sitting(make_quiz([make_film_pair(has_twin=False)]), sam, twins=False)
    asked = [masked(page(sams, each, 1)) for each in (lone, *sittings(film, sam))]
    assert asked[0] == asked[1] == asked[2]


def test_same_queries_are_made_for_both_halves_of_a_film(sam: User, sams: Client, film: Pair) -> None:
    made = []
    for sitting in sittings(film, sam):
        with CaptureQueriesContext(connection) as asked:
            page(sams, sitting, 1)
        made.append(len(asked))
    assert made[0] == made[1]


@pytest.mark.parametrize("letters", ["o", "t", "ol", "tl", "op", "tp", "of", "tf", "oc", "tc"])
def test_even_a_well_signed_link_to_a_half_waits_for_the_answer(
    sams: Client, sam: User, film: Pair, letters: str
) -> None:
    sitting, _ = sittings(film, sam)
    link = reverse("sitting_media", args=[sitting.pk, sign_link(f"1{letters}", scope=str(sitting.pk))])
    assert sams.get(link).status_code == 404
    judge(sams, sitting, 1, 0.05)
    assert sams.get(link).status_code == (404 if letters.endswith("c") else 200)


@pytest.mark.parametrize("name", ["1", "s", "1x", "1sx", "1slp", "01s0", "1-s", "9s"])
def test_well_signed_nonsense_is_not_found(sams: Client, sam: User, film: Pair, name: str) -> None:
    sitting, _ = sittings(film, sam)
    link = reverse("sitting_media", args=[sitting.pk, sign_link(name, scope=str(sitting.pk))])
    assert sams.get(link).status_code == 404


def test_reveal_shows_both_films_with_the_named_span_and_where_it_was_altered(
    sams: Client, sam: User, film: Pair
) -> None:
    sitting, _ = sittings(film, sam)
    html = text_of(judge(sams, sitting, 1, 0.95))
    assert "You saw it: this video was manipulated." in html
    assert html.count("<video") == 2
    assert "autoplay" not in html
    links = ClipLinks(sitting.pk, 1)
    assert f'href="{links.twin}#t=1.2,2.4"' in html
    assert "a red box on the right" in html
    assert 'data-from="1.2" data-to="1.8"' in html
    assert "Where the video comes from" in html
    shown = {body(sams, link) for link in links_in(html)}
    kinds = (
        "original",
        "original-small",
        "original-poster",
        "original-strip",
        "twin",
        "twin-small",
        "twin-poster",
    )
    assert shown == {file_of(film, kind) for kind in kinds}


@pytest.mark.parametrize(
    ("p", "twin", "said"),
    [
        (0.05, True, "This video was manipulated. It fooled you this time."),
        (0.95, False, "This video is real. You doubted it."),
        (0.05, False, "This video is real, and you trusted it."),
        (0.5, True, "Good to check: this video was manipulated."),
        (0.5, False, "You wanted to check: this video is real."),
    ],
)
def test_headline_speaks_of_a_video(
    sams: Client, sam: User, film: Pair, p: float, twin: bool, said: str
) -> None:
    assert said in text_of(judge(sams, make_sitting(make_quiz([film]), sam, twins=twin), 1, p))


def test_caption_about_a_film_is_revealed_with_one_film_and_both_captions(sams: Client, sam: User) -> None:
    film = make_film_pair(claim=True)
    sitting, _ = sittings(film, sam)
    asked = text_of(page(sams, sitting, 1))
    assert "Does the caption fit the video?" in asked
    assert film.claim("twin") in asked
    assert film.claim("original") not in asked
    told = text_of(judge(sams, sitting, 1, 0.95))
    assert told.count("<video") == 1
    assert film.claim("twin") in told
    assert film.claim("original") in told


def test_lone_real_film_is_revealed_alone(sams: Client, sam: User) -> None:
    sitting = make_sitting(make_quiz([make_film_pair(has_twin=False)]), sam)
    html = text_of(judge(sams, sitting, 1, 0.95))
    assert html.count("<video") == 1
    assert "This video is real. You doubted it." in html
    assert "data-view" not in html


def test_captions_of_the_shown_film_come_with_it_under_a_name_that_does_not_tell(
    sams: Client, sam: User, film: Pair
) -> None:
    lines = [[0.5, 1.5, "Look at that ball!"]]
    film.truth |= {"captions": {"language": "en", "original": lines, "twin": lines}}
    film.save()
    for sitting in sittings(film, sam):
        html = text_of(page(sams, sitting, 1))
        assert '<track kind="captions"' in html and 'srclang="en"' in html
        assert "1sc" in names_of(links_in(html))


def test_film_is_asked_when_and_where_it_was_changed(film: Pair) -> None:
    assert item_for_pair(film).chain == ["judge", "when", "locate"]
    assert not film.can_be_located


def test_film_plays_from_any_second(sams: Client, sam: User, film: Pair) -> None:
    sitting, _ = sittings(film, sam)
    clip = question_of(page(sams, sitting, 1)).clip
    assert body(sams, clip, Range="bytes=2000-2999") == file_of(film, "twin")[2000:3000]


def test_strip_has_as_many_pictures_as_the_encoder_draws() -> None:
    assert len(TILES) == DRAWN_TILES


def test_captions_of_a_film_open_by_the_very_link_on_its_page(client: Client, sam: User) -> None:
    pair = make_film_pair()
    lines = {"original": [[0.2, 1.0, "It rolls."]], "twin": [[0.2, 1.0, "It stops."]]}
    Pair.objects.filter(pk=pair.pk).update(truth=pair.truth | {"captions": lines})
    sitting = make_sitting(make_quiz([pair]), sam, twins=True)
    client.force_login(sam)
    links = ClipLinks(sitting.pk, 1)
    assert b"It stops." in client.get(links.shown_part("captions")).content
    assert client.get(links.half_part(Half.ORIGINAL, "captions")).status_code == 404
