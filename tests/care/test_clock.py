"""The clock: when a pupil is due, how it is announced, and that only who is due is erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from literacy.care.actions import set_clock
from literacy.care.clock import months_after, months_of
from literacy.care.keeping import announce_due, erase_due
from literacy.care.models import Clock, Erasure, Notice
from literacy.care.tasks import keep_the_clock
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.http.refusal import Refusal
from tests.care.conftest import MakeEnded

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, st.integers(1, 36))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(moment: datetime, months: int) -> None:
    later = months_after(moment, months)
    assert (later.year * 12 + later.month) - (moment.year * 12 + moment.month) == months
    assert later.day == moment.day or (later.day < moment.day and (later + timedelta(days=1)).day == 1)


@given(MOMENTS, st.integers(1, 36))
def test_months_back_and_forth_lose_three_days_at_most(moment: datetime, months: int) -> None:
    assert timedelta(0) <= moment - months_after(months_after(moment, -months), months) <= timedelta(days=3)


@pytest.mark.django_db
def test_without_a_choice_it_is_twelve_months(school: School) -> None:
    assert months_of(school) == 12


@pytest.mark.django_db
@pytest.mark.parametrize("months", [0, -1, 37, 1200])
def test_the_clock_has_a_floor_and_a_ceiling(school: School, ada: User, months: int) -> None:
    with pytest.raises(Refusal):
        set_clock(school=school, months=months, by=ada)
    assert not Clock.objects.exists()


@pytest.mark.django_db
def test_an_erasure_is_announced_thirty_days_ahead_and_not_before(ended: MakeEnded) -> None:
    soon, later = ended(340, "Soon"), ended(300, "Later")
    announce_due()
    assert [notice.learner for notice in Notice.objects.all()] == [soon]
    announce_due()
    assert Notice.objects.count() == 1
    assert erase_due() == 0
    assert User.objects.filter(pk__in=[soon.pk, later.pk]).count() == 2


@pytest.mark.django_db
def test_who_is_long_overdue_still_gets_thirty_days(ended: MakeEnded) -> None:
    ended(2000)
    announce_due()
    notice = Notice.objects.get()
    assert notice.due_at - notice.announced_at == timedelta(days=30)
    assert erase_due() == 0


@pytest.mark.django_db
def test_what_is_due_is_erased_once_and_counted_without_names(ended: MakeEnded, school: School) -> None:
    lea = ended(400)
    announce_due()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert erase_due() == 1
        assert erase_due() == 0
    erasure = Erasure.objects.get()
    assert (erasure.school, erasure.learners, erasure.why) == (school, 1, "clock")
    assert not User.objects.filter(pk=lea.pk).exists()
    assert "Lea" not in str(list(Erasure.objects.values()))


@pytest.mark.django_db
def test_who_comes_back_is_not_erased(ended: MakeEnded, school: School) -> None:
    lea = ended(400)
    announce_due()
    room = Classroom.objects.create(school=school, name="New", code="NEWNEW")
    Enrolment.objects.create(classroom=room, user=lea, code_digest="again")
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert erase_due() == 0
    assert User.objects.filter(pk=lea.pk).exists()
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_more_months_take_an_announcement_back(ended: MakeEnded, school: School, ada: User) -> None:
    ended(350)
    announce_due()
    assert Notice.objects.exists()
    set_clock(school=school, months=24, by=ada)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_fewer_months_never_shorten_the_notice(ended: MakeEnded, school: School, ada: User) -> None:
    ended(100)
    set_clock(school=school, months=1, by=ada)
    assert Notice.objects.get().due_at >= timezone.now() + timedelta(days=29, hours=23)


@pytest.mark.django_db
def test_who_left_a_running_class_is_due_from_that_day(classroom: Classroom, sam: User) -> None:
    Enrolment.objects.filter(user=sam).update(left_at=timezone.now() - timedelta(days=350))
    announce_due()
    assert Notice.objects.get().learner == sam


@pytest.mark.django_db
def test_pupils_of_running_classes_and_adults_are_never_due(
    classroom: Classroom, sam: User, tess: User, answered: Sitting
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=4000), tick=False):
        announce_due()
        assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_demo_school_is_left_alone(ended: MakeEnded, school: School) -> None:
    ended(400)
    School.objects.update(is_demo=True)
    announce_due()
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_sweep_does_it_all_by_itself(ended: MakeEnded) -> None:
    ended(400)
    keep_the_clock()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        keep_the_clock()
    assert Erasure.objects.get().learners == 1
    assert keep_the_clock() == 0


@pytest.mark.django_db
def test_the_lead_reads_who_is_due_by_class_and_sets_the_clock(
    adas: Client, ended: MakeEnded, school: School
) -> None:
    ended(340)
    announce_due()
    page = adas.get(reverse("care", args=[school.pk])).content.decode()
    assert "Old 0" in page and "Lea" not in page
    assert adas.post(reverse("care", args=[school.pk]), {"months": "6"}).status_code == 302
    assert months_of(school) == 6
    for wrong in ("", "x", "0", "99"):
        assert adas.post(reverse("care", args=[school.pk]), {"months": wrong}).status_code == 422
    assert months_of(school) == 6


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_the_page_costs_the_same_for_one_class_and_for_many(
    adas: Client, ended: MakeEnded, school: School, number: int, django_assert_num_queries: object
) -> None:
    for each in range(number):
        ended(340, f"Lea {each}")
    announce_due()
    with django_assert_num_queries(12):  # type: ignore[operator]
        adas.get(reverse("care", args=[school.pk]))
