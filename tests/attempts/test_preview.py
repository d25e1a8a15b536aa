"""Previews: the real player, and nothing in the database afterwards."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.models import Answer, Cohort, Remark, Showing, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.items.models import Item, Placement, Quiz
from quizzes.provenance.keyring import Keyring
from tests.attempts.playing import form_of, media_links, question_of, text_of
from tests.factories import make_pair


@pytest.fixture
def teacher(tess: User) -> Client:
    """Tess's browser."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(tess)
    return client


@pytest.fixture
def told() -> Iterator[list[object]]:
    heard: list[object] = []

    def listen(sitting_id: object, **rest: object) -> None:
        heard.append(sitting_id)

    sitting_finished.connect(listen, weak=False, dispatch_uid="told")
    yield heard
    sitting_finished.disconnect(dispatch_uid="told")


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for the sessions: they are the browsers'."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model is not Session
    }


def begun(client: Client, assignment: Assignment) -> str:
    """Begin a preview of an assignment; the address of its sitting."""
    response = client.post(reverse("preview_assignment", args=[assignment.pk]))
    assert response.status_code == 302
    return response.headers["Location"]


def played(client: Client, sitting: str) -> list[str]:
    """Play every place of a preview, following what it asks; the page that came after each judgement."""
    pages = []
    for position in range(1, 7):
        for _question in range(2):
            html = client.get(f"{sitting}{position}/")
            if "answer-form" not in text_of(html):
                break
            question = question_of(html)
            assert client.get(question.clip).status_code == 200
            values = {"p_manipulated": 0.95} if question.item_type == "judge" else {"cell": "D2"}
            assert client.post(question.action, question.filled(**values)).status_code == 302
        pages.append(text_of(client.get(f"{sitting}{position}/")))
    return pages


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reveal", ["", "handed-in"])
def test_a_whole_preview_leaves_every_table_as_it_was(
    teacher: Client, assignment: Assignment, told: list[object], reveal: str
) -> None:
    Assignment.objects.update(reveal=reveal, time_limit_minutes=20)
    before = everything()
    sitting = begun(teacher, assignment)
    assert "Preview: nothing is kept." in text_of(teacher.get(sitting))
    pages = played(teacher, sitting)
    for html in pages:
        assert "Preview: nothing is kept." in html
        assert "20 minutes left" in html or "19 minutes left" in html or reveal == ""
        assert ("light-table revealed" in html) == (reveal == "")
    if reveal:
        assert "Every clip has your answer." in text_of(teacher.get(f"{sitting}hand-in/"))
        teacher.post(f"{sitting}hand-in/")
    end = teacher.get(sitting)
    assert "Look again" in text_of(end)
    assert "light-table revealed" in text_of(teacher.get(f"{sitting}1/"))
    assert media_links(teacher.get(f"{sitting}1/")) != []
    assert everything() == before
    assert told == [], "nobody hears of its end, so no roll-up is asked for"


def test_a_preview_changes_no_result_and_deals_no_pupil_another_half(
    teacher: Client, played_results: tuple[Assignment, str]
) -> None:
    assignment, before = played_results
    dealt = Cohort.objects.get(key=assignment.cohort_key).dealt
    played(teacher, begun(teacher, assignment))
    after = text_of(teacher.get(reverse("results", args=[assignment.pk])))
    assert _figures(after) == _figures(before)
    assert not Sitting.objects.filter(user__email="tess@delinde.example").exists()
    assert Cohort.objects.get(key=assignment.cohort_key).dealt == dealt


@pytest.fixture
def played_results(played: Assignment, teacher: Client) -> tuple[Assignment, str]:
    return played, text_of(teacher.get(reverse("results", args=[played.pk])))


def _figures(html: str) -> str:
    return html.split("<main", 1)[1].split("</main>", 1)[0]


def test_an_answer_of_a_preview_is_remembered_from_page_to_page(
    teacher: Client, assignment: Assignment
) -> None:
    sitting = begun(teacher, assignment)
    question = question_of(teacher.get(f"{sitting}1/"))
    teacher.post(question.action, question.filled(p_manipulated=0.05))
    assert "light-table revealed" in text_of(teacher.get(f"{sitting}1/"))
    again = teacher.post(question.action, question.filled(p_manipulated=0.95))
    assert again.status_code == 302
    assert teacher.get(sitting).headers["Location"] == f"{sitting}2/"
    assert not Answer.objects.exists()


def test_a_refusal_in_a_preview_is_the_refusal_a_pupil_gets(teacher: Client, assignment: Assignment) -> None:
    sitting = begun(teacher, assignment)
    question = question_of(teacher.get(f"{sitting}1/"))
    refused = teacher.post(question.action.replace("/1/", "/3/"), question.filled(p_manipulated=0.05))
    assert refused.status_code == 409
    assert "in their order" in text_of(refused)


