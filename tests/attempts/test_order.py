"""The course of a sitting: questions in their order, each asked of whom it is for, nothing after the end."""

from typing import Any
from uuid import uuid4

import pytest
from django.dispatch import receiver
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests.attempts.playing import judge, locate, page, place_url, question_of, sent, text_of
from tests.factories import make_sitting

FAKE, CHECK, REAL = 0.95, 0.5, 0.05


def say(sitting: Sitting, position: int, item_type: str = "judge", **cleaned: Any) -> None:
    record_answer(
        course=course_of(sitting), position=position, item_type=item_type, key=uuid4(), cleaned=cleaned, milliseconds=None
    )  # fmt: skip


def test_a_later_place_leads_back_to_the_current_one(sams: Client, sitting: Sitting) -> None:
    assert page(sams, sitting, 3).headers["Location"] == place_url(sitting, 1)
    judge(sams, sitting, 1, REAL)
    assert page(sams, sitting, 3).headers["Location"] == place_url(sitting, 2)


def test_a_later_place_takes_no_answer(sams: Client, sitting: Sitting) -> None:
    response = sams.post(f"{place_url(sitting, 3)}answer/", sent("judge", uuid4(), p_manipulated=FAKE))
    assert response.status_code == 409
    assert "in their order" in text_of(response)
    assert not Answer.objects.exists()


def test_a_bad_form_does_not_show_a_later_clip(sams: Client, sitting: Sitting) -> None:
    response = sams.post(f"{place_url(sitting, 3)}answer/", sent("judge", uuid4()))
    assert "/media/" not in text_of(response)
    assert response.headers["Location"] == place_url(sitting, 3)
    assert page(sams, sitting, 3).headers["Location"] == place_url(sitting, 1)


@pytest.mark.parametrize("position", [0, 7, 99999999999999999999])
def test_a_place_that_is_not_there_is_not_found(sams: Client, sitting: Sitting, position: int) -> None:
    assert page(sams, sitting, position).status_code == 404
    answer = sams.post(f"{place_url(sitting, position)}answer/", sent("judge", uuid4(), p_manipulated=FAKE))
    assert answer.status_code == 404


@pytest.mark.parametrize("twins", [True, False])
def test_where_is_asked_after_manipulated_whatever_the_truth(
    quiz: Quiz, sam: User, sams: Client, twins: bool
) -> None:
    sitting = make_sitting(quiz, sam, twins=twins)
    after = judge(sams, sitting, 1, FAKE)
    assert question_of(after).item_type == "locate"


@pytest.mark.parametrize("twins", [True, False])
@pytest.mark.parametrize("said", [REAL, CHECK])
def test_where_is_not_asked_after_real_or_check_first(
    quiz: Quiz, sam: User, sams: Client, said: float, twins: bool
) -> None:
    sitting = make_sitting(quiz, sam, twins=twins)
    assert "light-table revealed" in text_of(judge(sams, sitting, 1, said))
    with pytest.raises(Refusal, match="in their order"):
        say(sitting, 1, "locate", cell="A1")


def test_where_cannot_be_answered_before_the_judgement(sitting: Sitting) -> None:
    with pytest.raises(Refusal, match="in their order"):
        say(sitting, 1, "locate", cell="A1")


def test_a_caption_is_never_asked_for_a_place(sams: Client, sitting: Sitting) -> None:
    for position in range(1, 5):
        judge(sams, sitting, position, REAL)
    assert "light-table revealed" in text_of(judge(sams, sitting, 5, FAKE))
    with pytest.raises(Refusal, match="not part of this quiz"):
        say(sitting, 5, "locate", cell="A1")


def test_the_next_clip_waits_until_the_place_was_pointed_at(sams: Client, sitting: Sitting) -> None:
    judge(sams, sitting, 1, FAKE)
    assert page(sams, sitting, 2).headers["Location"] == place_url(sitting, 1)
    locate(sams, sitting, 1, cell="D2")
    assert question_of(page(sams, sitting, 2)).item_type == "judge"


def test_the_way_into_a_sitting_leads_to_where_it_was_left(sams: Client, sitting: Sitting) -> None:
    entrance = f"/sittings/{sitting.pk}/"
    assert "Begin" in text_of(sams.get(entrance))
    judge(sams, sitting, 1, REAL)
    assert sams.get(entrance).headers["Location"] == place_url(sitting, 2)
    for position in range(2, 7):
        judge(sams, sitting, position, REAL)
    assert "Look again" in text_of(sams.get(entrance))


def test_a_sitting_that_was_handed_in_takes_no_more(sitting: Sitting) -> None:
    for position in range(1, 7):
        say(sitting, position, p_manipulated=REAL)
    sitting.refresh_from_db()
    assert sitting.finished_at is not None
    with pytest.raises(Refusal, match="handed in"):
        say(sitting, 1, "locate", cell="A1")
    assert Answer.objects.count() == 6


def test_the_end_is_told_once_and_only_when_it_is_kept(
    sitting: Sitting, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[object] = []

    @receiver(sitting_finished, weak=False, dispatch_uid="test")
    def listen(sender: object, sitting_id: object, **rest: object) -> None:
        told.append(sitting_id)

    try:
        for position in range(1, 6):
            say(sitting, position, p_manipulated=REAL)
        with django_capture_on_commit_callbacks() as callbacks:
            say(sitting, 6, p_manipulated=CHECK)
        assert told == []
        for callback in callbacks:
            callback()
        assert told == [sitting.pk]
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            say(sitting, 6, p_manipulated=FAKE)
        assert (told, callbacks) == ([sitting.pk], [])
    finally:
        sitting_finished.disconnect(dispatch_uid="test")


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_does_not_cost_the_learner_the_answer(sitting: Sitting, sams: Client) -> None:
    def fail(**rest: object) -> None:
        raise RuntimeError("no worker today")

    for position in range(1, 6):
        say(sitting, position, p_manipulated=REAL)
    sitting_finished.connect(fail, weak=False, dispatch_uid="test")
    try:
        assert "light-table revealed" in text_of(judge(sams, sitting, 6, REAL))
    finally:
        sitting_finished.disconnect(dispatch_uid="test")
    assert "Look again" in text_of(sams.get(f"/sittings/{sitting.pk}/"))
