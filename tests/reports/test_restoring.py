"""A clip that was put back is there for everybody, but leads nobody back who went on without it."""

from collections.abc import Callable

from django.test import Client

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from quizzes.reports.actions import restore_pair
from quizzes.reports.models import Pull
from tests.attempts.playing import judge, page, question_of, text_of
from tests.factories import make_quiz, make_sitting
from tests.reports.test_pulling import GONE, pair_at, pull


def test_restored_it_is_dealt_and_shown_again(quiz: Quiz, sams: Client, sam: User, tess: User) -> None:
    pair = Pair.objects.filter(items__quizzes=quiz)[0]
    pull(pair, tess)
    restore_pair(pair=pair, by=tess, note="It was somebody else.")
    assert start_sitting(quiz=quiz, taker=Taker.of(sam)).showings.count() == 6
    assert Pair.objects.published().filter(pk=pair.pk).exists()
    assert Pull.objects.get().restored_by == tess


def test_restored_it_leads_nobody_back_who_went_on_without_it(
    sams: Client, sitting: Sitting, tess: User
) -> None:
    pair = pair_at(sitting, 1)
    pull(pair, tess)
    judge(sams, sitting, 2, 0.95)
    question = question_of(page(sams, sitting, 2))
    restore_pair(pair=pair, by=tess, note="It was somebody else.")
    reply = sams.post(question.action, question.filled(cell="B2"), follow=True)
    assert Answer.objects.filter(showing__position=2).count() == 2
    assert course_of(sitting).current == 3
    assert GONE in text_of(page(sams, sitting, 1))
    assert reply.status_code == 200


def test_restored_it_comes_back_where_nothing_was_answered(sitting: Sitting, tess: User) -> None:
    pair = pair_at(sitting, 1)
    pull(pair, tess)
    restore_pair(pair=pair, by=tess, note="It was somebody else.")
    assert course_of(sitting).current == 1


def test_restored_its_truth_is_told_again_to_those_who_had_answered(
    sams: Client, sitting: Sitting, tess: User
) -> None:
    judge(sams, sitting, 1, 0.05)
    pair = pair_at(sitting, 1)
    pull(pair, tess)
    restore_pair(pair=pair, by=tess, note="It was somebody else.")
    assert "red box" in text_of(page(sams, sitting, 1))


def test_restored_a_finished_sitting_asks_nothing_more(
    sams: Client, make_pair: Callable[..., Pair], sam: User, tess: User
) -> None:
    pairs = [make_pair(claim=True) for _ in range(2)]
    sitting = make_sitting(make_quiz(pairs), sam)
    pull(pairs[0], tess)
    judge(sams, sitting, 2, 0.95)
    restore_pair(pair=pairs[0], by=tess, note="It was somebody else.")
    assert GONE in text_of(page(sams, sitting, 1))
    assert page(sams, sitting, 2).status_code == 200
    assert Showing.objects.get(sitting=sitting, position=1).left_out
