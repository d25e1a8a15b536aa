"""`manage.py demo` makes one whole school, however often it is run."""

from io import StringIO
from statistics import fmean
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.demo.school import learner_named, make_demo_school
from literacy.demo.sign_ins import CLASSES, LEAD, TEACHER, TRIALS
from literacy.people.models import User
from literacy.progress.results import class_results
from quizzes.attempts.models import Answer, Sitting
from tests.factories import make_pair, make_quiz


@pytest.fixture(autouse=True)
def demo_site(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def first_look(db: None, own_folders: None) -> None:
    make_quiz([make_pair() for _ in range(12)], slug="first-look")


def everything() -> dict[str, list[Any]]:
    return {
        model.__name__: sorted(map(str, model.objects.values_list("pk", flat=True)))
        for model in (School, User, Classroom, Enrolment, Assignment, Sitting, Answer)
    }


@pytest.mark.usefixtures("first_look")
def test_running_it_again_changes_nothing() -> None:
    make_demo_school()
    before = everything()
    digests = list(Enrolment.objects.order_by("pk").values_list("code_digest", flat=True))
    assert make_demo_school().new_answers == 0
    assert everything() == before
    assert list(Enrolment.objects.order_by("pk").values_list("code_digest", flat=True)) == digests


@pytest.mark.usefixtures("first_look")
def test_a_run_that_was_broken_off_is_completed() -> None:
    make_demo_school()
    whole = Answer.objects.count()
    Answer.objects.filter(
        showing__sitting=Sitting.objects.filter(finished_at=None).latest("started_at")
    ).delete()
    gone = whole - Answer.objects.count()
    assert gone > 0
    assert make_demo_school().new_answers == gone


@pytest.mark.usefixtures("first_look")
def test_two_classes_of_twenty_five_with_all_stages_of_work() -> None:
    make_demo_school()
    for room in Classroom.objects.all():
        results = class_results(room.assignments.get())
        assert len(results.learners) == 25
        assert (results.done, results.busy, results.not_started) == (18, 3, 4)


@pytest.mark.usefixtures("first_look")
def test_the_model_behind_the_answers_is_recovered_roughly() -> None:
    make_demo_school()
    truth, found, leaning = [], [], []
    for room in Classroom.objects.all():
        for learner in class_results(room.assignments.get()).learners:
            if learner.discernment is not None:
                truth.append(learner_named(room.name, learner.name).d_prime)
                found.append(learner.discernment.d_prime.value)
                leaning.append(learner.discernment.criterion.value)
    assert len(found) >= 25
    assert fmean(found) == pytest.approx(fmean(truth), abs=0.45)
    assert fmean(leaning) == pytest.approx(0.1, abs=0.3)
    better = [f for t, f in zip(truth, found, strict=True) if t > fmean(truth)]
    worse = [f for t, f in zip(truth, found, strict=True) if t <= fmean(truth)]
    assert fmean(better) > fmean(worse)


def test_without_a_quiz_it_makes_the_school_and_says_so(db: None) -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    assert "first-look" in out.getvalue()
    assert User.objects.filter(is_demo=True).count() == 52
    assert not Assignment.objects.exists()


def test_a_real_site_refuses_a_demo_school(db: None, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")
    assert not School.objects.exists()


def test_the_sign_ins_of_the_front_page_work(client: Client, db: None) -> None:
    make_demo_school()
    page = client.get(reverse("front")).content.decode()
    for trial in TRIALS:
        assert trial.code in page
        visitor = Client()
        visitor.post(reverse("join_class", args=[CLASSES[0].code]), {"words": trial.code})
        assert trial.name in visitor.get(reverse("home")).content.decode()
    for email, name, password in (TEACHER, LEAD):
        assert email in page
        visitor = Client()
        visitor.post(reverse("account_login"), {"login": email, "password": password})
        assert name in visitor.get(reverse("home")).content.decode()


def test_a_real_site_shows_no_sign_ins(client: Client, db: None, settings: Any) -> None:
    make_demo_school()
    settings.DEMO = False
    page = client.get(reverse("front")).content.decode()
    assert TRIALS[0].code not in page
    assert TEACHER[0] not in page
