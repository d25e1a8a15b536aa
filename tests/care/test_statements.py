"""Texts about data: a school's own, with versions, or those that come with the site; never a way for a script."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.care.access import address_of_school
from literacy.care.actions import publish_statement
from literacy.care.models import Statement
from literacy.care.statements import as_html, text_of, usual_text
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(school: School) -> str:
    return reverse("care_text", args=[school.pk, "pupils", "nl"])


def test_both_texts_come_in_both_languages_and_are_filled_in(school: School) -> None:
    for kind in (Statement.Kind.STATEMENT, Statement.Kind.PUPILS):
        for language in ("nl", "en"):
            html = text_of(school, kind, language).html
            assert "De Linde" in html and "12" in html
            assert "{" not in html and "<h3>" in html


def test_both_languages_tell_the_same(school: School) -> None:
    for kind in Statement.Kind.values:
        dutch, english = usual_text(kind, "nl"), usual_text(kind, "en")
        for mark in ("### ", "\n- ", "{months}", "{school}"):
            assert dutch.count(mark) == english.count(mark), (kind, mark)


def test_a_lead_publishes_versions_that_stay(adas: Client, address: str, school: School) -> None:
    for body in ("### One", "### Two", "### Two"):
        assert adas.post(address, {"body": body, "act": "publish"}).status_code == 302
    assert list(Statement.objects.values_list("version", "body")) == [(2, "### Two"), (1, "### One")]
    assert "One" in adas.get(address, {"version": "1"}).context["current"].html
    assert text_of(school, "pupils", "nl").version == 2
    assert text_of(school, "pupils", "en").version == 0
    adas.post(address, {"act": "usual", "body": "x"})
    assert text_of(school, "pupils", "nl").body == usual_text("pupils", "nl")
    assert text_of(school, "pupils", "nl").version == 3


def test_a_preview_publishes_nothing(adas: Client, address: str) -> None:
    page = adas.post(address, {"body": "### Mine *now*", "act": "preview"})
    assert page.status_code == 200 and "<em>now</em>" in page.content.decode()
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://elsewhere.example/x.png)",
        "<style>body{display:none}</style>",
    ],
)
def test_no_text_can_do_anything(school: School, evil: str) -> None:
    html = as_html(evil, school, "nl")
    for part in ("<script", "<img", "<style", 'href="javascript'):
        assert part not in html


def test_a_schools_name_can_do_nothing_either(school: School) -> None:
    School.objects.update(name="<b onclick=x>Evil</b>")
    school.refresh_from_db()
    assert "<b" not in as_html("{school}", school, "nl")


def test_a_text_of_a_book_is_refused(school: School, ada: User) -> None:
    with pytest.raises(Refusal):
        publish_statement(school=school, kind="pupils", language="nl", body="x" * 20_001, by=ada)


def test_users_read_their_own_schools_text(
    client: Client, sam: User, nora: User, school: School, ada: User
) -> None:
    publish_statement(school=school, kind="pupils", language="en", body="Only at De Linde.", by=ada)
    sign_in(client, sam)
    read = client.get(reverse("privacy"), headers={"accept-language": "en"}).content.decode()
    assert "Only at De Linde." in read and "Version 1" in read
    assert reverse("privacy") in client.get(reverse("home")).content.decode()
    sign_in(client, nora)
    address = reverse("privacy") + f"?school={school.pk}"
    assert "Only at De Linde." not in client.get(address, headers={"accept-language": "en"}).content.decode()


def test_a_visitor_reads_the_sites_text_and_at_a_door_the_schools(
    client: Client, school: School, classroom: Classroom, ada: User
) -> None:
    publish_statement(school=school, kind="pupils", language="en", body="Only at De Linde.", by=ada)
    english = {"accept-language": "en"}
    assert "Only at De Linde." not in client.get(reverse("privacy"), headers=english).content.decode()
    door = reverse("privacy_at_door", args=[address_of_school(school.pk)])
    assert "Only at De Linde." in client.get(door, headers=english).content.decode()
    assert door in client.get(reverse("join_class", args=[classroom.code])).content.decode()


def test_a_door_cannot_be_guessed(client: Client, school: School) -> None:
    for made_up in (str(school.pk), f"{school.pk}:abc", "x", address_of_school(school.pk)[:-1]):
        assert client.get(reverse("privacy_at_door", args=[made_up])).status_code == 404


def test_who_left_reads_the_sites_text(client: Client, sam: User, school: School, ada: User) -> None:
    publish_statement(school=school, kind="pupils", language="en", body="Only at De Linde.", by=ada)
    Enrolment.objects.update(left_at=timezone.now())
    sign_in(client, sam)
    assert (
        "Only at De Linde."
        not in client.get(reverse("privacy"), headers={"accept-language": "en"}).content.decode()
    )


def test_an_unknown_text_is_not_found(adas: Client, school: School) -> None:
    for kind, language in (("pupils", "de"), ("nothing", "nl")):
        assert adas.get(reverse("care_text", args=[school.pk, kind, language])).status_code == 404
