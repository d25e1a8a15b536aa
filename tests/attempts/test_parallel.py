"""Many hands at once: double clicks and two windows, on a database that really runs them side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Answer, Cohort, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.attempts.taker import Taker
from quizzes.items.models import Quiz
from tests.attempts.playing import judge, place_url, sent

pytestmark = pytest.mark.django_db(transaction=True)
Result = TypeVar("Result")


def at_once(*acts: Callable[[], Result]) -> list[Result]:
    """Run all acts in threads of their own that begin together."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Result]) -> Result:
        try:
            barrier.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def posting(user: User, sitting: Sitting, position: int, key: object, p: float) -> Callable[[], str]:
    client = Client()
    client.force_login(user)

    def post() -> str:
        data = {**sent("judge", uuid4(), p_manipulated=p), "key": str(key)}
        response = client.post(f"{place_url(sitting, position)}answer/", data)
        assert response.status_code == 302
        return response.headers["Location"].partition("?")[2]

    return post


def test_a_double_click_keeps_one_answer_and_shows_no_error(sam: User, sitting: Sitting) -> None:
    key = uuid4()
    notices = at_once(*[posting(sam, sitting, 1, key, 0.05) for _ in range(4)])
    assert notices == [""] * 4
    assert Answer.objects.count() == 1


def test_windows_that_answer_at_once_keep_one_answer_and_tell_the_others(sam: User, sitting: Sitting) -> None:
    choices = (0.05, 0.2, 0.4, 0.5)
    notices = at_once(*[posting(sam, sitting, 1, uuid4(), p) for p in choices])
    assert sorted(notices) == ["", *["kept=first"] * 3]
    assert Answer.objects.get().p_manipulated == choices[notices.index("")]


def test_the_last_answer_from_several_windows_finishes_the_sitting_once(
    sam: User, sams: Client, sitting: Sitting
) -> None:
    for position in range(1, 6):
        judge(sams, sitting, position, 0.05)
    told: list[object] = []

    def listen(sitting_id: object, **rest: object) -> None:
        told.append(sitting_id)

    sitting_finished.connect(listen, weak=False, dispatch_uid="test")
    try:
        at_once(*[posting(sam, sitting, 6, uuid4(), 0.05) for _ in range(3)])
    finally:
        sitting_finished.disconnect(dispatch_uid="test")
    assert told == [sitting.pk]
    sitting.refresh_from_db()
    assert sitting.finished_at is not None


def test_two_clicks_on_begin_make_one_sitting(quiz: Quiz, sam: User) -> None:
    taker = Taker.of(sam)
    made = at_once(*[lambda: start_sitting(quiz=quiz, taker=taker, cohort="assignment:1") for _ in range(3)])
    assert len({sitting.pk for sitting in made}) == 1
    assert Sitting.objects.get().showings.count() == 6
    assert Cohort.objects.get().dealt == 1


def test_a_class_that_begins_at_once_is_dealt_in_turn(quiz: Quiz) -> None:
    pupils = [User.objects.create_user(name=f"Pupil {number}") for number in range(5)]
    begin = [lambda p=pupil: start_sitting(quiz=quiz, taker=Taker.of(p), cohort="a") for pupil in pupils]
    assert len({sitting.pk for sitting in at_once(*begin)}) == 5
    assert Cohort.objects.get().dealt == 5
