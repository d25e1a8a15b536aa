"""Pupils leave, come back and move on; nothing that was answered is lost, and nothing of it is anybody else's."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from literacy.classroom import access
from literacy.classroom.actions import (
    Knock,
    add_pupils,
    archive_classroom,
    begin_assignment,
    let_leave,
    make_classroom,
    move_pupils,
    open_place,
    put_back,
    reset_codes,
)
from literacy.classroom.models import Assignment, Classroom, Enrolment, ExtraTime, Membership, School
from literacy.classroom.overview import with_overview
from literacy.classroom.tasklist import tasks_of
from literacy.people.models import User
from literacy.progress.results import class_results
from quizzes.http.refusal import Refusal
from tests import play
from tests.factories import make_pair, make_quiz

HERE = Knock("192.0.2.1")
ADULT = "allauth.account.auth_backends.AuthenticationBackend"


def place_of(name: str) -> Enrolment:
    return Enrolment.objects.select_related("classroom__school", "user").get(user__name=name)


@pytest.fixture
def played(classroom: Classroom, tess: User) -> Assignment:
    """Three judgements given to the class: one pupil is done, one is half-way, one has not begun."""
    quiz = make_quiz([make_pair() for _ in range(3)])
    given = Assignment.objects.create(classroom=classroom, quiz=quiz, created_by=tess)
    for name, clips in (("Pupil 0", 3), ("Half-way Hugo", 1), ("Absent Anna", 0)):
        user = play.pupil(classroom, name)
        if clips:
            play.let_answer(given, user, clips=clips, seed=clips)
    return given


@pytest.fixture
def other(school: School, tess: User) -> Classroom:
    return make_classroom(school=school, name="3C", teacher=tess)


def test_who_left_comes_in_no_more_and_comes_back_with_the_same_words(classroom: Classroom) -> None:
    card = add_pupils(classroom=classroom, names=["Noor"]).new[0]
    assert let_leave(places=[place_of("Noor")]) == 1
    with pytest.raises(Refusal):
        open_place(classroom=classroom, code=card.code, knock=HERE)
    put_back(enrolment=place_of("Noor"))
    assert open_place(classroom=classroom, code=card.code, knock=HERE).user.name == "Noor"


def test_leaving_signs_out_and_so_do_new_codes(client: Client, classroom: Classroom) -> None:
    for act in (
        lambda: let_leave(places=[place_of("Noor")]),
        lambda: reset_codes(classroom=classroom, places=[place_of("Amin")]),
    ):
        name = "Amin" if Enrolment.objects.exists() else "Noor"
        card = add_pupils(classroom=classroom, names=[name]).new[0]
        client.post(reverse("join_class", args=[classroom.code]), {"words": card.code})
        assert client.get(reverse("home")).status_code == 200
        act()
        assert client.get(reverse("home")).status_code == 302


def test_results_keep_those_who_left_with_what_they_answered(played: Assignment) -> None:
    before = class_results(played)
    let_leave(places=[place_of("Pupil 0"), place_of("Absent Anna")])
    after = class_results(played)
    left = next(learner for learner in after.learners if learner.name == "Pupil 0")
    assert (left.has_left, left.answered) == (True, 3)
    assert "Absent Anna" not in [learner.name for learner in after.learners]
    assert after.counts == before.counts


def test_results_say_who_left(client: Client, played: Assignment, tess: User) -> None:
    let_leave(places=[place_of("Pupil 0")])
    client.force_login(tess, backend=ADULT)
    assert (
        "left the class"
        in client.get(
            reverse("results", args=[played.pk]), headers={"accept-language": "en"}
        ).content.decode()
    )


def test_who_left_is_not_counted_in_the_class(played: Assignment) -> None:
    let_leave(places=[place_of("Pupil 0"), place_of("Half-way Hugo")])
    room: Any = with_overview(Classroom.objects.filter(pk=played.classroom_id)).get()
    given = room.assignments.all()[0]
    assert (room.pupils, given.done, given.busy) == (1, 0, 0)


def test_a_pupil_who_left_keeps_what_was_done_and_can_begin_nothing(played: Assignment) -> None:
    user = User.objects.get(name="Pupil 0")
    let_leave(places=[place_of("Pupil 0"), place_of("Absent Anna")])
    assert [task.state for task in tasks_of(user)] == ["done"]
    anna = User.objects.get(name="Absent Anna")
    assert tasks_of(anna) == []
    with pytest.raises(Http404):
        access.assignment_for_student(anna, played.pk)
    with pytest.raises(Refusal):
        begin_assignment(assignment=played, student=anna)


def test_the_schools_shelf_is_for_those_who_are_in_it(classroom: Classroom, sam: User) -> None:
    assert access.shelves_of(sam) == {classroom.school.shelf}
    let_leave(places=[place_of("Sam")])
    assert access.shelves_of(sam) == set()


def test_a_pupil_moves_with_all_that_was_answered(played: Assignment, other: Classroom) -> None:
    old = place_of("Pupil 0")
    old.extra_time = ExtraTime.DOUBLE
    old.save()
    (card,) = move_pupils(places=[old], to=other)
    new = open_place(classroom=other, code=card.code, knock=HERE)
    assert (new.user_id, new.extra_time) == (old.user_id, ExtraTime.DOUBLE)
    assert [task.state for task in tasks_of(new.user)] == ["done"]
    assert [each.name for each in class_results(played).learners if each.has_left] == ["Pupil 0"]
    old.refresh_from_db()
    assert old.left_at is not None
    assert not other.assignments.exists()


def test_a_pupil_who_moves_back_is_the_same_place_again(classroom: Classroom, other: Classroom) -> None:
    add_pupils(classroom=classroom, names=["Noor"])
    first = place_of("Noor")
    move_pupils(places=[first], to=other)
    second = Enrolment.objects.select_related("classroom", "user").get(classroom=other)
    (card,) = move_pupils(places=[second], to=classroom)
    assert open_place(classroom=classroom, code=card.code, knock=HERE).pk == first.pk
    assert User.objects.filter(name="Noor").count() == 1


def test_nobody_moves_to_another_school_or_a_class_that_is_over(
    classroom: Classroom, other: Classroom, nora: User
) -> None:
    add_pupils(classroom=classroom, names=["Noor"])
    elsewhere = make_classroom(school=School.objects.get(name="Het Baken"), name="1A", teacher=nora)
    archive_classroom(classroom=other)
    other.refresh_from_db()
    for to in (elsewhere, other):
        with pytest.raises(Refusal):
            move_pupils(places=[place_of("Noor")], to=to)
    assert place_of("Noor").left_at is None


def test_teachers_move_pupils_to_their_own_classes_and_leads_to_any_of_the_school(
    classroom: Classroom, other: Classroom, school: School, tess: User, ada: User
) -> None:
    strange = make_classroom(school=school, name="9Z", teacher=ada)
    assert list(access.classrooms_to_move_to(tess, classroom)) == [other]
    Membership.objects.create(school=school, user=tess, role=Membership.Role.LEAD)
    assert list(access.classrooms_to_move_to(tess, classroom)) == [other, strange]


def test_a_pasted_name_of_somebody_who_left_brings_them_back(classroom: Classroom) -> None:
    add_pupils(classroom=classroom, names=["Zoë", "Amin"])
    first = place_of("Zoë")
    let_leave(places=[first])
    again = add_pupils(classroom=classroom, names=["zoe", "Amin", "Bo"])
    assert (again.back, again.known, [card.name for card in again.new]) == (["Zoë"], ["Amin"], ["Zoë", "Bo"])
    assert open_place(classroom=classroom, code=again.new[0].code, knock=HERE).pk == first.pk


def test_a_pasted_name_of_somebody_who_moved_is_somebody_new(classroom: Classroom, other: Classroom) -> None:
    add_pupils(classroom=classroom, names=["Noor"])
    move_pupils(places=[place_of("Noor")], to=other)
    again = add_pupils(classroom=classroom, names=["Noor"])
    assert again.back == []
    assert User.objects.filter(name="Noor").count() == 2


def test_teachers_take_pupils_out_put_them_back_and_move_them(
    client: Client, classroom: Classroom, other: Classroom, tess: User
) -> None:
    add_pupils(classroom=classroom, names=["Noor", "Amin"])
    client.force_login(tess, backend=ADULT)
    noor, amin = place_of("Noor").pk, place_of("Amin").pk
    client.post(reverse("leave_class", args=[classroom.pk]), {"place": [noor]})
    assert [place.user.name for place in classroom.enrolments.present().select_related("user")] == ["Amin"]
    client.post(reverse("come_back", args=[noor]))
    assert classroom.enrolments.present().count() == 2
    cards = client.post(reverse("move_pupils", args=[classroom.pk]), {"place": [noor, amin], "to": other.pk})
    assert cards.content.decode().count('name="card"') == 2
    assert other.enrolments.present().count() == 2
    nobody = client.post(reverse("leave_class", args=[classroom.pk]), {"place": ["x", "99999"]})
    assert nobody.status_code == 422


def test_played_pupils_answer_in_two_classes_apart(played: Assignment, other: Classroom, tess: User) -> None:
    (card,) = move_pupils(places=[place_of("Absent Anna")], to=other)
    given = Assignment.objects.create(classroom=other, quiz=played.quiz, created_by=tess)
    anna = open_place(classroom=other, code=card.code, knock=HERE).user
    play.let_answer(given, anna, clips=3, seed=5)
    assert [learner.answered for learner in class_results(given).learners] == [3]
    assert anna.name not in [learner.name for learner in class_results(played).learners]


def test_moving_takes_few_queries(
    classroom: Classroom, other: Classroom, django_assert_max_num_queries: Any
) -> None:
    add_pupils(classroom=classroom, names=[f"P {n}" for n in range(10)])
    places = list(classroom.enrolments.select_related("user", "classroom__school"))
    with django_assert_max_num_queries(8 + 4 * 10):
        move_pupils(places=places, to=Classroom.objects.select_related("school").get(pk=other.pk))
