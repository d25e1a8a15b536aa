"""A series is planned in one form: three tests that share no clip, lessons between, the last one weeks later."""

import datetime as dt
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.assignments.actions import Plan
from literacy.classroom.actions import delete_school
from literacy.classroom.models import Assignment, Classroom
from literacy.lessons.models import Lesson
from quizzes.clips.models import Pair
from quizzes.items.actions import unseen
from quizzes.items.models import Quiz, Series

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_what_opens_at_nine_does_so_after_the_clocks_were_changed() -> None:
    plan = Plan(begins_at=dt.datetime(2026, 10, 12, 9, 0, tzinfo=AMSTERDAM))
    moments = [moment.astimezone(AMSTERDAM) for moment in plan.moments(AMSTERDAM)]
    assert {(moment.hour, moment.minute) for moment in moments} == {(9, 0)}
    days = [(moment.date() - moments[0].date()).days for moment in moments]
    assert days == [0, 3, 17, 20, 45, 48]


@time_machine.travel("2026-09-01 08:00+00:00", tick=False)
def test_one_form_gives_all_of_it_and_no_test_shares_a_clip(
    teacher: Client, classroom: Classroom, lesson: Lesson, make_pair: Any
) -> None:
    for _n in range(12):
        make_pair()
    sent = {"lessons": [lesson.pk], "count": "3", "title": "Autumn", "begins_at": "2026-09-07T09:00"}
    assert teacher.post(reverse("new_series", args=[classroom.pk]), sent).status_code == 302
    given = list(Assignment.objects.order_by("opens_at", "pk"))
    assert [each.quiz.form if each.quiz else "lesson" for each in given] == [
        "pre",
        "lesson",
        "post",
        "delayed",
    ]
    assert len({each.series for each in given}) == 1
    tests = [each.quiz for each in given if each.quiz]
    originals = [set(quiz.items.values_list("pair__clip", flat=True)) for quiz in tests]
    assert all(len(each) == 3 for each in originals)
    assert all(not one & other for one, other in combinations(originals, 2))
    assert {quiz.shelf for quiz in tests} == {classroom.school.shelf}
    post, later = given[2].opens_at, given[3].opens_at
    assert post is not None
    assert later is not None
    assert (later.astimezone(AMSTERDAM).date() - post.astimezone(AMSTERDAM).date()).days == 28


def test_a_library_that_is_too_small_is_said_and_nothing_is_left_behind(
    teacher: Client, classroom: Classroom, lesson: Lesson
) -> None:
    page = teacher.post(reverse("new_series", args=[classroom.pk]), {"lessons": [lesson.pk], "count": "9"})
    assert page.status_code == 409
    assert "pairs that share no original" in page.content.decode()
    assert not (Assignment.objects.exists() or Series.objects.exists() or Quiz.objects.exists())


@pytest.mark.parametrize("sent", [{}, {"lessons": "x"}, {"count": "0"}, {"days_for_test": "40"}])
def test_a_plan_that_makes_no_sense_is_refused(
    teacher: Client, classroom: Classroom, lesson: Lesson, sent: dict[str, str]
) -> None:
    wish = sent if not sent or "lessons" in sent else {"lessons": lesson.pk, **sent}
    assert teacher.post(reverse("new_series", args=[classroom.pk]), wish).status_code == 422
    assert not Assignment.objects.exists()


def test_nothing_of_a_series_stays_behind_a_school_that_is_deleted(
    teacher: Client, classroom: Classroom, lesson: Lesson, make_pair: Any
) -> None:
    for _n in range(12):
        make_pair()
    teacher.post(reverse("new_series", args=[classroom.pk]), {"lessons": [lesson.pk], "count": "3"})
    assert Series.objects.exists()
    delete_school(school=classroom.school)
    assert not (Series.objects.exists() or Quiz.objects.exists() or Assignment.objects.exists())
    assert Lesson.objects.exists()


def test_what_one_school_draws_uses_nothing_up_for_another(
    teacher: Client, classroom: Classroom, lesson: Lesson, make_pair: Any
) -> None:
    for _n in range(12):
        make_pair()
    teacher.post(reverse("new_series", args=[classroom.pk]), {"lessons": [lesson.pk], "count": "3"})
    everything = Pair.objects.published()
    assert unseen(everything).count() == everything.count()
    assert unseen(everything, classroom.school.shelf).count() == everything.count() - 9
