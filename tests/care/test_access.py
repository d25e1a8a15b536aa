"""Who finds which page of care: by role, and never across schools."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from literacy.care.actions import ask_for_export
from literacy.care.models import Clock, Export, Parting, Statement
from literacy.classroom.models import Classroom, Enrolment, Membership, School
from literacy.people.models import User
from tests.pages import sign_in

pytestmark = pytest.mark.django_db
LEADS = ["care", "care_looks", "care_pupils", "care_text", "care_export", "care_erase", "care_stay"]
KEEPERS = ["learner_data", "export_learner", "erase_learner"]
PUPILS = ["my_data", "export_mine"]
SEES = {
    "ada": LEADS + KEEPERS,
    "tess": KEEPERS,
    "edda": [],
    "cor": KEEPERS,
    "otto": [],
    "nora": [],
    "sam": PUPILS,
    "steff": [],
}
POST_ONLY = {"care_export", "care_stay", "export_learner", "export_mine"}


@pytest.fixture
def address(school: School, ada: User, place: Enrolment) -> dict[str, str]:
    arguments: dict[str, list[object]] = {name: [school.pk] for name in LEADS}
    arguments.update({name: [place.pk] for name in KEEPERS})
    arguments.update({name: [] for name in PUPILS})
    arguments["care_text"] = [school.pk, "pupils", "nl"]
    return {name: reverse(name, args=found) for name, found in arguments.items()}


def kept() -> tuple[int, ...]:
    return (User.objects.count(), *(model.objects.count() for model in (Export, Parting, Clock, Statement)))


@pytest.mark.parametrize("who", SEES)
def test_everybody_finds_what_is_theirs_and_nothing_else(
    client: Client, address: dict[str, str], request: pytest.FixtureRequest, who: str
) -> None:
    sign_in(client, request.getfixturevalue(who))
    before = kept()
    for name, url in address.items():
        if name in SEES[who]:
            answer = client.post(url) if name in POST_ONLY else client.get(url)
            assert answer.status_code == (302 if name in POST_ONLY else 200), f"{who} does not find {name}"
            Export.objects.all().delete()
        else:
            for body in ({}, {"name": "Sam", "months": "3", "body": "x", "act": "publish"}):
                answers = {client.post(url, body).status_code, client.get(url).status_code}
                assert 404 in answers and answers <= {404, 405}, f"{who} finds {name}: {answers}"
    assert kept() == before


def test_the_lead_of_another_school_finds_nothing_of_this_one(
    client: Client, address: dict[str, str], nora: User
) -> None:
    Membership.objects.filter(user=nora).update(role=Membership.Role.LEAD)
    sign_in(client, nora)
    for url in address.values():
        assert 404 in {client.get(url).status_code, client.post(url).status_code}, url
    own = School.objects.get(name="Het Baken")
    assert client.get(reverse("care", args=[own.pk])).status_code == 200


def test_a_visitor_is_sent_to_the_sign_in(client: Client, address: dict[str, str]) -> None:
    for url in address.values():
        assert client.post(url).headers["Location"].startswith(reverse("account_login"))


def test_a_teacher_of_another_class_does_not_find_the_pupil(
    client: Client, edda: User, place: Enrolment, school: School
) -> None:
    Membership.objects.create(school=school, user=edda, role=Membership.Role.TEACHER)
    Classroom.objects.create(school=school, name="3C", code="OTHER3").teachers.add(edda)
    sign_in(client, edda)
    assert client.get(reverse("learner_data", args=[place.pk])).status_code == 404


def test_nobody_finds_a_pupils_own_file_not_even_the_teacher(
    client: Client, sam: User, tess: User, ada: User
) -> None:
    export = ask_for_export(by=sam, school=None, learner=sam)
    for stranger in (tess, ada):
        sign_in(client, stranger)
        assert client.get(reverse("export", args=[export.pk])).status_code == 404
    sign_in(client, sam)
    assert client.get(reverse("export", args=[export.pk])).status_code == 200
