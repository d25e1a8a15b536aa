"""A school's year: every figure is that of its answers by another path, and nothing is told of a few."""

from statistics import NormalDist, fmean

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, Classroom, School
from literacy.people.models import User
from literacy.progress.rollup import tally_class
from literacy.progress.school_page import SchoolView, school_view, years_of
from quizzes.attempts.models import Answer
from quizzes.items.models import Quiz
from quizzes.scoring.discernment import Counts
from tests import factories, play
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_quiz(own_folders: None) -> Quiz:
    return factories.make_quiz([factories.make_pair() for _ in range(8)], asks=["judge"])


def fill(room: Classroom, quiz: Quiz, teacher: User, pupils: int) -> None:
    given = Assignment.objects.create(classroom=room, quiz=quiz, created_by=teacher)
    for number in range(pupils):
        pupil = play.pupil(room, f"{room.name} {number}")
        play.let_play(begin_assignment(assignment=given, student=pupil), seed=number, checks=False)


@pytest.fixture
def three_classes(school: School, classroom: Classroom, tess: User, long_quiz: Quiz) -> School:
    """2B with eight pupils, 2C with six, 2D with three."""
    fill(classroom, long_quiz, tess, 8)
    for name, pupils in (("2C", 6), ("2D", 3)):
        fill(Classroom.objects.create(school=school, name=name, code=f"CODE{name}"), long_quiz, tess, pupils)
    return school


def view_of(school: School) -> SchoolView:
    for room in Classroom.objects.filter(school=school).select_related("school"):
        tally_class(room)
    years = years_of(school)
    return school_view(school, years[0], years)


def by_hand(*, without: str = "-") -> list[Counts]:
    """Counts of every pupil, from the answers one by one."""
    found: dict[object, Counts] = {}
    for answer in Answer.objects.filter(item_type="judge").select_related("showing__sitting__user"):
        user = answer.showing.sitting.user
        assert user is not None
        one = {"hit": "hits", "miss": "misses", "false_alarm": "false_alarms", "checked": "checked"}
        field = one.get(answer.outcome, "correct_rejections")
        found[user.name] = found.get(user.name, Counts()) + Counts(**{field: 1})
    return [counts for name, counts in found.items() if not str(name).startswith(without)]


def test_the_school_is_the_mean_of_its_pupils_worked_out_from_the_answers(three_classes: School) -> None:
    view = view_of(three_classes)
    z = NormalDist().inv_cdf
    figures = [
        z((each.hits + 1 / 3) / (each.manipulated + 2 / 3))
        - z((each.false_alarms + 1 / 3) / (each.authentic + 2 / 3))
        for each in by_hand()
        if min(each.manipulated, each.authentic) >= 4
    ]
    assert view.whole.d_prime is not None
    assert view.whole.d_prime.value == pytest.approx(fmean(figures))
    assert (view.whole.active, view.whole.asked, view.whole.done) == (17, 17, 17)
    assert [month.active for month in view.months] == [17]


def test_a_class_of_three_is_left_out_and_the_smallest_other_with_it(three_classes: School) -> None:
    """Or the three would be the school without the others."""
    view = view_of(three_classes)
    assert [(each.name, each.hidden) for each in view.classes] == [("2B", False), ("2C", True), ("2D", True)]
    assert all(each.d_prime is None and each.criterion is None for each in view.classes if each.hidden)


def test_nothing_of_a_school_of_four_is_told(
    school: School, classroom: Classroom, tess: User, long_quiz: Quiz
) -> None:
    fill(classroom, long_quiz, tess, 4)
    view = view_of(school)
    assert view.whole.d_prime is None and view.missed == [] and view.months[0].d_prime is None


def test_what_is_missed_is_counted_from_the_answers(three_classes: School) -> None:
    view = view_of(three_classes)
    judged = Answer.objects.filter(item_type="judge").exclude(outcome="checked")
    right = judged.filter(outcome__in=["hit", "correct_rejection"]).count()
    assert [(each.learners, each.right, each.judged) for each in view.missed] == [(17, right, judged.count())]


def test_a_lead_reads_it_and_nobody_else_does(
    three_classes: School, client: Client, ada: User, tess: User, sam: User, nora: User, otto: User
) -> None:
    address = f"/schools/{three_classes.pk}/progress/"
    for user, status in ((ada, 200), (tess, 404), (sam, 404), (nora, 404), (otto, 404)):
        sign_in(client, user)
        assert client.get(address).status_code == status
    sign_in(client, ada)
    client.get(address)
    page = client.get(address).content.decode()
    assert "2B 0" not in page, "no pupil is named"
    assert client.get(address + "?year=1999/00").status_code == 200


def test_the_page_takes_as_many_queries_for_three_classes_as_for_one(
    three_classes: School, client: Client, ada: User
) -> None:
    sign_in(client, ada)
    address = f"/schools/{three_classes.pk}/progress/"

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    three = asked()
    Classroom.objects.filter(name__in=["2C", "2D"]).update(school=School.objects.create(name="Elsewhere"))
    assert asked() == three <= 12


def test_the_first_look_shows_the_year_already(
    school: School, classroom: Classroom, tess: User, ada: User, long_quiz: Quiz, client: Client
) -> None:
    fill(classroom, long_quiz, tess, 5)
    sign_in(client, ada)
    assert "2B" in client.get(f"/schools/{school.pk}/progress/").content.decode()


def test_a_school_without_answers_is_told_what_will_stand_here(
    school: School, ada: User, client: Client
) -> None:
    sign_in(client, ada)
    page = client.get(f"/schools/{school.pk}/progress/", headers={"accept-language": "en"}).content.decode()
    assert "Nothing was judged yet" in page