def test_credentials_are_read_in_a_preview_and_stay_the_same_from_page_to_page(
    teacher: Client, assignment: Assignment, keys: Keyring
) -> None:
    assert assignment.quiz is not None
    assignment.quiz.placements.all().delete()
    item = Item.objects.create(slug="read", pair=make_pair(), chain=["provenance"])
    Placement.objects.create(quiz=assignment.quiz, item=item, position=0)
    sitting = begun(teacher, assignment)
    offered = []
    for _look in range(2):
        html = text_of(teacher.get(f"{sitting}1/"))
        offered.append(re.findall(r'name="statement" value="([a-z-]+)"', html))
    assert len(offered[0]) == 4
    assert offered[0] == offered[1]
    action, hidden = form_of(teacher.get(f"{sitting}1/"))
    assert teacher.post(action, hidden | {"statement": offered[0][0]}).status_code == 302
    assert "The Content Credentials you read" in text_of(teacher.get(f"{sitting}1/"))
    assert not Answer.objects.exists()


def test_leaving_forgets_the_preview_and_leads_back(
    teacher: Client, assignment: Assignment, classroom: Classroom
) -> None:
    sitting = begun(teacher, assignment)
    left = teacher.post(f"{sitting}leave/")
    assert left.headers["Location"] == reverse("classroom", args=[classroom.pk])
    assert "preview" not in teacher.session
    assert teacher.get(sitting).status_code == 404
    assert teacher.post(f"{sitting}leave/").status_code == 404


def test_a_second_preview_takes_the_place_of_the_first(teacher: Client, assignment: Assignment) -> None:
    first = begun(teacher, assignment)
    second = begun(teacher, assignment)
    assert teacher.get(first).status_code == 404
    assert teacher.get(second).status_code == 200


def test_nobody_else_can_open_a_preview(teacher: Client, sams: Client, assignment: Assignment) -> None:
    sitting = begun(teacher, assignment)
    for address in (sitting, f"{sitting}1/", f"{sitting}hand-in/"):
        assert sams.get(address).status_code == 404
        assert Client().get(address).status_code == 404


def test_pupils_strangers_and_other_schools_preview_nothing(
    sams: Client, stranger: Client, nora: User, assignment: Assignment, quiz: Quiz
) -> None:
    other = Client()
    other.force_login(nora)
    room = assignment.classroom_id
    for client in (sams, stranger, other):
        assert client.post(reverse("preview_assignment", args=[assignment.pk])).status_code == 404
        assert client.post(reverse("preview_chosen", args=[room]), {"quiz": quiz.pk}).status_code == 404
    for client in (sams, stranger):
        assert client.post(reverse("preview_quiz", args=[quiz.slug])).status_code == 404


def test_what_is_chosen_in_the_form_is_previewed_on_its_terms(
    teacher: Client, classroom: Classroom, quiz: Quiz
) -> None:
    wish = {"quiz": quiz.pk, "time_limit_minutes": "7", "reveal": "handed-in"}
    response = teacher.post(reverse("preview_chosen", args=[classroom.pk]), wish)
    intro = text_of(teacher.get(response.headers["Location"]))
    assert "You have 7 minutes." in intro
    assert "Hand in at the end." in intro
    assert not Assignment.objects.exists()
    wrong = teacher.post(reverse("preview_chosen", args=[classroom.pk]), wish | {"time_limit_minutes": "0"})
    assert wrong.status_code == 422
    assert "from 1 to 300" in text_of(wrong)


@pytest.mark.parametrize(
    ("back", "to"),
    [("/library/pair/", "/library/pair/"), ("https://evil.example/", "/home/"), ("", "/home/")],
)
def test_a_preview_from_the_library_leads_back_within_the_site(
    teacher: Client, quiz: Quiz, back: str, to: str
) -> None:
    sitting = teacher.post(reverse("preview_quiz", args=[quiz.slug]), {"back": back}).headers["Location"]
    assert "Preview: nothing is kept." in text_of(teacher.get(sitting))
    assert teacher.post(f"{sitting}leave/").headers["Location"] == to


def test_every_kind_of_row_that_a_sitting_has_in_this_room_goes_with_a_preview() -> None:
    hanging = {
        relation.related_model
        for model in (Sitting, Showing, Answer)
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label == "attempts"
    }
    # A remark is about an answer that was kept, which no answer of a preview ever is.
    assert hanging == {Showing, Answer, Remark}, (
        "what is new must be packed and put back by quizzes.attempts.preview"
    )
