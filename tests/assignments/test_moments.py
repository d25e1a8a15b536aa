"""What a teacher writes is by the clock on the school's wall, both nights in which it is changed included."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from literacy.assignments.moments import SchoolMoment, moment_at
from literacy.classroom.models import Assignment, Classroom
from literacy.classroom.tasklist import State, tasks_of
from literacy.people.models import User
from quizzes.items.models import Quiz

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def read(text: str, *, later: bool) -> dt.datetime | None:
    with timezone.override(AMSTERDAM):
        found: dt.datetime | None = SchoolMoment(later=later).clean(text)
        return found


def test_the_hour_that_the_clock_leaves_out_is_refused_with_one_that_exists() -> None:
    with translation.override("en"), pytest.raises(forms.ValidationError) as refused:
        read("2027-03-28T02:30", later=True)
    assert "28 March 2027" in refused.value.message or "March 28, 2027" in refused.value.message
    assert "03:30" in refused.value.message


@pytest.mark.parametrize(("text", "utc"), [("2027-03-28T01:59", 0), ("2027-03-28T03:00", 1)])
def test_the_minutes_around_the_hour_left_out_are_one_apart(text: str, utc: int) -> None:
    found = read(text, later=True)
    assert found is not None
    assert found.astimezone(dt.UTC) == dt.datetime(2027, 3, 28, utc, 59 if utc == 0 else 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(("later", "utc_hour"), [(False, 0), (True, 1)])
def test_of_the_hour_that_comes_twice_what_opens_takes_the_first_and_what_closes_the_second(
    later: bool, utc_hour: int
) -> None:
    found = read("2026-10-25T02:30", later=later)
    assert found is not None
    assert found.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, utc_hour, 30, tzinfo=dt.UTC)


@given(st.datetimes(min_value=dt.datetime(2020, 1, 1), max_value=dt.datetime(2036, 1, 1)), st.booleans())
def test_every_moment_shows_on_the_wall_as_it_was_written_or_is_refused(
    written: dt.datetime, later: bool
) -> None:
    try:
        found = moment_at(written, AMSTERDAM, later=later)
    except forms.ValidationError:
        assert (written.month, written.hour) == (3, 2)
        return
    assert found.astimezone(dt.UTC).astimezone(AMSTERDAM).replace(tzinfo=None) == written


@pytest.mark.parametrize("text", ["soon", "2026-13-01T10:00", "0000-00-00T00:00", "9999-12-31T23:59:59:59"])
def test_what_is_no_date_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        read(text, later=True)


def test_the_builder_says_so_and_gives_nothing(teacher: Client, classroom: Classroom, quiz: Quiz) -> None:
    page = teacher.post(
        reverse("new_assignment", args=[classroom.pk]), {"quiz": quiz.pk, "due_at": "2027-03-28T02:30"}
    )
    assert page.status_code == 422
    assert "the clock goes forward" in page.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("opens", "due", "shut", "is_open", "closed"),
    [
        # The hour from two to three comes twice: it opens in the first and closes in the second.
        ("2026-10-25T02:10", "2026-10-25T02:30", "2026-10-25 00:09", ["2026-10-25 00:11", "2026-10-25 01:29"], "2026-10-25 01:31"),
        # The hour from two to three is left out: three o'clock is one minute after 1:59.
        ("2027-03-28T01:30", "2027-03-28T03:00", "2027-03-28 00:29", ["2027-03-28 00:31", "2027-03-28 00:59"], "2027-03-28 01:01"),
    ],
)  # fmt: skip
def test_in_both_nights_it_is_open_to_pupils_from_and_until_the_very_minute(
    teacher: Client, pupil: Client, classroom: Classroom, quiz: Quiz, sam: User, tess: User,
    opens: str, due: str, shut: str, is_open: list[str], closed: str,
) -> None:  # fmt: skip
    with time_machine.travel("2026-10-01 10:00", tick=False):
        sent = {"quiz": quiz.pk, "opens_at": opens, "due_at": due, "late": "refused"}
        teacher.post(reverse("new_assignment", args=[classroom.pk]), sent)
    begin = reverse("begin", args=[Assignment.objects.get().pk])

    def open_at(moment: str) -> bool:
        now = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
        (task,) = tasks_of(sam, now)
        assert task.own.is_open(now) == (task.state is State.OPEN and not task.is_closed)
        return task.own.is_open(now)

    assert [open_at(moment) for moment in (shut, *is_open, closed)] == [False, True, True, False]
    for moment, status in ((shut, 409), (closed, 409), (is_open[1], 302)):
        with time_machine.travel(f"{moment}Z", tick=False):
            pupil.force_login(sam, backend="literacy.people.backends.PersonalCodeBackend")
            answer = pupil.post(begin)
            assert answer.status_code == status, answer.content.decode()
    with time_machine.travel(f"{is_open[1]}Z", tick=False):
        teacher.force_login(tess, backend="allauth.account.auth_backends.AuthenticationBackend")
        change = reverse("change_assignment", args=[Assignment.objects.get().pk])
        before = Assignment.objects.values().get()
        page = teacher.get(change)
        assert f'value="{due}"' in page.content.decode()
        teacher.post(change, sent | {"what": "same", "sure": "1", "title": "Later"})
        assert Assignment.objects.values().get() == before | {"named": "Later"}
