"""A list costs as many queries for one class or pupil as for forty."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.care.models import Look
from literacy.classroom.models import (
    AssignedSitting,
    Assignment,
    AssignmentEvent,
    Classroom,
    Enrolment,
    Group,
    Membership,
    School,
)
from literacy.lessons.models import Lesson
from literacy.people.models import User
from literacy.staff.models import Event, Invitation
from quizzes.attempts.models import Sitting
from quizzes.items.models import Item, Placement, Quiz
from quizzes.reports.models import Report
from tests.authoring.made import make_manuscript
from tests.house.test_addresses import ADDRESSES
from tests.pages import sign_in
from tests.play import pupil
from tests.studio_pages.made import make_draft

Fill = Callable[[School, Classroom, range], None]


def _classes(school: School, room: Classroom, numbers: range) -> None:
    """So many classes of tess's, each with a pupil, a group and something to do."""
    quiz = Quiz.objects.first()
    for n in numbers:
        more = Classroom.objects.create(school=school, name=f"Class {n}", code=f"K{n}x")
        more.teachers.set(room.teachers.all())
        Assignment.objects.create(classroom=more, quiz=quiz)
        pupil(more, f"Pupil of {n}")


def _pupils(school: School, room: Classroom, numbers: range) -> None:
    """So many pupils, every second one in a group of their own, and one who left for each of them."""
    for n in numbers:
        user = pupil(room, f"Pupil {n}")
        if n % 2 == 0:
            Group.objects.create(classroom=room, name=f"G{n}").enrolments.set(user.enrolments.all())
        Enrolment.objects.filter(user=pupil(room, f"Gone {n}")).update(left_at=room.created_at)


def _given(school: School, room: Classroom, numbers: range) -> None:
    """So much given to one class."""
    quiz = Quiz.objects.first()
    for _n in numbers:
        Assignment.objects.create(classroom=room, quiz=quiz)


def _given_and_classes(school: School, room: Classroom, numbers: range) -> None:
    _given(school, room, range(1))
    _classes(school, room, numbers)


def _drafts(school: School, room: Classroom, numbers: range) -> None:
    for _n in numbers:
        make_draft(school, room.teachers.first(), "made")


def _lessons(school: School, room: Classroom, numbers: range) -> None:
    """So many lessons that the school wrote, all of them published."""
    for n in numbers:
        made = make_manuscript(school, room.teachers.get(), title=f"Lesson {n}")
        made.lesson = Lesson.objects.create(shelf=school.shelf, slug=made.slug, number=0)
        made.save()


def _colleagues(school: School, room: Classroom, numbers: range) -> None:
    """So many colleagues who teach a class each, so many invited ones, and as many lines of the record and the log."""
    for n in numbers:
        user = User.objects.create_user(f"c{n}@delinde.example", "long enough", name=f"Colleague {n}")
        Membership.objects.create(school=school, user=user, role=Membership.Role.TEACHER)
        room.teachers.add(user)
        Invitation.objects.create(
            school=school, email=f"i{n}@delinde.example", roles=["teacher"], classroom=room, digest=f"d{n}"
        )
        Event.objects.create(school=school, kind=Event.Kind.LEFT, by=user, by_name=user.name)
        Look.objects.create(
            school=school,
            key=f"k{n}",
            by=user,
            by_name=user.name,
            kind="class",
            classroom=room,
            at=room.created_at,
        )


def _worked(school: School, room: Classroom, numbers: range) -> None:
    """One thing given, so many pupils who handed it in, and as many things a teacher did about it."""
    quiz = Quiz.objects.earliest("pk")
    given = Assignment.objects.first() or Assignment.objects.create(classroom=room, quiz=quiz)
    for n in numbers:
        user = pupil(room, f"Pupil {n}")
        place = user.enrolments.get()
        sitting = Sitting.objects.create(quiz=quiz, user=user, finished_at=room.created_at)
        AssignedSitting.objects.create(assignment=given, enrolment=place, sitting=sitting)
        AssignmentEvent.objects.create(assignment=given, kind="excused", enrolment=place)


def _questions(school: School, room: Classroom, numbers: range) -> None:
    """One thing given, with so many more questions in its quiz."""
    quiz = Quiz.objects.earliest("pk")
    _worked(school, room, range(0))
    there = Placement.objects.filter(quiz=quiz).count()
    for n in numbers:
        item = Item.objects.create(slug=f"story-{there}-{n}", chain=["respond"], content={"texts": {}})
        Placement.objects.create(quiz=quiz, item=item, position=100 + there + n)


def _reported(school: School, room: Classroom, numbers: range) -> None:
    for n in numbers:
        pair = make_draft(school, room.teachers.first(), "published").pair
        assert pair is not None
        Report.objects.create(pair=pair, reason="technical", words=f"It stops at {n}.")


