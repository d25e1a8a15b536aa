"""Who reads a lesson of a school's own, and what of it is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.authoring.actions import change_terms, retire_manuscript
from literacy.authoring.models import Manuscript
from literacy.classroom.actions import give
from literacy.classroom.models import Assignment, Classroom, School
from literacy.lessons.models import Lesson, StepProgress
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from tests.authoring.made import TEXT, publish, save
from tests.pages import sign_in


def status(client: Client, lesson: Lesson) -> int:
    return client.get(reverse("lesson", args=[lesson.key])).status_code


def give_lesson(room: Classroom, lesson: Lesson, teacher: User, **more: object) -> Assignment:
    return give(assignment=Assignment(classroom=room, lesson=lesson, **more), teacher=teacher)


def test_pupils_read_a_schools_lesson_once_it_is_given_to_their_class(
    doors: Manuscript, sams: Client, tesss: Client, classroom: Classroom, tess: User
) -> None:
    lesson = publish(doors)
    assert (status(tesss, lesson), status(sams, lesson), status(Client(), lesson)) == (200, 404, 404)
    give_lesson(classroom, lesson, tess)
    assert status(sams, lesson) == 200
    assert "Doors" in sams.get(reverse("home")).content.decode()
    assert "Doors" in sams.get(reverse("lessons")).content.decode()
    paper = sams.get(reverse("lesson_paper", args=[lesson.key]))
    assert paper["Content-Type"] == "application/pdf"


def test_before_it_opens_pupils_do_not_read_it(
    doors: Manuscript, sams: Client, classroom: Classroom, tess: User
) -> None:
    lesson = publish(doors)
    give_lesson(classroom, lesson, tess, opens_at=timezone.now() + timedelta(days=1))
    assert status(sams, lesson) == 404


def test_what_is_open_to_the_school_is_read_by_its_pupils_and_no_others(
    doors: Manuscript, sams: Client, client: Client, otto: User
) -> None:
    lesson = publish(doors)
    change_terms(manuscript=doors, minutes=12, quiz=None, open_to_school=True)
    assert status(sams, lesson) == 200
    assert "Doors" in sams.get(reverse("lessons")).content.decode()
    sign_in(client, otto)
    assert status(client, lesson) == 404
    assert "Doors" not in client.get(reverse("lessons")).content.decode()


def test_a_draft_reaches_no_pupil_and_keeps_nothing(
    doors: Manuscript, sams: Client, tesss: Client, tess: User
) -> None:
    page = reverse("lesson", args=[f"draft_{doors.pk}"])
    check = reverse("lesson_check", args=[f"draft_{doors.pk}", "edge"])
    assert sams.get(page).status_code == sams.post(check, {"choice": "b"}).status_code == 404
    assert "What is beyond the edge?" in tesss.get(page).content.decode()
    said = tesss.post(check, {"choice": "b"}, headers={"HX-Request": "true"}).content.decode()
    assert "Yes, always." in said
    assert not Lesson.objects.exists()
    assert not StepProgress.objects.exists()
    assert tesss.get(reverse("lesson_paper", args=[f"draft_{doors.pk}"])).status_code == 200


def test_an_edit_reaches_pupils_by_publishing_alone_and_keeps_what_they_did(
    doors: Manuscript, sams: Client, sam: User, classroom: Classroom, tess: User
) -> None:
    lesson = publish(doors)
    give_lesson(classroom, lesson, tess)
    page = reverse("lesson", args=[lesson.key])
    sams.post(reverse("lesson_check", args=[lesson.key, "edge"]), {"choice": "b"})
    save(doors, tess, TEXT.replace("What is it?", "What is that?"))
    assert "What is that?" not in sams.get(page).content.decode()
    assert publish(Manuscript.objects.get()) == lesson
    assert "What is that?" in sams.get(page).content.decode()
    assert StepProgress.objects.get(user=sam).choice == "b"


def test_what_was_put_away_is_offered_to_nobody_and_stays_for_those_who_have_it(
    doors: Manuscript, sams: Client, tesss: Client, classroom: Classroom, tess: User
) -> None:
    lesson = publish(doors)
    builder = reverse("new_assignment", args=[classroom.pk])
    assert "Lessons of your school" in tesss.get(builder).content.decode()
    give_lesson(classroom, lesson, tess)
    retire_manuscript(manuscript=doors)
    lesson.refresh_from_db()
    assert status(sams, lesson) == 200
    assert "Lessons of your school" not in tesss.get(builder).content.decode()
    with pytest.raises(Refusal):
        give_lesson(classroom, lesson, tess, attempts=2)


def test_a_lesson_of_another_school_cannot_be_given(doors: Manuscript, otto: User) -> None:
    lesson = publish(doors)
    elsewhere = School.objects.create(name="Elsewhere")
    room = Classroom.objects.create(school=elsewhere, name="1A", code="ELSE22")
    with pytest.raises(Refusal):
        give_lesson(room, lesson, otto)


def test_a_deleted_school_takes_its_lessons_with_it(
    doors: Manuscript, school: School, classroom: Classroom, tess: User
) -> None:
    give_lesson(classroom, publish(doors), tess)
    school.delete()
    assert not Manuscript.objects.exists()
    assert not Lesson.objects.exists()


def test_a_lesson_in_one_language_is_read_in_it_by_everybody(doors: Manuscript, tess: User) -> None:
    lesson = publish(doors)
    window = Client(headers={"Accept-Language": "nl"})
    sign_in(window, tess)
    html = window.get(reverse("lesson", args=[lesson.key])).content.decode()
    assert '<article class="lesson" lang="en">' in html
    assert "What is beyond the edge?" in html
