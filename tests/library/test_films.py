"""Films for teachers and in lessons: both halves on one clock, what was altered told at once or on request."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.clips.models import Pair
from tests.film_pairs import make_film_pair
from tests.pages import sign_in


@pytest.fixture
def film(db: None, own_folders: None) -> Pair:
    return make_film_pair()


@pytest.fixture
def tesss(client: Client, tess: User) -> Client:
    sign_in(client, tess)
    return client


def html_of(client: Client, address: str) -> str:
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def links_in(html: str, room: str) -> set[str]:
    return set(re.findall(rf'"(/{room}/[^"#]+/media/[^"#]+)["#]', html))


def test_pair_of_films_is_shown_with_its_truth_outlined(tesss: Client, film: Pair) -> None:
    html = html_of(tesss, reverse("library_pair", args=[film.slug]))
    assert html.count("<video") == 2
    assert "a red box on the right" in html
    assert "without-marks" not in html
    assert "js/film.js" in html and "js/compare.js" not in html
    assert "autoplay" not in html


def test_every_file_a_page_of_films_names_is_there(tesss: Client, film: Pair) -> None:
    html = html_of(tesss, reverse("library_pair", args=[film.slug]))
    links = links_in(html, "library")
    assert len(links) == 7
    for link in links:
        part = tesss.get(link, headers={"range": "bytes=0-99"})
        assert (part.status_code, len(part.getvalue())) == (206, 100)


def test_film_is_found_by_its_medium_and_has_a_small_picture(tesss: Client, film: Pair) -> None:
    html = html_of(tesss, reverse("library") + "?medium=video")
    assert film.text["title"] in html
    (thumb,) = links_in(html, "library")
    assert tesss.get(thumb).status_code == 200


def test_there_is_no_sheet_of_a_film(tesss: Client, film: Pair) -> None:
    assert tesss.get(reverse("library_sheet", args=[film.slug])).status_code == 404
    assert "library_sheet" not in html_of(tesss, reverse("library_pair", args=[film.slug]))
    assert "/sheet/" not in html_of(tesss, reverse("library_pair", args=[film.slug]))


def test_film_alone_and_a_film_with_two_captions_are_shown_once(tesss: Client) -> None:
    for film in (make_film_pair(has_twin=False), make_film_pair(claim=True)):
        assert html_of(tesss, reverse("library_pair", args=[film.slug])).count("<video") == 1


def test_film_whose_files_are_missing_leaves_a_sentence(tesss: Client, film: Pair) -> None:
    film.renditions.filter(kind="twin").delete()
    html = html_of(tesss, reverse("library_pair", args=[film.slug]))
    assert "The files of this pair are missing." in html


def test_lesson_tells_what_was_changed_in_a_film_on_request(
    client: Client, lesson: Lesson, film: Pair
) -> None:
    Pair.objects.filter(slug="field").update(slug="another-field")
    Pair.objects.filter(pk=film.pk).update(slug="field")
    html = html_of(client, reverse("lesson", args=[lesson.slug]))
    assert html.count("<video") == 2
    assert "without-marks" in html
    assert "<summary>Show when it was changed</summary>" in html
    assert "Video: The test" in html
    assert "js/film.js" in html
    links = links_in(html, "lessons")
    assert len(links) == 7
    assert {client.get(link).status_code for link in links} == {200}


def test_lesson_without_a_film_does_not_fetch_what_films_need(client: Client, lesson: Lesson) -> None:
    assert "js/film.js" not in html_of(client, reverse("lesson", args=[lesson.slug]))
