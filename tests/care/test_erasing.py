"""Erasing a pupil reaches everything, and nothing of anybody else."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.care.actions import ask_for_export, erase_learner, note_look
from literacy.care.datamap import PERSONAL
from literacy.care.erasing import erase_learners
from literacy.care.models import Erasure, Export, Look
from literacy.care.pipeline import make_export
from literacy.classroom.models import Assignment, Classroom, Enrolment, School
from literacy.people.models import User
from literacy.rosters.models import RosterIdentity, RosterImport
from quizzes.attempts.models import Answer, Sitting
from quizzes.http.refusal import Refusal
from quizzes.meter.models import LensRun
from quizzes.meter.payers import key_of_person
from quizzes.reports.models import Report
from tests import play
from tests.pages import sign_in

pytestmark = pytest.mark.django_db
NAME = "Samuel Zoekmaar"


@pytest.fixture
def full(
    answered: Sitting,
    sam: User,
    tess: User,
    school: School,
    classroom: Classroom,
    make_pair: Any,
    place: Enrolment,
) -> User:
    """Sam has left a trace wherever a pupil can."""
    User.objects.filter(pk=sam.pk).update(name=NAME)
    sam.refresh_from_db()
    sign_in(Client(), sam)
    RosterIdentity.objects.create(school=school, user=sam, sourced_id="2025-1")
    RosterImport.objects.create(school=school, by=tess, rows=[{"name": NAME}])
    LensRun.objects.create(
        lens="ela", visitor=key_of_person(sam.pk), milliseconds=5, made_at=timezone.now(), shelf=school.shelf
    )
    Report.objects.create(pair=make_pair(), user=sam, reason="upsetting", words=f"I am {NAME}")
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=tess,
        content_type=kind,
        object_id=str(sam.pk),
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=NAME,
    )
    note_look(by=tess, kind="pupil", thing="enrolment", number=place.pk)
    for asked in ({"learner": sam}, {"learner": None}):
        export = ask_for_export(by=tess, school=school, **asked)
        make_export(export_id=str(export.pk), progress=lambda _percent: None)
    return sam


def everything() -> str:
    """Every row of every table, as text."""
    rows = [list(model._default_manager.values()) for model in apps.get_models(include_auto_created=True)]
    return str(rows)


def test_no_row_of_any_table_holds_the_name_afterwards(
    full: User, school: School, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    files = list(Path(settings.EXPORTS_DIR).iterdir())
    assert len(files) == 2 and NAME in everything()
    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_learner(school=school, learner=full, typed=NAME)
    assert NAME not in everything()
    assert list(Path(settings.EXPORTS_DIR).iterdir()) == []
    assert (erased.learners, erased.files) == (1, 2) and erased.answers >= 6


def test_every_table_with_a_way_to_the_pupil_is_empty_of_them(full: User, school: School) -> None:
    key = full.pk
    assert Answer.objects.filter(showing__sitting__user=key).exists()
    erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    for entry in PERSONAL:
        if entry.learner:
            rows = apps.get_model(entry.model)._default_manager.filter(**{entry.learner: key})
            assert not rows.exists(), entry.model
    assert not LensRun.objects.filter(visitor=key_of_person(key)).exists()
    assert not RosterImport.objects.exists()


def test_sessions_end_with_the_pupil(
    full: User, school: School, tess: User, django_capture_on_commit_callbacks: Any
) -> None:
    pupil, teacher = Client(), Client()
    sign_in(pupil, full)
    sign_in(teacher, tess)
    before = Session.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    assert Session.objects.count() <= before - 2
    assert pupil.get(reverse("home")).status_code == 302
    assert teacher.get(reverse("home")).status_code == 200


def test_classmates_stay_as_they_were(
    full: User, school: School, classroom: Classroom, assignment: Assignment
) -> None:
    mate = play.pupil(classroom, "Noor")
    play.let_answer(assignment, mate, clips=3, seed=2)
    theirs = Answer.objects.filter(showing__sitting__user=mate).count()
    erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    assert Answer.objects.filter(showing__sitting__user=mate).count() == theirs > 0


def test_the_log_keeps_that_somebody_looked_without_saying_at_whom(full: User, school: School) -> None:
    erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    assert [(look.kind, look.learner) for look in Look.objects.filter(kind="pupil")] == [("pupil", None)]


def test_who_is_at_another_school_keeps_the_account_and_what_was_done_there(
    full: User, school: School
) -> None:
    other = School.objects.create(name="Het Baken")
    room = Classroom.objects.create(school=other, name="1A", code="OTHER1")
    Enrolment.objects.create(classroom=room, user=full, code_digest="there")
    free = Sitting.objects.create(user=full, quiz=Sitting.objects.get().quiz)
    erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    assert User.objects.filter(pk=full.pk).exists()
    assert [place.classroom for place in Enrolment.objects.filter(user=full)] == [room]
    assert list(Sitting.objects.filter(user=full)) == [free]


def test_erasing_again_finds_nobody(full: User, school: School) -> None:
    erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    assert erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED).learners == 0


def test_a_pupil_of_another_school_or_an_adult_is_not_erased_from_here(
    school: School, sam: User, tess: User, nora: User
) -> None:
    other = School.objects.get(name="Het Baken")
    assert erase_learners(school=other, learners=[sam, tess], why=Erasure.Why.ASKED).learners == 0
    assert User.objects.filter(pk__in=[sam.pk, tess.pk]).count() == 2


def test_nothing_is_erased_before_the_name_is_typed(tesss: Client, place: Enrolment, sam: User) -> None:
    address = reverse("erase_learner", args=[place.pk])
    assert tesss.get(address).status_code == 200
    for typed in ("", "sa", "Tess"):
        assert tesss.post(address, {"name": typed}).status_code == 422
    assert User.objects.filter(pk=sam.pk).exists()
    assert tesss.post(address, {"name": " SAM "}).status_code == 302
    assert not User.objects.filter(pk=sam.pk).exists()


def test_the_demo_schools_pupils_stay(school: School, sam: User) -> None:
    School.objects.update(is_demo=True)
    school.refresh_from_db()
    with pytest.raises(Refusal):
        erase_learner(school=school, learner=sam, typed="Sam")


def test_no_log_line_says_the_name(full: User, school: School, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="quizzes"), caplog.at_level(logging.DEBUG, logger="literacy"):
        erase_learners(school=school, learners=[full], why=Erasure.Why.ASKED)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert NAME not in " ".join(ours)


def test_a_file_underway_is_not_made_once_its_pupil_is_gone(
    school: School, sam: User, tess: User, settings: Any
) -> None:
    export = ask_for_export(by=tess, school=school, learner=sam)
    erase_learners(school=school, learners=[sam], why=Erasure.Why.ASKED)
    make_export(export_id=str(export.pk), progress=lambda _percent: None)
    assert not Export.objects.exists() and not Path(settings.EXPORTS_DIR).exists()