def _own_quizzes(school: School, room: Classroom, numbers: range) -> None:
    make_draft(school, room.teachers.first(), "made")
    for n in numbers:
        Quiz.objects.create(slug=f"own-{n}", shelf=school.shelf, texts={"en": {"title": f"Own {n}"}})


# who, the address, what there is much of, how many queries: one of them, where pupils are shown, writes the look down
LISTS: dict[str, tuple[str, str, Fill, int]] = {
    "home of a lead": ("ada", "home", _classes, 7),
    "home": ("tess", "home", _classes, 8),
    "classes of a school": ("ada", "school", _classes, 12),
    "everything given": ("tess", "assignments", _classes, 5),
    "an assignment": ("tess", "assignment", _worked, 13),
    "live": ("tess", "live", _worked, 9),
    "results": ("tess", "results", _worked, 10),
    "questions": ("tess", "assignment_items", _questions, 6),
    "colleagues": ("ada", "staff", _colleagues, 8),
    "invitations": ("ada", "invitations", _colleagues, 8),
    "record": ("ada", "school_record", _colleagues, 6),
    "who looked": ("ada", "care_looks", _colleagues, 6),
    "pupils by name": ("ada", "care_pupils?q=Pupil", _pupils, 7),
    "to other classes": ("tess", "duplicate_assignment", _given_and_classes, 5),
    "change what was given": ("tess", "change_assignment", _worked, 10),
    "reports": ("edda", "reports", _reported, 7),
    "library": ("tess", "library", _reported, 7),
    "own quizzes": ("tess", "studio_school", _own_quizzes, 14),
    "pupils": ("tess", "pupils", _pupils, 12),
    "pupils, many classes to move to": ("tess", "pupils", _classes, 10),
    "who left": ("tess", "pupils?left=1", _pupils, 12),
    "groups": ("tess", "groups", _pupils, 10),
    "class with much given": ("tess", "classroom", _given, 8),
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

    def count() -> int:
        about = {
            "school_id": school.pk,
            "classroom_id": classroom.pk,
            "assignment_id": Assignment.objects.filter(classroom=classroom)
            .values_list("pk", flat=True)
            .first(),
        }
        wants = next(each.wants for each in ADDRESSES if each.name == page)
        address = reverse(page, kwargs={word: about[word] for word, _kind in wants}) + f"?{query}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            assert response.status_code == 200
            if response.streaming:
                assert b"".join(response)
        return len(asked)

    fill(school, classroom, range(1))
    few = count()
    fill(school, classroom, range(1, 40))
    many = count()
    assert (few, many) == (queries, queries)


SEARCHED = {
    "ada": "home school staff invitations school_record care_looks care_pupils",
    "tess": "home pupils groups assignments assignment live results assignment_items class_teachers library studio_school",
    "edda": "reports",
}


@pytest.mark.parametrize(
    ("who", "name"), [(who, name) for who, names in SEARCHED.items() for name in names.split()]
)
def test_a_long_list_is_searched_sorted_and_paged(
    who: str,
    name: str,
    client: Client,
    school: School,
    classroom: Classroom,
    quiz: Quiz,
    request: pytest.FixtureRequest,
) -> None:
    user: User = request.getfixturevalue(who)
    if name == "home":
        for n in range(60):
            Classroom.objects.create(school=school, name=f"Class {n}", code=f"K{n}x").teachers.add(user)
    fills = {"assignment": _worked, "live": _worked, "results": _worked, "assignment_items": _questions,
             "assignments": _given, "library": _reported, "studio_school": _drafts,
             "reports": _reported, "pupils": _pupils, "groups": _pupils, "care_pupils": _pupils, "school": _classes}  # fmt: skip
    fills.get(name, _colleagues)(
        school, classroom, range(27 if fills.get(name) in (_reported, _drafts) else 60)
    )
    given = Assignment.objects.filter(classroom=classroom).values_list("pk", flat=True).first()
    about = {"school_id": school.pk, "classroom_id": classroom.pk, "assignment_id": given}
    wants = next(each.wants for each in ADDRESSES if each.name == name)
    address = reverse(name, kwargs={word: about[word] for word, _kind in wants})
    sign_in(client, user)
    html = client.get(address, {"q": "Pupil"} if name == "care_pupils" else {}).content.decode()
    assert 'name="q"' in html
    assert 'name="sort"' in html
    assert 'rel="next"' in html
    nothing = client.get(address, {"q": "xyzzy"}).content.decode()
    assert not re.search(r'rel="next" href="[^"]*\bpage=', nothing)
