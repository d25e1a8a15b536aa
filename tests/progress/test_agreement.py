"""Every number that is kept of a class is the one that its answers give, worked out by another path."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from literacy.classroom.models import AssignedSitting, Classroom
from literacy.progress.facts import facts_of
from literacy.progress.models import ClassPeriod
from literacy.progress.results import class_results
from literacy.progress.rollup import tally_class
from quizzes.tallies.codes import brier_of
from quizzes.tallies.models import SittingTally
from tests.progress.by_hand import (
    Raw,
    alike_by_hand,
    cell_by_hand,
    d_prime_by_hand,
    in_period,
    learners_by_hand,
)
from tests.progress.made_class import fill


def taking_by_hand(raw: Raw, period: str) -> tuple[int, int, int]:
    asked = begun = done = 0
    for each in raw.given:
        if not in_period(each.opens_at, period):
            continue
        places = [place for place in raw.places if place.left_at is None]
        if each.whom == "chosen":
            chosen = {place for group in each.groups.all() for place in group.enrolments.all()}
            chosen |= set(each.learners.all())
            places = [place for place in places if place in chosen]
        for place in places:
            if (each.pk, place.pk) in raw.excused:
                continue
            sitting = raw.sitting(each, place)
            asked += 1
            begun += sitting is not None
            done += sitting is not None and sitting.finished_at is not None
    return asked, begun, done


def check(raw: Raw, row: ClassPeriod) -> None:
    learners = learners_by_hand(raw, row.period)
    total: Counter[str] = Counter()
    for each in learners.values():
        total += each.outcomes
    names = ("hit", "miss", "false_alarm", "correct_rejection", "checked")
    real, fake = row.stops[:7], row.stops[7:]
    assert [sum(fake[4:]), sum(fake[:3]), sum(real[4:]), sum(real[:3]), real[3] + fake[3]] == [
        total[n] for n in names
    ]
    assert brier_of(row.stops)[0] == pytest.approx(sum(each.brier for each in learners.values()))
    assert row.sure == [
        sum(each.sure > 0 for each in learners.values()),
        sum(each.sure for each in learners.values()),
        sum(each.sure_wrong for each in learners.values()),
    ]
    assert row.active == len(learners)
    assert row.milliseconds == sum(each.milliseconds for each in learners.values())
    assert row.answers == sum(sum(each.types.values()) for each in learners.values())
    for kind, (n, _scored, points) in row.types.items():
        assert n == sum(each.types[kind] for each in learners.values())
        assert points == pytest.approx(sum(each.points[kind] for each in learners.values()))
    for kept, way in ((row.techniques, "by_technique"), (row.cues, "by_cue")):
        for slug, (number, *cell) in kept.items():
            own = [getattr(each, way)[slug] for each in learners.values() if slug in getattr(each, way)]
            assert number == len(own)
            assert cell == cell_by_hand(sum(own, Counter()))
        assert set(kept) == {slug for each in learners.values() for slug in getattr(each, way)}
    figures = [each for each in (d_prime_by_hand(learner.outcomes) for learner in learners.values()) if each]
    number, of_d, squares, noise = row.d_prime
    assert number == len(figures)
    assert of_d == pytest.approx(sum(d for d, _ in figures))
    assert squares == pytest.approx(sum(d * d for d, _ in figures))
    assert noise == pytest.approx(sum(v for _, v in figures))
    assert (row.asked, row.begun, row.done) == taking_by_hand(raw, row.period)


@pytest.mark.django_db
@settings(
    max_examples=5,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(seed=st.integers(0, 2**32))
def test_what_is_kept_of_a_class_is_what_its_answers_give(classroom: Classroom, seed: int) -> None:
    with transaction.atomic():
        fill(classroom, seed)
        tally_class(classroom)
        rows = list(ClassPeriod.objects.filter(tally=classroom.pk))
        assert {len(row.period) for row in rows} == {0, 7}
        raw = Raw(classroom)
        for row in rows:
            check(raw, row)
        same_as_results_page(classroom)
        transaction.set_rollback(True)


def same_as_results_page(classroom: Classroom) -> None:
    facts = facts_of(classroom)
    for each in classroom.assignments.all():
        results = {learner.enrolment_id: learner.counts for learner in class_results(each).learners}
        for attempt in facts.counting:
            if attempt.assignment_id == each.pk:
                assert facts.sum_of([attempt]).counts == results[attempt.enrolment_id]


@pytest.mark.django_db
def test_gains_are_differences_of_the_same_learner(classroom: Classroom) -> None:
    fill(classroom, 5, items=20)
    tally_class(classroom)
    raw, gains = Raw(classroom), []
    pre, post = (
        next(each for each in raw.given if each.quiz and each.quiz.form == form) for form in ("pre", "post")
    )
    for place in raw.places:
        outcomes = []
        for each in (pre, post):
            sitting = raw.sitting(each, place)
            counted = raw.that_count(each, sitting) if sitting and sitting.finished_at else []
            outcomes.append(Counter(answer.outcome for answer in counted if answer.outcome))
        before, after = map(d_prime_by_hand, outcomes)
        if before and after and alike_by_hand(*outcomes):
            gains.append(after[0] - before[0])
    assert gains
    row = ClassPeriod.objects.get(tally=classroom.pk, period="")
    [kept] = row.gains.values()
    assert kept["post"][:3] == pytest.approx([len(gains), sum(gains), sum(gain * gain for gain in gains)])


@pytest.mark.django_db
def test_ended_sittings_are_read_from_what_is_kept_in_few_queries(
    classroom: Classroom, django_assert_max_num_queries: Any
) -> None:
    fill(classroom, 3)
    first = facts_of(classroom)
    ended = AssignedSitting.objects.filter(sitting__finished_at__isnull=False).count()
    assert 0 < SittingTally.objects.count() <= ended
    with django_assert_max_num_queries(12):
        again = facts_of(classroom)
    assert again.sum_of(again.counting).stops == first.sum_of(first.counting).stops
