"""Looking on while a class works, the page of an assignment and the list of all: right, cheap, and for their teachers alone."""

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.assignments.listing import Wish, listed
from literacy.assignments.standing import At, standings
from literacy.assignments.standing_lists import tally_of
from literacy.assignments.urls import urlpatterns
from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.factories import make_quiz
from tests.play import let_answer, pupil

HTMX = {"HX-Request": "true"}


def test_everybody_is_told_where_they_are(classroom: Classroom, assignment: Assignment) -> None:
    now = timezone.now()
    waiting = pupil(classroom, "Waiting")
    waiting.last_login = now
    waiting.save()
    pupil(classroom, "Away")
    let_answer(assignment, pupil(classroom, "Done"), clips=6, seed=1)
    let_answer(assignment, pupil(classroom, "Busy"), clips=2, seed=2)
    idle = pupil(classroom, "Idle")
    begin_assignment(assignment=assignment, student=idle)
    Sitting.objects.filter(user=idle).update(started_at=now - dt.timedelta(minutes=9))
    found = {each.name: (each.at, each.at_item) for each in standings(assignment)}
    assert found == {
        "Waiting": (At.WAITING, 0), "Away": (At.AWAY, 0), "Done": (At.DONE, 0), "Busy": (At.BUSY, 3), "Idle": (At.IDLE, 1),
    }  # fmt: skip
    assert tally_of(standings(assignment)).total == 5


def test_the_projector_shows_no_name_and_the_teachers_page_does(teacher: Client, played: Assignment) -> None:
    for headers in ({}, HTMX):
        for_all = teacher.get(reverse("projector", args=[played.pk]), headers=headers).content.decode()
        assert "Hugo" not in for_all
        assert "Pupil" not in for_all
        assert "8 of 10 done" in for_all
        assert (
            "Half-way Hugo"
            in teacher.get(reverse("live", args=[played.pk]), headers=headers).content.decode()
        )


@pytest.mark.parametrize("name", ["live", "projector"])
@pytest.mark.parametrize("number", [1, 8])
def test_the_live_part_takes_the_same_queries_however_many_pupils(
    teacher: Client, classroom: Classroom, assignment: Assignment, name: str, number: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for n in range(number):
        begin_assignment(assignment=assignment, student=pupil(classroom, f"Pupil {n}"))
    address = reverse(name, args=[assignment.pk])
    teacher.get(address, headers=HTMX)
    with django_assert_num_queries(
        6
    ):  # the user, the assignment, the learners and their groups, own terms, attempts
        teacher.get(address, headers=HTMX)


def test_the_live_part_asks_again_for_what_was_searched_and_the_figures_stay_those_of_the_class(
    teacher: Client, classroom: Classroom, assignment: Assignment
) -> None:
    for name in ("Zoë", "Zoran", "Bo"):
        begin_assignment(assignment=assignment, student=pupil(classroom, name))
    address = reverse("live", args=[assignment.pk])
    page = teacher.get(address, {"q": "zoe", "sort": "need"}).content.decode()
    (again,) = re.findall(r'hx-get="([^"]+)"', page)
    assert again == f"{address}?q=zoe&amp;sort=need"
    part = teacher.get(html.unescape(again), headers=HTMX).content.decode()
    assert "Zoë" in part and "Zoran" not in part
    assert again in part
    assert teacher.get(address, {"q": "zoe"}).context["tally"].total == len(
        teacher.get(address).context["found"].page
    )
    nobody = teacher.get(address, {"q": "xyzzy"}).content.decode()
    assert "Nobody here has “xyzzy” in their name." in nobody


def test_the_list_is_searched_chosen_from_and_sorted(
    tess: User, school: School, classroom: Classroom, make_pair: Any
) -> None:
    now, day = timezone.now(), dt.timedelta(days=1)
    titles = ("Vogels", "Été", "Auto’s")
    quizzes = [make_quiz([make_pair()], texts={"en": {"title": title, "intro": ""}}) for title in titles]
    Assignment.objects.create(classroom=classroom, quiz=quizzes[0], due_at=now - day)
    Assignment.objects.create(classroom=classroom, quiz=quizzes[1], opens_at=now + day)
    Assignment.objects.create(classroom=classroom, quiz=quizzes[2], due_at=now + day)

    def names(**wish: Any) -> list[str]:
        return [given.title for given in listed(tess, Wish(**wish))[0]]

    assert names() == ["Auto’s", "Été", "Vogels"]
    assert names(sort="title") == ["Auto’s", "Été", "Vogels"]
    assert names(sort="due") == ["Vogels", "Auto’s", "Été"]
    assert names(words="ete") == ["Été"]
    assert names(words="2b vog") == ["Vogels"]
    assert (names(state="past"), names(state="later"), names(state="open")) == (
        ["Vogels"],
        ["Été"],
        ["Auto’s"],
    )


def test_an_empty_list_says_what_to_do(teacher: Client, classroom: Classroom) -> None:
    page = teacher.get(reverse("assignments")).content.decode()
    assert reverse("new_assignment", args=[classroom.pk]) in page


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_of_an_assignment_takes_the_same_queries_however_many_pupils(
    teacher: Client, classroom: Classroom, assignment: Assignment, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        begin_assignment(assignment=assignment, student=pupil(classroom, f"Pupil {n}"))
    address = reverse("assignment", args=[assignment.pk])
    teacher.get(address)
    with django_assert_num_queries(12):  # one of them writes down who looked
        teacher.get(address)


@pytest.mark.parametrize(
    "pattern", [each for each in urlpatterns if each.name != "assignments"], ids=lambda each: each.name
)
def test_who_does_not_teach_the_class_finds_nothing(
    pattern: Any, assignment: Assignment, sam: User, nora: User, ada: User, otto: User, place: Enrolment
) -> None:
    sitting = begin_assignment(assignment=assignment, student=sam)
    attempt = assignment.assigned_sittings.get(sitting=sitting)
    event = assignment.events.create(kind="excused", enrolment=place)
    item = assignment.quiz.items.first() if assignment.quiz else None
    assert item is not None
    keys = {"assignment_id": assignment.pk, "classroom_id": assignment.classroom_id, "attempt_id": attempt.pk,
            "enrolment_id": place.pk, "event_id": event.pk, "item_id": item.pk}  # fmt: skip
    wanted = pattern.pattern.converters
    address = reverse(pattern.name, kwargs={name: keys[name] for name in wanted})
    for stranger in (sam, nora, ada, otto):
        client = Client()
        client.force_login(stranger)
        assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}
    event.refresh_from_db()
    attempt.refresh_from_db()
    assert (event.undone_at, attempt.voided_at, assignment.events.count()) == (None, None, 1)


def test_what_hangs_on_another_assignment_is_not_reached_through_ones_own(
    teacher: Client, assignment: Assignment, nora: User, sam: User
) -> None:
    theirs = Classroom.objects.create(school=School.objects.get(name="Het Baken"), name="1A", code="WXYZ99")
    other = Assignment.objects.create(classroom=theirs, quiz=assignment.quiz)
    Enrolment.objects.create(classroom=theirs, user=sam, code_digest="x")
    begin_assignment(assignment=other, student=sam)
    attempt = other.assigned_sittings.get()
    for name in ("reopen_attempt", "reset_attempt"):
        assert teacher.post(reverse(name, args=[assignment.pk, attempt.pk])).status_code == 404
    event = other.events.create(kind="excused")
    assert teacher.post(reverse("undo_event", args=[assignment.pk, event.pk])).status_code == 404
