"""A school is erased after days in which any lead can take it back, and then all of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.care.actions import part_with_school, take_back_parting
from literacy.care.models import Erasure, Parting
from literacy.care.parting import erase_parted
from literacy.care.tasks import keep_the_clock
from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.http.refusal import Refusal
from tests import play

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7, minutes=1)


def test_nothing_happens_before_the_days_are_over(school: School, ada: User, sam: User) -> None:
    part_with_school(school=school, by=ada, typed="De Linde")
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert erase_parted() == 0
    assert School.objects.filter(pk=school.pk).exists()


def test_any_lead_takes_it_back(adas: Client, school: School, ada: User, sam: User) -> None:
    part_with_school(school=school, by=ada, typed="De Linde")
    assert "De Linde" in adas.get(reverse("care", args=[school.pk])).content.decode()
    assert adas.post(reverse("care_stay", args=[school.pk])).status_code == 302
    assert not Parting.objects.exists() and not take_back_parting(school=school)
    with time_machine.travel(timezone.now() + WEEK):
        assert erase_parted() == 0
    assert User.objects.filter(pk=sam.pk).exists()


def test_the_whole_name_has_to_be_typed(adas: Client, school: School) -> None:
    address = reverse("care_erase", args=[school.pk])
    for typed in ("", "de linde", "De"):
        assert adas.post(address, {"name": typed}).status_code == 422
    assert not Parting.objects.exists()
    assert adas.post(address, {"name": "De  Linde "}).status_code == 302
    due = Parting.objects.get().due_at
    assert adas.post(address, {"name": "De Linde"}).status_code == 302
    assert Parting.objects.get().due_at == due


def test_the_demo_school_stays(school: School, ada: User) -> None:
    School.objects.update(is_demo=True)
    with pytest.raises(Refusal):
        part_with_school(school=school, by=ada, typed="De Linde")


def test_after_the_days_the_school_is_gone_and_a_line_without_names_stays(
    school: School,
    ada: User,
    tess: User,
    answered: Sitting,
    classroom: Classroom,
    nora: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    for number in range(60):
        play.pupil(classroom, f"Zoekmaar {number}")
    part_with_school(school=school, by=ada, typed="De Linde")
    with (
        time_machine.travel(timezone.now() + WEEK, tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert [erase_parted() for _each in range(5)] == [1, 1, 1, 0, 0]
    assert not School.objects.filter(name="De Linde").exists()
    assert School.objects.filter(name="Het Baken").exists()
    rows = str([list(model._default_manager.values()) for model in apps.get_models()])
    assert "Zoekmaar" not in rows and "De Linde" not in rows and "Sam" not in rows
    line = Erasure.objects.get()
    assert (line.school, line.why, line.learners) == (None, "school", 61)
    assert line.answers >= 6
    assert User.objects.filter(pk__in=[tess.pk, ada.pk, nora.pk]).count() == 3


def test_what_was_cut_off_is_gone_on_with(school: School, ada: User, classroom: Classroom) -> None:
    for number in range(60):
        play.pupil(classroom, f"Pupil {number}")
    part_with_school(school=school, by=ada, typed="De Linde")
    with time_machine.travel(timezone.now() + WEEK, tick=False):
        keep_the_clock()
        assert 0 < User.objects.filter(email=None).count() < 60
        keep_the_clock()
        keep_the_clock()
    assert Erasure.objects.get().learners == 60
