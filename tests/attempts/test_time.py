"""Time limits by the server's clock: from the first clip on, with a small grace, and nothing lost that was saved."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from literacy.people.models import User
from quizzes.attempts.actions import begin_clock, record_answer, start_sitting
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import GRACE, USUAL, Reveal, Terms
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from quizzes.jobs.dispatch import sweep
from tests.attempts.playing import judge, page, question_of, text_of

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
TEN = Terms(time_limit=600)
Clock = Any  # time-machine names no type of what travels


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def begin(quiz: Quiz, sam: User) -> Callable[[Terms], Sitting]:
    return lambda terms: start_sitting(quiz=quiz, taker=Taker.of(sam), terms=terms)


@pytest.fixture
def ended() -> Iterator[list[object]]:
    """Which sittings were told to be finished, in order."""
    told: list[object] = []

    def listen(sitting_id: object, **rest: object) -> None:
        told.append(sitting_id)

    sitting_finished.connect(listen, weak=False, dispatch_uid="ended")
    yield told
    sitting_finished.disconnect(dispatch_uid="ended")


def test_a_quiz_is_untimed_unless_somebody_says_otherwise(
    begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    sitting = begin(USUAL)
    html = text_of(page(sams, sitting, 1))
    assert "data-time" not in html
    assert "Hand in" not in html
    clock.shift(dt.timedelta(days=200))
    sams.force_login(User.objects.get(name="Sam"))
    judge(sams, sitting, 1, 0.05)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("terms", "seconds"),
    [
        (TEN, 600),
        (Terms(time_limit=600, extra_factor=1.25), 750),
        (Terms(time_limit=601, extra_factor=1.5), 902),
        (Terms(time_limit=600, extra_factor=1.5, extra_seconds=60), 960),
        (Terms(extra_factor=2), None),
    ],
)
def test_an_accommodation_lengthens_the_limit(terms: Terms, seconds: int | None) -> None:
    assert terms.seconds == seconds
    ends = None if seconds is None else NOON + dt.timedelta(seconds=seconds)
    assert terms.deadline(NOON) == ends


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"time_limit": 0}, "positive"),
        ({"extra_factor": 0.5}, "never takes time away"),
        ({"extra_seconds": -1}, "never takes time away"),
        ({"reveal": Reveal.AT}, "needs the moment"),
    ],
)
def test_terms_that_make_no_sense_are_a_mistake_of_the_programme(wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Terms(**wrong)


@pytest.mark.parametrize("begins", ["2026-03-29 00:30", "2026-10-25 00:30"])
def test_the_night_in_which_clocks_change_neither_gives_nor_takes_time(
    begins: str, begin: Callable[[Terms], Sitting], sams: Client
) -> None:
    with time_machine.travel(f"{begins}+00:00", tick=False) as clock:
        sitting = begin(Terms(time_limit=7200))
        page(sams, sitting, 1)
        clock.shift(dt.timedelta(minutes=119))
        assert "1 minute left" in text_of(page(sams, sitting, 1))


def test_the_clock_begins_with_the_first_clip_not_with_the_page_before_it(
    begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    sitting = begin(TEN)
    assert "You have 10 minutes." in text_of(sams.get(f"/sittings/{sitting.pk}/"))
    clock.shift(dt.timedelta(hours=1))
    assert sams.head(f"/sittings/{sitting.pk}/1/").status_code == 200
    assert course_of(Sitting.objects.get()).clock_waits
    assert "10 minutes left" in text_of(page(sams, sitting, 1))
    clock.shift(240)
    assert "6 minutes left" in text_of(page(sams, sitting, 1)), "opened again, it runs on"


def test_neither_a_lens_nor_an_answer_is_a_way_around_the_clock(
    begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    for way in ("lens", "answer"):
        sitting = begin(TEN)
        if way == "lens":
            sams.get(f"/sittings/{sitting.pk}/1/lenses/noise/")
        else:
            sams.post(f"/sittings/{sitting.pk}/1/answer/", {"key": str(uuid4()), "item_type": "judge"})
        sitting.refresh_from_db()
        assert sitting.deadline_at == NOON + dt.timedelta(seconds=600), way


def test_two_windows_that_open_the_first_clip_begin_one_clock(
    begin: Callable[[Terms], Sitting], clock: Clock
) -> None:
    sitting = begin(TEN)
    first, second = course_of(sitting), course_of(Sitting.objects.get())
    begin_clock(course=first)
    clock.shift(5)
    begin_clock(course=second)
    assert second.sitting.deadline_at == first.sitting.deadline_at == NOON + dt.timedelta(seconds=600)


@pytest.mark.parametrize(("late", "counts"), [(-1, True), (0, True), (15, True), (16, False)])
def test_an_answer_counts_until_a_small_grace_after_the_deadline(
    late: int, counts: bool, begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    sitting = begin(TEN)
    judge(sams, sitting, 1, 0.05)
    question = question_of(page(sams, sitting, 2))
    clock.shift(600 + late)
    response = sams.post(question.action, question.filled(p_manipulated=0.05))
    assert response.status_code == (302 if counts else 409)
    assert Answer.objects.count() == (2 if counts else 1)
    if not counts:
        said = text_of(response)
        assert "The time for this quiz was over" in said
        assert "answers to 1 of 6." in said


def test_an_answer_that_was_saved_and_is_sent_again_too_late_is_no_error(
    begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    sitting = begin(TEN)
    question = question_of(page(sams, sitting, 1))
    answer = question.filled(p_manipulated=0.05)
    sams.post(question.action, answer)
    clock.shift(3600)
    again = sams.post(question.action, answer)
    assert again.status_code == 302
    assert "kept=first" not in again.headers["Location"]


def test_a_sitting_past_its_time_ends_at_the_next_touch_with_what_was_saved(
    begin: Callable[[Terms], Sitting],
    sams: Client,
    clock: Clock,
    ended: list[object],
    django_capture_on_commit_callbacks: Any,
) -> None:
    sitting = begin(TEN)
    judge(sams, sitting, 1, 0.05)
    clock.shift(3600)
    with django_capture_on_commit_callbacks(execute=True):
        html = text_of(sams.get(f"/sittings/{sitting.pk}/"))
        sams.get(f"/sittings/{sitting.pk}/2/")
    assert "5 clips stayed open" in html
    assert html.count("Not answered") == 5
    sitting.refresh_from_db()
    assert sitting.finished_at == NOON + dt.timedelta(seconds=600), (
        "when the time was over, not when it was seen"
    )
    assert ended == [sitting.pk]


def test_sittings_left_open_are_swept_and_told_once(
    begin: Callable[[Terms], Sitting],
    clock: Clock,
    ended: list[object],
    django_capture_on_commit_callbacks: Any,
) -> None:
    over, running, untimed, waiting = begin(TEN), begin(Terms(time_limit=9000)), begin(USUAL), begin(TEN)
    for sitting in (over, running):
        begin_clock(course=course_of(sitting))
    closed = begin(Terms(closes_at=NOON + dt.timedelta(minutes=30)))
    clock.shift(600 + GRACE.total_seconds())
    sweep()
    assert not Sitting.objects.exclude(finished_at=None).exists(), "an answer may still be on its way"
    clock.shift(3600)
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
        sweep()
    finished = dict(Sitting.objects.exclude(finished_at=None).values_list("pk", "finished_at"))
    assert finished == {
        over.pk: NOON + dt.timedelta(minutes=10),
        closed.pk: NOON + dt.timedelta(minutes=30),
    }
    assert sorted(map(str, ended)) == sorted(map(str, finished))
    assert {running.pk, untimed.pk, waiting.pk}.isdisjoint(finished)


def test_what_closes_ends_a_clock_that_would_run_longer(
    begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    sitting = begin(Terms(time_limit=3600, closes_at=NOON + dt.timedelta(minutes=5)))
    assert "5 minutes left" in text_of(page(sams, sitting, 1))


def test_a_place_that_stayed_open_shows_its_truth_and_asks_nothing(
    begin: Callable[[Terms], Sitting], sams: Client, clock: Clock
) -> None:
    sitting = begin(TEN)
    page(sams, sitting, 1)
    clock.shift(3600)
    for position in range(1, 7):
        html = text_of(page(sams, sitting, position))
        assert "You did not answer this one" in html
        assert "answer-form" not in html


def test_a_last_answer_and_a_sweep_at_once_leave_a_sitting_that_ended_once(
    begin: Callable[[Terms], Sitting],
    clock: Clock,
    ended: list[object],
    django_capture_on_commit_callbacks: Any,
) -> None:
    sitting = begin(TEN)
    course = course_of(sitting)
    begin_clock(course=course)
    clock.shift(700)
    with django_capture_on_commit_callbacks(execute=True):
        sweep()  # between the reading of the course and its answer
        course.sitting.deadline_at = timezone.now()  # as it stood when the answer came in
        with pytest.raises(Refusal, match="does not count"):
            record_answer(
                course=course, position=1, item_type="judge", key=uuid4(), cleaned={"p_manipulated": 0.05},
                milliseconds=1,
            )  # fmt: skip
    assert not Answer.objects.exists()
    assert ended == [sitting.pk]
