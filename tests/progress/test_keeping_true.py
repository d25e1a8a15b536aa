"""What is kept of answers follows every change, and can be thrown away and made again."""

import io
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from literacy.care.erasing import erase_learners
from literacy.care.models import Erasure
from literacy.classroom.models import AssignedSitting, Classroom, Enrolment
from literacy.people.models import User
from literacy.progress.facts import facts_of
from literacy.progress.models import ClassPeriod, ClassTally
from literacy.progress.rollup import MADE_AT_ONCE, class_months, class_periods, outdated, tally_class
from literacy.progress.tasks import add_classes_up
from quizzes.attempts.actions import mark_anew, reopen_sitting, take_back_marks
from quizzes.attempts.actions.mark_anew import NewMark
from quizzes.attempts.models import Answer, Remark, Sitting
from quizzes.tallies.checking import check_sample
from quizzes.tallies.models import SittingTally
from quizzes.tallies.rollup import folded_of, untallied
from quizzes.tallies.tasks import fold_sittings
from tests.progress.made_class import fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(classroom: Classroom) -> Classroom:
    fill(classroom, 11, learners=4, quizzes=3)
    facts_of(classroom)
    return classroom


def points_of(sitting: Sitting) -> float:
    return folded_of({sitting.pk: sitting.finished_at})[sitting.pk].points()


def test_a_mark_given_anew_counts_at_once_and_so_does_taking_it_back(filled: Classroom, tess: User) -> None:
    answer = Answer.objects.filter(
        item_type="locate", points__isnull=False, remarks=None, showing__sitting__finished_at__isnull=False
    ).select_related("showing__sitting").first()  # fmt: skip
    assert answer is not None
    assert answer.points is not None
    sitting = answer.showing.sitting
    before = points_of(sitting)
    new = 1.0 if answer.points < 0.5 else 0.0
    remarks = mark_anew(marks=[NewMark(answer, new, {})], by=tess)
    assert points_of(sitting) == pytest.approx(before + new - answer.points)
    take_back_marks(remarks=[remark.pk for remark in remarks], by=tess)
    assert points_of(sitting) == pytest.approx(before)


def test_a_sitting_that_is_opened_again_is_read_from_its_answers(filled: Classroom) -> None:
    tally = SittingTally.objects.select_related("sitting").first()
    assert tally is not None
    sitting = tally.sitting
    reopen_sitting(sitting=sitting, until=None)
    Answer.objects.filter(showing__sitting=sitting).order_by("-pk").first().delete()  # type: ignore[union-attr]
    number = Answer.objects.filter(showing__sitting=sitting, outcome__gt="").count()
    assert len(folded_of({sitting.pk: None})[sitting.pk].codes) == number
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    assert sitting.pk in untallied().values_list("pk", flat=True)
    sitting.refresh_from_db()
    assert len(folded_of({sitting.pk: sitting.finished_at})[sitting.pk].codes) == number


CHANGES: dict[str, Any] = {
    "an answer half-way": lambda room: (
        Answer.objects.filter(showing__sitting__finished_at=None)[:1].get().delete()
    ),
    "an attempt set aside": lambda room: AssignedSitting.objects.filter(voided_at=None)[:1].get().delete(),
    "a pupil who left": lambda room: room.enrolments.filter(left_at=None).update(left_at=timezone.now()),
    "a question taken out": lambda room: room.assignments.first().pulled_items.create(
        item=room.assignments.first()
        .quiz.items.exclude(pk__in=room.assignments.first().pulled_items.values("item"))
        .first()
    ),
    "a pupil excused": lambda room: room.assignments.last().own_terms.create(
        enrolment=room.enrolments.exclude(own_terms__assignment=room.assignments.last()).first(),
        is_excused=True,
    ),
    "another rule": lambda room: room.assignments.filter(pk=room.assignments.first().pk).update(
        grade_rule="last" if room.assignments.first().grade_rule != "last" else "first"
    ),
    "a quiz taken back": lambda room: room.assignments.filter(pk=room.assignments.first().pk).update(
        withdrawn_at=timezone.now()
    ),
    "a mark": lambda room: Remark.objects.create(
        answer=Answer.objects.filter(remarks=None)[:1].get(), response={}, points=1
    ),
    "the school's clock": lambda room: type(room.school).objects.update(time_zone="Asia/Tokyo"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_sweep_finds_a_class_that_changed_in_whatever_way(filled: Classroom, change: str) -> None:
    tally_class(filled)
    assert outdated() == {}
    CHANGES[change](filled)
    assert list(outdated()) == [filled.pk]
    assert add_classes_up() == 1
    assert outdated() == {}


def test_a_million_rows_may_be_thrown_away_and_are_made_again(filled: Classroom) -> None:
    tally_class(filled)
    before = list(ClassPeriod.objects.order_by("period").values("period", "stops", "d_prime", "techniques"))
    kept = SittingTally.objects.count()
    out = io.StringIO()
    call_command("progress", "rebuild", stdout=out)
    assert SittingTally.objects.count() >= kept
    assert untallied().count() == 0
    assert (
        list(ClassPeriod.objects.order_by("period").values("period", "stops", "d_prime", "techniques"))
        == before
    )
    SittingTally.objects.first().delete()  # type: ignore[union-attr]
    out = io.StringIO()
    call_command("progress", "rebuild", "--go-on", stdout=out)
    assert "Sittings: 1 of 1" in out.getvalue()
    assert "Classes: 0 of 0" in out.getvalue()


def test_what_does_not_agree_is_found_and_forgotten(filled: Classroom) -> None:
    assert check_sample(size=1000) == 0
    tally = SittingTally.objects.first()
    assert tally is not None
    SittingTally.objects.filter(pk=tally.pk).update(answers=[[], [], [], []])
    assert check_sample(size=1000) == 1
    assert not SittingTally.objects.filter(pk=tally.pk).exists()


def test_the_sweep_folds_what_has_ended(filled: Classroom) -> None:
    SittingTally.objects.all().delete()
    cache.clear()
    assert fold_sittings() > 0
    assert untallied().count() == 0


def test_erasing_takes_the_folded_sittings_and_the_sums_along(filled: Classroom) -> None:
    tally_class(filled)
    learner = Enrolment.objects.filter(assigned_sittings__isnull=False).first()
    assert learner is not None
    erase_learners(school=filled.school, learners=[learner.user], why=Erasure.Why.ASKED)
    assert not SittingTally.objects.exclude(sitting__in=Sitting.objects.all()).exists()
    assert not ClassTally.objects.exists()
    kept = class_periods([filled], [""])
    assert kept.rows[filled.pk, ""].learners <= Enrolment.objects.filter(classroom=filled).count()


def test_a_schools_page_adds_up_a_few_classes_itself_and_says_which_wait(filled: Classroom) -> None:
    rooms = [
        Classroom.objects.create(school=filled.school, name=f"Room {n}", code=f"CODE{n}")
        for n in range(MADE_AT_ONCE + 2)
    ]
    kept = class_periods(rooms, ["2026/27"])
    assert len(kept.waiting) == 2
    with patch("literacy.progress.rollup.tally_class") as made:
        class_periods(rooms[:MADE_AT_ONCE], ["2026/27"])
    made.assert_not_called()


def test_months_are_the_same_rows_in_short(filled: Classroom) -> None:
    tally_class(filled)
    rows = {row.period: row for row in ClassPeriod.objects.all()}
    for month in class_months([filled], list(rows)):
        assert month.d_prime.kept == rows[month.period].d_prime
        assert (month.asked, month.done) == (rows[month.period].asked, rows[month.period].done)
