"""Who looked at whose data: written down by one query, for the school's leads to read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from literacy.care.actions import note_look
from literacy.care.actions.looks import FROM
from literacy.care.forgetting import forget_looks
from literacy.care.looked_at import PAGES, SHOWS_NOBODY
from literacy.care.models import Look
from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.people.models import User
from literacy.rosters.models import RosterImport
from tests.house.test_addresses import ADDRESSES
from tests.pages import sign_in

WORDS = {"classroom_id", "enrolment_id", "assignment_id", "group_id", "school_id", "list_id", "place_id"}


def test_every_address_about_a_class_or_pupil_is_written_down_or_shows_nobody() -> None:
    about = {address.name for address in ADDRESSES if WORDS & {word for word, _kind in address.wants}}
    assert about - set(PAGES) - set(SHOWS_NOBODY) == set()
    assert (set(PAGES) | set(SHOWS_NOBODY)) - about == set()
    assert not set(PAGES) & set(SHOWS_NOBODY)


def test_what_is_written_down_can_be_found_from_the_address() -> None:
    wants = {address.name: {word for word, _kind in address.wants} for address in ADDRESSES}
    for name, (_kind, thing, word) in PAGES.items():
        assert word in wants[name] and thing in FROM
    assert get_resolver().reverse_dict


@pytest.mark.django_db
def test_opening_results_is_written_down_with_class_and_person(
    tesss: Client, tess: User, assignment: Assignment, school: School
) -> None:
    assert tesss.get(reverse("results", args=[assignment.pk])).status_code == 200
    look = Look.objects.get()
    assert (look.by, look.by_name, look.kind) == (tess, "Tess", "results")
    assert (look.school, look.classroom, look.learner) == (school, assignment.classroom, None)


@pytest.mark.django_db
def test_opening_a_pupils_data_names_the_pupil(tesss: Client, place: Enrolment, sam: User) -> None:
    tesss.get(reverse("learner_data", args=[place.pk]))
    assert Look.objects.get().learner == sam
    tesss.post(reverse("export_learner", args=[place.pk]))
    assert Look.objects.filter(kind="export", learner=sam).exists()


@pytest.mark.django_db
def test_what_was_refused_is_no_look(client: Client, nora: User, sam: User, classroom: Classroom) -> None:
    sign_in(client, nora)
    assert client.get(reverse("classroom", args=[classroom.pk])).status_code == 404
    sign_in(client, sam)
    client.get(reverse("classroom", args=[classroom.pk]))
    assert not Look.objects.exists()


@pytest.mark.django_db
def test_looks_within_minutes_are_one(tess: User, classroom: Classroom) -> None:
    noon = timezone.now().replace(hour=12, minute=0, second=0)
    for minutes in (0, 1, 9):
        note_look(
            by=tess,
            kind="class",
            thing="classroom",
            number=classroom.pk,
            now=noon + timedelta(minutes=minutes),
        )
    assert Look.objects.count() == 1
    note_look(by=tess, kind="class", thing="classroom", number=classroom.pk, now=noon + timedelta(minutes=11))
    note_look(by=tess, kind="cards", thing="classroom", number=classroom.pk, now=noon)
    assert Look.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("thing", FROM)
def test_a_look_costs_one_query_whatever_it_is_about(
    thing: str, tess: User, place: Enrolment, assignment: Assignment, school: School
) -> None:
    group = place.classroom.groups.create(name="Blue")
    numbers: dict[str, int | UUID] = {
        "school": school.pk,
        "classroom": place.classroom_id,
        "enrolment": place.pk,
        "assignment": assignment.pk,
        "group": group.pk,
        "list": RosterImport.objects.create(school=school, by=tess).pk,
    }
    number = numbers[thing]
    for expected in (1, 1):
        with CaptureQueriesContext(connection) as made:
            note_look(by=tess, kind="class", thing=thing, number=number)
        assert len(made) == 1
        assert Look.objects.filter(school=school).count() == expected
    assert timezone.now() - Look.objects.get().at < timedelta(minutes=1)


@pytest.mark.django_db
def test_what_is_not_there_is_no_look(tess: User) -> None:
    note_look(by=tess, kind="class", thing="classroom", number=987654321)
    assert not Look.objects.exists()


@pytest.mark.django_db
def test_looks_are_forgotten_after_a_year(tess: User, classroom: Classroom) -> None:
    note_look(by=tess, kind="class", thing="classroom", number=classroom.pk)
    with time_machine.travel(timezone.now() + timedelta(days=364)):
        assert forget_looks() == 0
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert forget_looks() == 1


@pytest.fixture
def looked(tess: User, ada: User, place: Enrolment, assignment: Assignment) -> None:
    moment = timezone.now() - timedelta(days=40)
    for number in range(60):
        note_look(
            by=tess,
            kind="results",
            thing="assignment",
            number=assignment.pk,
            now=moment + timedelta(hours=number),
        )
    note_look(by=ada, kind="pupil", thing="enrolment", number=place.pk)


@pytest.mark.django_db
def test_the_lead_searches_filters_sorts_and_pages(adas: Client, looked: None, school: School) -> None:
    def lines(**query: str) -> list[Look]:
        return list(adas.get(reverse("care_looks", args=[school.pk]), query).context["page"])

    assert len(lines()) == 50 and len(lines(page="2")) == 11
    assert [look.by_name for look in lines(q="ada")] == ["Ada"]
    assert [look.kind for look in lines(q="Sam")] == ["pupil"]
    assert {look.kind for look in lines(kind="results")} == {"results"}
    today = timezone.localdate().isoformat()
    assert [look.kind for look in lines(since=today)] == ["pupil"]
    assert lines(sort="old")[0].at < lines(sort="new")[0].at
    assert lines(sort="who")[0].by_name == "Ada"
    assert lines(q="nobody at all") == []
    assert len(lines(kind="<b>", since="never", sort="x")) == 50


@pytest.mark.django_db
def test_the_log_costs_the_same_whatever_is_in_it(
    adas: Client, looked: None, school: School, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(6):
        adas.get(reverse("care_looks", args=[school.pk]))
    Look.objects.filter(kind="results").delete()
    with django_assert_num_queries(6):
        adas.get(reverse("care_looks", args=[school.pk]))


@pytest.mark.django_db
def test_a_lead_finds_a_pupil_by_name_and_that_is_written_down(
    adas: Client, place: Enrolment, school: School
) -> None:
    address = reverse("care_pupils", args=[school.pk])
    assert "Sam" not in adas.get(address).content.decode()
    assert adas.get(address, {"q": "s"}).context["page"] is None
    assert reverse("learner_data", args=[place.pk]) in adas.get(address, {"q": "sa"}).content.decode()
    assert Look.objects.get().kind == "roster"


@pytest.mark.django_db
def test_a_page_that_asks_for_its_parts_is_written_down_once(tesss: Client, assignment: Assignment) -> None:
    address = reverse("live", args=[assignment.pk])
    part = {"HX-Request": "true"}
    assert tesss.get(address, headers=part).status_code == 200
    assert Look.objects.get().kind == "work"
    with CaptureQueriesContext(connection) as made:
        tesss.get(address, headers=part)
    assert not any("care_look" in query["sql"] for query in made.captured_queries)
