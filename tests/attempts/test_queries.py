"""What each step of the player costs the database, pinned so that it does not creep up."""

from typing import Any

import pytest
from django.test import Client

from quizzes.attempts.models import Sitting
from tests.attempts.playing import judge, page, question_of


@pytest.fixture(autouse=True)
def warm(sams: Client, sitting: Sitting) -> None:
    """The session is in the cache from the first page on."""
    page(sams, sitting, 1)


@pytest.mark.django_db(transaction=True)
def test_a_judgement_costs_three_queries(
    sams: Client, sitting: Sitting, django_assert_num_queries: Any
) -> None:
    question = question_of(page(sams, sitting, 1))
    # user, course, insert
    with django_assert_num_queries(3):
        sams.post(question.action, question.filled(p_manipulated=0.05))


@pytest.mark.django_db(transaction=True)
def test_a_place_costs_one_more_for_the_truth(
    sams: Client, sitting: Sitting, django_assert_num_queries: Any
) -> None:
    judge(sams, sitting, 1, 0.95)
    question = question_of(page(sams, sitting, 1))
    with django_assert_num_queries(4):
        sams.post(question.action, question.filled(cell="D2"))


def test_a_question_page_costs_four(sams: Client, sitting: Sitting, django_assert_num_queries: Any) -> None:
    # user, course, pair with its clip, renditions
    with django_assert_num_queries(4):
        question_of(page(sams, sitting, 1))


def test_a_reveal_costs_two_more_for_the_mark_and_the_credits(
    sams: Client, sitting: Sitting, django_assert_num_queries: Any
) -> None:
    judge(sams, sitting, 1, 0.05)
    with django_assert_num_queries(6):
        page(sams, sitting, 1)


def test_a_clip_costs_three(sams: Client, sitting: Sitting, django_assert_num_queries: Any) -> None:
    clip = question_of(page(sams, sitting, 1)).clip
    # user, course, rendition
    with django_assert_num_queries(3):
        sams.get(clip)
