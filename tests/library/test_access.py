"""Who may see the library: adults of a school and staff; everybody else finds nothing there."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Membership
from literacy.people.models import User
from quizzes.clips.links import SESSION_KEY
from quizzes.clips.models import Pair, Rendition
from quizzes.http.links import sign_link
from tests.pages import sign_in

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def steff(db: None) -> User:
    return User.objects.create_user("steff@site.example", "long enough for steff", is_staff=True)


def addresses(pair: Pair) -> list[str]:
    return [
        reverse("library"),
        reverse("library_pair", args=[pair.slug]),
        reverse("library_sheet", args=[pair.slug]),
    ]


def links_in(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('src="') if part.startswith("/library/")]


def page(client: Client, pair: Pair) -> str:
    response = client.get(reverse("library_pair", args=[pair.slug]), headers=ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("who", ["tess", "ada", "nora", "steff"])
def test_adults_of_any_school_and_staff_see_the_library(
    who: str, client: Client, field: Pair, request: pytest.FixtureRequest
) -> None:
    sign_in(client, request.getfixturevalue(who))
    assert [client.get(address).status_code for address in addresses(field)] == [200, 200, 200]


@pytest.mark.parametrize("who", ["", "sam", "otto"])
def test_visitors_pupils_and_teachers_without_a_school_find_nothing(
    who: str, client: Client, field: Pair, request: pytest.FixtureRequest
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    for address in addresses(field):
        assert client.get(address).status_code == 404
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 404


def test_a_pupil_stays_out_even_with_a_membership_by_mistake(
    client: Client, sam: User, classroom: Any, field: Pair
) -> None:
    Membership.objects.create(school=classroom.school, user=sam, role=Membership.Role.TEACHER)
    sign_in(client, sam)
    assert client.get(reverse("library")).status_code == 404


@pytest.mark.parametrize(("who", "sees"), [("tess", True), ("sam", False), ("otto", False), ("", False)])
def test_only_who_may_come_in_sees_the_way(
    who: str, sees: bool, client: Client, db: None, request: pytest.FixtureRequest
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    html = client.get(reverse("lessons")).content.decode()
    assert (f'href="{reverse("library")}"' in html) is sees


@pytest.mark.parametrize("state", [Pair.State.RENDERING, Pair.State.FAILED, Pair.State.RETIRED])
def test_a_pair_that_is_not_published_is_nowhere(state: str, client: Client, tess: User, field: Pair) -> None:
    sign_in(client, tess)
    link = links_in(page(client, field))[0]
    Pair.objects.update(state=state)
    assert [client.get(address).status_code for address in addresses(field)] == [200, 404, 404]
    assert client.get(link).status_code == 404
    assert field.slug not in client.get(reverse("library")).content.decode()


def test_files_of_a_pair_arrive_whole_and_in_parts(client: Client, tess: User, field: Pair) -> None:
    sign_in(client, tess)
    links = links_in(page(client, field))
    assert len(links) == 3  # both halves and the outline of what was changed
    for link in links:
        whole = client.get(link)
        assert whole.status_code == 200
        body = b"".join(whole.streaming_content)  # type: ignore[attr-defined]
        part = client.get(link, headers={"range": "bytes=10-19"})
        assert part.status_code == 206
        assert b"".join(part.streaming_content) == body[10:20]  # type: ignore[attr-defined]


def test_a_link_opens_for_its_own_visitor_alone(client: Client, tess: User, nora: User, field: Pair) -> None:
    sign_in(client, tess)
    link = links_in(page(client, field))[0]
    assert Client().get(link).status_code == 404
    other = Client()
    sign_in(other, nora)
    page(other, field)
    assert other.get(link).status_code == 404


def test_a_link_closes_when_the_teacher_leaves_the_school(client: Client, tess: User, field: Pair) -> None:
    sign_in(client, tess)
    link = links_in(page(client, field))[0]
    tess.memberships.all().delete()
    assert client.get(link).status_code == 404


def test_an_old_link_says_that_it_has_expired(client: Client, tess: User, field: Pair, settings: Any) -> None:
    sign_in(client, tess)
    with time_machine.travel("2026-03-01 12:00", tick=False) as clock:
        sign_in(client, tess)
        link = links_in(page(client, field))[0]
        clock.shift(settings.MEDIA_LINK_SECONDS + 1)
        response = client.get(link, headers=ENGLISH)
    assert response.status_code == 410
    assert "has expired" in response.content.decode()


@pytest.mark.parametrize("name", ["field-x", "field-", "field", "other-t"])
def test_a_signed_name_that_is_none_of_the_pairs_does_not_open(
    name: str, client: Client, tess: User, field: Pair
) -> None:
    sign_in(client, tess)
    page(client, field)
    token = sign_link(name, scope=f"library:{client.session[SESSION_KEY]}")
    assert client.get(reverse("library_media", args=["field", token])).status_code == 404


def test_a_link_of_a_lesson_does_not_open_here(client: Client, tess: User, lesson: Any, field: Pair) -> None:
    sign_in(client, tess)
    html = client.get(reverse("lesson", args=[lesson.slug])).content.decode()
    token = next(part for part in html.split('src="') if part.startswith("/lessons/")).split("/")[4]
    assert client.get(reverse("lesson_media", args=[lesson.slug, token])).status_code == 200
    assert client.get(reverse("library_media", args=["field", token])).status_code == 404


def test_a_pair_whose_files_are_lost_says_so(client: Client, tess: User, field: Pair) -> None:
    field.renditions.filter(kind=Rendition.Kind.TWIN).delete()
    sign_in(client, tess)
    assert "The files of this pair are missing." in page(client, field)
    html = client.get(reverse("library_sheet", args=[field.slug]), headers=ENGLISH).content.decode()
    assert "The files of this pair are missing." in html and links_in(html) == []
