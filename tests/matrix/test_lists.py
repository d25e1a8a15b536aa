"""A list costs as many queries for one class or pupil as for forty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.classroom.models import Assignment, Classroom, Enrolment, Group, School
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.items.models import Quiz
from tests.authoring.made import make_manuscript
from tests.pages import sign_in
from tests.play import pupil
from tests.studio_pages.made import make_draft

Fill = Callable[[School, Classroom, int], None]


def _classes(school: School, room: Classroom, number: int) -> None:
    """So many classes of tess's, each with a pupil, a group and something to do."""
    quiz = Quiz.objects.first()
    for n in range(number):
        more = Classroom.objects.create(school=school, name=f"Class {n}", code=f"K{n}x")
        more.teachers.set(room.teachers.all())
        Assignment.objects.create(classroom=more, quiz=quiz)
        pupil(more, f"Pupil of {n}")


def _pupils(school: School, room: Classroom, number: int) -> None:
    """So many pupils, every second one in a group of their own, and one who left for each of them."""
    for n in range(number):
        user = pupil(room, f"Pupil {n}")
        if n % 2 == 0:
            Group.objects.create(classroom=room, name=f"G{n}").enrolments.set(user.enrolments.all())
        Enrolment.objects.filter(user=pupil(room, f"Gone {n}")).update(left_at=room.created_at)


def _given(school: School, room: Classroom, number: int) -> None:
    """So much given to one class."""
    quiz = Quiz.objects.first()
    for _n in range(number):
        Assignment.objects.create(classroom=room, quiz=quiz)


def _drafts(school: School, room: Classroom, number: int) -> None:
    for _n in range(number):
        make_draft(school, room.teachers.first(), "made")


def _lessons(school: School, room: Classroom, number: int) -> None:
    """So many lessons that the school wrote, all of them published."""
    for n in range(number):
        made = make_manuscript(school, room.teachers.get(), title=f"Lesson {n}")
        made.lesson = Lesson.objects.create(shelf=school.shelf, slug=made.slug, number=0)
        made.save()


# who, the address, what there is much of, how many queries: one of them, where pupils are shown, writes the look down
LISTS: dict[str, tuple[str, str, Fill, int]] = {
    "home of a lead": ("ada", "home", _classes, 8),
    "pupils": ("tess", "pupils", _pupils, 12),
    "pupils, many classes to move to": ("tess", "pupils", _classes, 10),
    "who left": ("tess", "pupils?left=1", _pupils, 12),
    "groups": ("tess", "groups", _pupils, 8),
    "class with much given": ("tess", "classroom", _given, 7),
    "teachers of a class": ("tess", "class_teachers", _classes, 7),
    "builder": ("tess", "new_assignment", _pupils, 9),
    "series": ("tess", "new_series", _classes, 5),
    "pupils as a table": ("tess", "class_roster_csv", _pupils, 5),
    "list of a class": ("tess", "class_roster", _classes, 5),
    "list of a school": ("ada", "school_roster", _classes, 5),
    "pupils of a school as a table": ("ada", "school_roster_csv", _classes, 5),
    "studio": ("tess", "studio_school", _drafts, 13),
    "lessons of a school": ("tess", "school_lessons", _lessons, 11),
    "builder with lessons of the school": ("tess", "new_assignment", _lessons, 9),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_as_many_queries_from_1_to_40(
    name: str,
    client: Client,
    school: School,
    classroom: Classroom,
    quiz: Quiz,
    request: pytest.FixtureRequest,
) -> None:
    who, page, fill, queries = LISTS[name]
    user: User = request.getfixturevalue(who)
    sign_in(client, user)
    page, _mark, query = page.partition("?")
    about = school.pk if "school" in page else classroom.pk
    address = reverse(page, args=[] if page == "home" else [about]) + f"?{query}"

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            assert response.status_code == 200
            if response.streaming:
                assert b"".join(response)
        return len(asked)

    fill(school, classroom, 1)
    few = count()
    Group.objects.all().delete()
    Enrolment.objects.all().delete()
    Classroom.objects.exclude(pk=classroom.pk).delete()
    fill(school, classroom, 40)
    many = count()
    assert (few, many) == (queries, queries)
