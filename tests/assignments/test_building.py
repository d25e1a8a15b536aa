"""A teacher gives a quiz, a lesson or a drawn quiz, and sees beforehand what would be drawn."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from literacy.assignments.actions import duplicate_assignment
from literacy.classroom.actions import begin_assignment, make_classroom
from literacy.classroom.models import Assignment, Classroom, Enrolment, Group, School
from literacy.classroom.tasklist import State, tasks_of
from literacy.lessons.actions import record_first_choice
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.clips.models import Half
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz

HTMX = {"HX-Request": "true"}


@pytest.fixture
def library(make_pair: Any) -> None:
    """Twelve pairs, six of each of two techniques."""
    for technique in ("copy-move", "retouch"):
        for _n in range(6):
            make_pair(technique=technique)


def post(
    client: Client, name: str, classroom: Classroom, headers: dict[str, str] | None = None, **sent: Any
) -> Any:
    return client.post(reverse(name, args=[classroom.pk]), sent, headers=headers)


def test_a_ready_assignment_is_one_choice_and_one_button(
    teacher: Client, classroom: Classroom, quiz: Quiz
) -> None:
    page = teacher.get(reverse("new_assignment", args=[classroom.pk])).content.decode()
    assert f'<option value="{quiz.pk}"' in page
    assert post(teacher, "new_assignment", classroom, what="quiz", quiz=quiz.pk).status_code == 302
    given = Assignment.objects.get()
    assert (given.quiz, given.attempts, given.grade_rule, given.whom) == (quiz, 1, "first", "class")


def test_every_wish_of_the_form_comes_true(
    teacher: Client, classroom: Classroom, quiz: Quiz, group: Group, place: Enrolment
) -> None:
    response = post(
        teacher, "new_assignment", classroom, what="quiz", quiz=quiz.pk, opens_at="2099-03-01T09:00",
        due_at="2099-03-08T17:00", late="until", late_until="2099-03-10T17:00", attempts="3", wait_minutes="1440",
        grade_rule="best", time_limit_minutes="20", reveal="due", score="handed-in", groups=[group.pk],
    )  # fmt: skip
    assert response.status_code == 302
    given = Assignment.objects.get()
    assert (given.attempts, given.wait_minutes, given.grade_rule, given.time_limit_minutes) == (
        3,
        1440,
        "best",
        20,
    )
    assert (given.late, given.reveal, given.score, given.whom) == ("until", "due", "handed-in", "chosen")
    assert list(given.groups.all()) == [group]
    assert given.closing == given.late_until


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"opens_at": "2099-03-02T09:00", "due_at": "2099-03-01T09:00"}, "due before it opens"),
        ({"late": "until", "due_at": "2099-03-01T09:00"}, "until when late work is accepted"),
        ({"score": "due"}, "after which the score is shown"),
        ({"due_at": "2020-01-01T09:00"}, "has passed"),
        ({"learners": ["999999"]}, "Something is not right yet"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_given(
    teacher: Client, classroom: Classroom, quiz: Quiz, sent: dict[str, Any], sentence: str
) -> None:
    page = post(teacher, "new_assignment", classroom, quiz=quiz.pk, **sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Assignment.objects.exists()


def test_a_lesson_is_done_when_its_questions_are_answered(
    teacher: Client, pupil: Client, classroom: Classroom, lesson: Lesson, sam: User
) -> None:
    assert post(teacher, "new_assignment", classroom, what="lesson", lesson=lesson.pk).status_code == 302
    given = Assignment.objects.get()
    (task,) = tasks_of(sam)
    assert (task.state, task.answered) == (State.OPEN, 0)
    assert pupil.post(reverse("begin", args=[given.pk])).headers["Location"] == reverse(
        "lesson", args=[lesson.slug]
    )
    steps = [
        step["id"]
        for step in lesson.bodies["en"]["steps"]
        if any(block["kind"] == "check" for block in step["blocks"])
    ]
    for step in steps:
        record_first_choice(lesson=lesson, user_id=sam.pk, step=step, choice="a")
    assert [task.state for task in tasks_of(sam)] == [State.DONE]
    page = teacher.get(reverse("assignment", args=[given.pk])).content.decode()
    assert "1 of 1 done" in page
    assert teacher.get(reverse("results", args=[given.pk])).status_code == 302


@pytest.mark.usefixtures("library")
def test_what_is_shown_before_is_what_is_drawn(teacher: Client, classroom: Classroom) -> None:
    sent: dict[str, Any] = {"what": "drawn", "count": "8", "seed": "a-seed", "real_share": "75"}
    fragment = post(teacher, "draw_preview", classroom, headers=HTMX, **sent).content.decode()
    assert "<html" not in fragment
    assert 'value="a-seed"' in fragment
    assert post(teacher, "new_assignment", classroom, **sent).status_code == 302
    quiz = Assignment.objects.get().quiz
    assert quiz is not None
    titles = [item.pair.text["title"] for item in quiz.items.select_related("pair") if item.pair]
    assert len(titles) == 8
    assert all(title in fragment for title in titles)
    assert (quiz.real_share, quiz.draw["seed"], quiz.shelf) == (75, "a-seed", classroom.school.shelf)


@pytest.mark.usefixtures("library")
def test_without_script_the_whole_page_comes_back_as_it_was(teacher: Client, classroom: Classroom) -> None:
    page = post(
        teacher,
        "draw_preview",
        classroom,
        what="drawn",
        count="4",
        techniques=["retouch"],
        due_at="2099-01-01T10:00",
    ).content.decode()
    assert "<html" in page
    assert "These 4 clips would be asked" in page
    assert 'value="2099-01-01T10:00"' in page
    assert 'name="techniques" value="retouch" checked' in page
    assert not Quiz.objects.exists()


@pytest.mark.usefixtures("library")
def test_a_draw_that_cannot_be_says_what_lacks(teacher: Client, classroom: Classroom) -> None:
    sent: dict[str, Any] = {"what": "drawn", "count": "10", "techniques": ["retouch"]}
    fragment = post(teacher, "draw_preview", classroom, headers=HTMX, **sent).content.decode()
    assert "There are 6 pairs like that" in fragment
    assert "With every technique there would be 10." in fragment
    page = post(teacher, "new_assignment", classroom, **sent)
    assert page.status_code == 422
    assert "There are 6 pairs like that" in page.content.decode()
    assert not Assignment.objects.exists()
    assert not Quiz.objects.exists()


@pytest.mark.usefixtures("library")
def test_each_pupil_sees_the_share_of_real_ones_that_was_wished_for(
    teacher: Client, classroom: Classroom, sam: User, mia: User
) -> None:
    post(teacher, "new_assignment", classroom, what="drawn", count="12", real_share="75")
    given = Assignment.objects.get()
    for student in (sam, mia):
        halves = begin_assignment(assignment=given, student=student).showings.values_list("half", flat=True)
        assert list(halves).count(Half.TWIN) == 3


def test_other_classes_get_the_same_on_the_same_terms(
    teacher: Client, assignment: Assignment, school: School, tess: User
) -> None:
    rooms = [make_classroom(school=school, name=name, teacher=tess) for name in ("3A", "3B")]
    teacher.post(
        reverse("duplicate_assignment", args=[assignment.pk]), {"classrooms": [room.pk for room in rooms]}
    )
    assert {given.classroom for given in Assignment.objects.exclude(pk=assignment.pk)} == set(rooms)


def test_a_class_of_another_school_cannot_be_chosen(
    teacher: Client, assignment: Assignment, nora: User
) -> None:
    theirs = Classroom.objects.create(school=School.objects.get(name="Het Baken"), name="1A", code="WXYZ99")
    theirs.teachers.add(nora)
    page = teacher.post(
        reverse("duplicate_assignment", args=[assignment.pk]), {"classrooms": [theirs.pk, "x"]}
    )
    assert page.status_code == 422
    assert Assignment.objects.count() == 1


def test_duplicating_to_no_class_is_refused(assignment: Assignment, tess: User) -> None:
    with translation.override("en"), pytest.raises(Refusal, match="Choose one class"):
        duplicate_assignment(assignment=assignment, classrooms=[], teacher=tess)


def test_own_dates_and_extra_time_are_given_with_it(
    teacher: Client, classroom: Classroom, quiz: Quiz, group: Group, place: Enrolment, mia: User
) -> None:
    mias = Enrolment.objects.get(user=mia)
    sent: dict[str, Any] = {
        "quiz": quiz.pk, "due_at": "2099-03-08T17:00", "time_limit_minutes": "10", "own_rows": "3",
        "own-0-whom": f"group-{group.pk}", "own-0-due_at": "2099-03-10T17:00",
        "own-1-whom": f"learner-{mias.pk}", "own-1-extra_time": "1.5", "own-1-more_attempts": "1",
        "own-2-whom": "", "own-2-more_attempts": "0",
    }  # fmt: skip
    assert post(teacher, "new_assignment", classroom, **sent).status_code == 302
    sams, hers = tasks_of(place.user)[0], tasks_of(mia)[0]
    assert sams.own.due_at is not None
    assert sams.own.due_at.day == 10
    assert (hers.minutes, hers.own.attempts) == (15, 2)
    assert hers.own.due_at is not None
    assert hers.own.due_at.day == 8


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"own-0-due_at": "2099-03-10T17:00"}, "Choose for whom."),
        ({"own-0-whom": "me"}, "Choose a date, extra time"),
        ({"own-0-whom": "me", "own-0-due_at": "2020-03-10T17:00"}, "Sam: The date you chose has passed"),
        ({"own-0-whom": "me", "own-0-extra_time": "1.5", "learners": "mia"}, "Sam is not among those"),
    ],
)
def test_own_terms_that_make_no_sense_are_said_and_nothing_is_given(
    teacher: Client,
    classroom: Classroom,
    quiz: Quiz,
    place: Enrolment,
    mia: User,
    row: dict[str, Any],
    sentence: str,
) -> None:
    keys = {"me": f"learner-{place.pk}", "mia": str(Enrolment.objects.get(user=mia).pk)}
    sent: dict[str, Any] = {name: keys.get(value, value) for name, value in row.items()}
    page = post(teacher, "new_assignment", classroom, quiz=quiz.pk, own_rows="2", **sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Assignment.objects.exists()


def test_more_rows_keep_what_was_written_and_scold_nobody(
    teacher: Client, classroom: Classroom, quiz: Quiz, place: Enrolment
) -> None:
    rows: dict[str, Any] = {"own-0-whom": f"learner-{place.pk}", "own-1-due_at": "2099-01-02T10:00"}
    page = post(
        teacher, "new_assignment", classroom, quiz=quiz.pk, due_at="2099-01-01T10:00", own_rows="2", more_rows="1",
        **rows,
    ).content.decode()  # fmt: skip
    assert page.count('class="own-row"') == 4
    assert f'value="learner-{place.pk}" selected' in page
    assert 'value="2099-01-01T10:00"' in page
    assert 'class="error"' not in page
    assert not Assignment.objects.exists()


@pytest.mark.usefixtures("library")
def test_a_drawn_quiz_is_tried_as_a_pupil_before_it_is_given_and_nothing_is_kept(
    teacher: Client, classroom: Classroom
) -> None:
    begun = post(teacher, "preview_chosen", classroom, what="drawn", count="6", seed="a-seed", title="Ours")
    assert begun.status_code == 302
    sitting = begun.headers["Location"]
    intro = teacher.get(sitting).content.decode()
    assert "Preview: nothing is kept." in intro
    assert "Ours" in intro
    place = teacher.get(f"{sitting}1/").content.decode()
    assert "Clip 1 of 6" in place
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', place))
    answered = teacher.post(f"{sitting}1/answer/", sent | {"p_manipulated": "0.95"})
    assert answered.status_code == 302
    assert "Preview: nothing is kept." in teacher.get(f"{sitting}1/").content.decode()
    begun_at = teacher.post(f"{sitting}leave/")
    builder = teacher.get(begun_at.headers["Location"]).content.decode()
    assert 'value="Ours"' in builder
    assert "These 6 clips would be asked" in builder
    assert 'value="a-seed"' in builder
    assert not (Quiz.objects.exists() or Sitting.objects.exists() or Assignment.objects.exists())
