"""Whom a school's pupils can go to: written by its leads, read in the lesson by its own people and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.care.actions import publish_statement
from literacy.care.contacts import contacts_of_schools
from literacy.care.models import Statement
from literacy.care.statements import usual_text
from literacy.classroom.models import Enrolment, School
from literacy.lessons.contacts import Contacts, contacts_for
from literacy.lessons.models import Lesson
from literacy.people.models import User
from tests.pages import sign_in

pytestmark = pytest.mark.django_db
OURS = "- **Mentor:** Room 12, every day"


@pytest.fixture
def told(school: School, ada: User) -> Statement:
    return publish_statement(school=school, kind="help", language="nl", body=OURS, by=ada)


@pytest.fixture
def lesson_of_help() -> Lesson:
    block = {"kind": "contacts", "line": 1, "html": "<p>A helpline.</p>"}
    body = {"title": "Help", "minutes": 10, "steps": [{"id": "you", "title": "You", "blocks": [block]}]}
    return Lesson.objects.create(slug="help", number=11, bodies={"en": body, "nl": body}, digest="x")


def page(client: Client, lesson: Lesson) -> str:
    url = reverse("lesson", args=[lesson.slug])
    return client.get(url, headers={"accept-language": "en"}).content.decode()


def test_a_pupil_reads_the_schools_contacts_in_whichever_language_they_are(
    client: Client, told: Statement, lesson_of_help: Lesson, sam: User
) -> None:
    sign_in(client, sam)
    html = page(client, lesson_of_help)
    assert "Who helps at De Linde" in html and "Room 12" in html and '<div lang="nl">' in html
    assert "A helpline." in html and reverse("care_text", args=[told.school_id, "help", "en"]) not in html


def test_the_language_of_the_page_comes_first(told: Statement, school: School, ada: User, sam: User) -> None:
    publish_statement(school=school, kind="help", language="en", body="- Ours in English", by=ada)
    assert [each.language for each in contacts_of_schools(sam.pk, "en")] == ["en"]
    assert [each.language for each in contacts_of_schools(sam.pk, "nl")] == ["nl"]


def test_guests_strangers_and_who_left_read_the_general_words(
    client: Client, told: Statement, lesson_of_help: Lesson, sam: User, nora: User
) -> None:
    html = page(client, lesson_of_help)
    assert "Room 12" not in html and "A helpline." in html
    sign_in(client, nora)
    assert "Room 12" not in page(client, lesson_of_help)
    Enrolment.objects.filter(user=sam).update(left_at=told.published_at)
    assert contacts_for(sam.pk) == []


def test_a_lead_without_contacts_is_shown_where_to_write_them(
    client: Client, school: School, lesson_of_help: Lesson, ada: User, tess: User
) -> None:
    address = reverse("care_text", args=[school.pk, "help", "en"])
    sign_in(client, ada)
    assert address in page(client, lesson_of_help)
    assert address in client.get(address, headers={"accept-language": "en"}).content.decode()
    sign_in(client, tess)
    assert address not in page(client, lesson_of_help)


def test_what_was_taken_out_is_gone(told: Statement, school: School, ada: User, sam: User) -> None:
    publish_statement(school=school, kind="help", language="nl", body="", by=ada)
    assert contacts_for(sam.pk) == []


@pytest.mark.parametrize("body", ["x" * 1501, "- **Mentor:** …", usual_text("help", "nl") + "\nmore"])
def test_contacts_are_short_and_filled_in(adas: Client, school: School, body: str) -> None:
    address = reverse("care_text", args=[school.pk, "help", "nl"])
    assert adas.post(address, {"body": body, "act": "publish"}).status_code == 422
    assert not Statement.objects.exists()


def test_contacts_can_do_nothing(school: School, ada: User, sam: User) -> None:
    evil = "- <script>alert(1)</script> [x](javascript:alert(1)) ![x](https://elsewhere.example/x.png)"
    publish_statement(school=school, kind="help", language="en", body=evil, by=ada)
    html = contacts_for(sam.pk)[0].html
    assert "<script" not in html and "<img" not in html and 'href="javascript' not in html


def test_contacts_stand_on_the_paper_of_the_schools_pupils_alone(
    client: Client, told: Statement, lesson_of_help: Lesson, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[Contacts]] = []

    def paper(_lesson: Lesson, *, site: str, contacts: list[Contacts]) -> bytes:
        asked.append(contacts)
        return site.encode()

    monkeypatch.setattr("literacy.lessons.views.paper.lesson_as_pdf", paper)
    address = reverse("lesson_paper", args=["help"])
    client.get(address)
    sign_in(client, sam)
    client.get(address)
    assert [[each.html for each in found] for found in asked] == [[], [contacts_for(sam.pk)[0].html]]


def test_contacts_of_many_schools_cost_as_many_queries_as_of_one(
    told: Statement, sam: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):  # schools, texts, what somebody leads
        contacts_of_schools(sam.pk, "nl")
