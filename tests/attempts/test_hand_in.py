"""Assessments: the truth waits, a learner hands in, and what stays open is named first."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.media import ClipLinks
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import Reveal, Terms
from quizzes.items.models import Quiz
from tests.attempts.playing import judge, media_links, page, question_of, text_of

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def begin(quiz: Quiz, sam: User) -> Callable[[Terms], Sitting]:
    return lambda terms: start_sitting(quiz=quiz, taker=Taker.of(sam), terms=terms)


@pytest.fixture
def test_of_sam(begin: Callable[[Terms], Sitting]) -> Sitting:
    """A sitting in which the truth waits until it is handed in."""
    return begin(Terms(reveal=Reveal.HANDED_IN))


def handing_in(sitting: Sitting) -> str:
    return reverse("hand_in", args=[sitting.pk])


def test_an_answer_in_a_test_is_kept_and_tells_nothing(sams: Client, test_of_sam: Sitting) -> None:
    html = text_of(judge(sams, test_of_sam, 1, 0.05))
    assert "Your answer is saved." in html
    assert "shown when you have handed in" in html
    assert media_links(page(sams, test_of_sam, 1)) == []
    assert sams.get(ClipLinks(test_of_sam.pk, 1).twin).status_code == 404


def test_handing_in_early_names_what_is_open_and_tells_nothing_of_the_truth(
    sams: Client, test_of_sam: Sitting
) -> None:
    judge(sams, test_of_sam, 1, 0.2)
    judge(sams, test_of_sam, 2, 0.5)
    html = text_of(sams.get(handing_in(test_of_sam)))
    assert "4 clips are still open." in html
    assert "clips 3, 4, 5, 6" in html
    assert "Real, fairly sure" in html
    assert "it cannot be changed" in html
    for telling in ("hit", "miss", "false_alarm", "You saw", "fooled"):
        assert telling not in html.split("<main")[1].replace("missing", "")
    assert Sitting.objects.get().finished_at is None, "looking hands nothing in"


def test_after_the_last_answer_a_test_waits_to_be_handed_in(sams: Client, test_of_sam: Sitting) -> None:
    for position in range(1, 7):
        after = judge(sams, test_of_sam, position, 0.05)
    assert "Look back and hand in" in text_of(after)
    assert Sitting.objects.get().finished_at is None
    assert sams.get(f"/sittings/{test_of_sam.pk}/").headers["Location"] == handing_in(test_of_sam)
    assert "Every clip has your answer." in text_of(sams.get(handing_in(test_of_sam)))


def test_what_was_handed_in_shows_the_truth_and_takes_no_more(sams: Client, test_of_sam: Sitting) -> None:
    judge(sams, test_of_sam, 1, 0.05)
    late = question_of(page(sams, test_of_sam, 2))
    for _ in range(2):  # a second click is no error
        assert sams.post(handing_in(test_of_sam)).status_code == 302
    assert "Look again" in text_of(sams.get(f"/sittings/{test_of_sam.pk}/"))
    assert "light-table revealed" in text_of(page(sams, test_of_sam, 1))
    refused = sams.post(late.action, late.filled(p_manipulated=0.05))
    assert refused.status_code == 409
    assert "This quiz has been handed in" in text_of(refused)
    assert "saved: 1 of 6." in text_of(refused)
    assert Answer.objects.count() == 1


def test_nothing_answered_can_be_handed_in_too(sams: Client, test_of_sam: Sitting) -> None:
    page(sams, test_of_sam, 1)
    end = text_of(sams.post(handing_in(test_of_sam), follow=True))
    assert "You did not answer any clip." in end


def test_nobody_else_hands_it_in(stranger: Client, test_of_sam: Sitting) -> None:
    for response in (stranger.get(handing_in(test_of_sam)), stranger.post(handing_in(test_of_sam))):
        assert response.status_code == 404
    assert Sitting.objects.get().finished_at is None


def test_practice_without_a_limit_is_not_handed_in(sams: Client, sitting: Sitting) -> None:
    assert sams.get(handing_in(sitting)).status_code == 302
    assert sams.post(handing_in(sitting)).status_code == 409
    assert Sitting.objects.get().finished_at is None


def test_the_truth_waits_for_its_moment_though_all_is_handed_in(
    begin: Callable[[Terms], Sitting], sams: Client
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        due = NOON + dt.timedelta(hours=2)
        sitting = begin(Terms(reveal=Reveal.AT, reveal_at=due, closes_at=due))
        judge(sams, sitting, 1, 0.05)
        sams.post(handing_in(sitting))
        waiting = text_of(sams.get(f"/sittings/{sitting.pk}/"))
        assert "Handed in, and saved." in waiting
        assert "1 of 6 clips have an answer" in waiting
        for position in range(1, 7):
            assert media_links(page(sams, sitting, position)) == []
            assert sams.get(ClipLinks(sitting.pk, position).twin).status_code == 404
        clock.shift(7200)
        assert "Look again" in text_of(sams.get(f"/sittings/{sitting.pk}/"))
        assert "light-table revealed" in text_of(page(sams, sitting, 2))


def test_practice_can_be_given_for_a_quiz_that_is_a_test(
    begin: Callable[[Terms], Sitting], sams: Client, quiz: Quiz
) -> None:
    quiz.mode = Quiz.Mode.ASSESSMENT
    quiz.save()
    sitting = begin(Terms(reveal=Reveal.EACH))
    assert "light-table revealed" in text_of(judge(sams, sitting, 1, 0.05))


@pytest.mark.django_db(transaction=True)
def test_an_answer_to_a_test_costs_six_queries(
    sams: Client, test_of_sam: Sitting, django_assert_num_queries: Any
) -> None:
    question = question_of(page(sams, test_of_sam, 1))
    # user, course, begin, the sitting held open, insert, commit; a place costs one more, for the truth
    with django_assert_num_queries(6):
        sams.post(question.action, question.filled(p_manipulated=0.05))


@pytest.mark.django_db(transaction=True)
def test_the_first_clip_of_a_timed_quiz_costs_three_more_and_its_answers_six(
    begin: Callable[[Terms], Sitting], sams: Client, django_assert_num_queries: Any
) -> None:
    sitting = begin(Terms(time_limit=600))
    sams.get("/home/")
    with django_assert_num_queries(7):
        question = question_of(page(sams, sitting, 1))
    with django_assert_num_queries(4):
        page(sams, sitting, 1)
    # "I would check first", because a miss may bring a contrast forward, which costs two more
    with django_assert_num_queries(6):
        sams.post(question.action, question.filled(p_manipulated=0.5))
