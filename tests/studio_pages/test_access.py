"""Who may come into the studio: adults of the school whose drafts they are; nobody else learns that there are any."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Membership, School
from literacy.people.models import User
from quizzes.studio.models import Draft
from tests.pages import sign_in

Make = Callable[..., Draft]
OF_DRAFT = ("draft", "rights", "technique", "place", "make", "words", "publish", "retire", "delete")
OF_SCHOOL = ("school", "upload", "quiz")


def addresses(draft: Draft, school: School) -> list[str]:
    return [
        *[reverse(f"studio_{name}", args=[draft.pk]) for name in OF_DRAFT],
        *[reverse(f"studio_{name}", args=[school.pk]) for name in OF_SCHOOL],
    ]


@pytest.mark.parametrize("who", ["sam", "otto", "nora"])
def test_pupils_strangers_and_other_schools_find_nothing(
    who: str, client: Client, draft: Make, school: School, request: pytest.FixtureRequest
) -> None:
    held = draft("made")
    sign_in(client, request.getfixturevalue(who))
    for address in addresses(held, school):
        codes = {client.get(address).status_code, client.post(address).status_code}
        assert codes <= {404, 405} and 404 in codes, address
    assert Draft.objects.get().state == held.state


@pytest.mark.parametrize("who", ["sam", "otto"])
def test_whoever_belongs_to_no_school_has_no_studio(
    who: str, client: Client, request: pytest.FixtureRequest
) -> None:
    sign_in(client, request.getfixturevalue(who))
    assert client.get(reverse("studio")).status_code == 404


def test_visitor_is_sent_to_sign_in(client: Client, draft: Make, school: School) -> None:
    for address in addresses(draft("made"), school):
        response = client.post(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))


def test_pupil_stays_out_even_with_a_membership_by_mistake(client: Client, sam: User, school: School) -> None:
    Membership.objects.create(school=school, user=sam, role=Membership.Role.TEACHER)
    sign_in(client, sam)
    assert client.get(reverse("studio_school", args=[school.pk])).status_code == 404


@pytest.mark.parametrize("who", ["tess", "ada"])
def test_teacher_and_lead_share_the_desk(
    who: str, client: Client, draft: Make, school: School, request: pytest.FixtureRequest
) -> None:
    held = draft("made")
    sign_in(client, request.getfixturevalue(who))
    assert client.get(reverse("studio")).headers["Location"] == reverse("studio_school", args=[school.pk])
    assert client.get(reverse("studio_school", args=[school.pk])).status_code == 200
    assert client.get(reverse("studio_draft", args=[held.pk])).status_code == 200


def test_whoever_belongs_to_two_schools_chooses_first(
    tesss: Client, tess: User, nora: User, draft: Make, school: School
) -> None:
    other = nora.memberships.get().school
    Membership.objects.create(school=other, user=tess, role=Membership.Role.TEACHER)
    html = tesss.get(reverse("studio")).content.decode()
    assert all(reverse("studio_school", args=[each.pk]) in html for each in (school, other))
    held = draft("made")
    assert tesss.get(reverse("studio_draft", args=[held.pk])).status_code == 200
    there = tesss.get(reverse("studio_school", args=[other.pk]))
    assert str(held.pk) not in there.content.decode()


def links_in(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('src="') if part.startswith("/studio/")]


def test_files_of_a_draft_open_for_its_own_visitor_alone(
    tesss: Client, ada: User, sam: User, draft: Make
) -> None:
    held = draft("made")
    links = links_in(tesss.get(reverse("studio_draft", args=[held.pk])).content.decode())
    assert len(set(links)) >= 4  # the clip, both halves, and the outline of what was changed
    assert {tesss.get(link).status_code for link in links} == {200}
    for other in (ada, sam):
        window = Client()
        sign_in(window, other)
        window.get(reverse("studio"))
        assert {window.get(link).status_code for link in links} == {404}
    assert {Client().get(link).status_code for link in links} == {404}


def test_link_closes_when_the_teacher_leaves_the_school(tesss: Client, tess: User, draft: Make) -> None:
    link = links_in(tesss.get(reverse("studio_draft", args=[draft("made").pk])).content.decode())[0]
    tess.memberships.all().delete()
    assert tesss.get(link).status_code == 404


def test_old_link_says_that_it_has_expired(client: Client, tess: User, draft: Make, settings: Any) -> None:
    with time_machine.travel("2026-03-01 12:00", tick=False) as clock:
        sign_in(client, tess)
        link = links_in(client.get(reverse("studio_draft", args=[draft("made").pk])).content.decode())[0]
        clock.shift(settings.MEDIA_LINK_SECONDS + 1)
        assert client.get(link).status_code == 410


def test_link_of_one_draft_does_not_open_anothers_file(tesss: Client, draft: Make) -> None:
    one, other = draft("made"), draft("made")
    for link in links_in(tesss.get(reverse("studio_draft", args=[one.pk])).content.decode()):
        assert tesss.get(link.replace(str(one.pk), str(other.pk))).status_code == 404


@pytest.mark.parametrize(("who", "sees"), [("tess", True), ("ada", True), ("sam", False), ("otto", False)])
def test_only_who_may_come_in_sees_the_way(
    who: str, sees: bool, client: Client, request: pytest.FixtureRequest
) -> None:
    sign_in(client, request.getfixturevalue(who))
    html = client.get(reverse("lessons")).content.decode()
    assert (f'href="{reverse("studio")}"' in html) is sees
