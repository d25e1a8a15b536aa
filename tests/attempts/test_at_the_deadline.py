"""Many hands in the moment a sitting ends: it ends once, and what it ended with is what it keeps."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.people.models import User
from quizzes.attempts.ending import close_all_overdue
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.attempts.terms import GRACE, Reveal
from tests.attempts.playing import place_url, sent
from tests.attempts.test_parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ended() -> Iterator[list[int]]:
    """For every time that the sitting was told to be finished, how many answers it had."""
    told: list[int] = []

    def listen(sitting_id: UUID, **rest: object) -> None:
        told.append(Answer.objects.filter(showing__sitting=sitting_id).count())

    sitting_finished.connect(listen, weak=False, dispatch_uid="ended")
    yield told
    sitting_finished.disconnect(dispatch_uid="ended")


def posting(user: User, sitting: Sitting) -> Callable[[], int]:
    client = Client()
    client.force_login(user)
    data = sent("judge", uuid4(), p_manipulated=0.05)
    return lambda: client.post(f"{place_url(sitting, 1)}answer/", data).status_code


def handing_in(user: User, sitting: Sitting) -> Callable[[], int]:
    client = Client()
    client.force_login(user)
    return lambda: client.post(reverse("hand_in", args=[sitting.pk])).status_code


def until(sitting: Sitting, seconds: float) -> None:
    """Have the time of a sitting be over so many seconds from now."""
    now = timezone.now()
    Sitting.objects.filter(pk=sitting.pk).update(
        time_limit=600, clock_began_at=now, deadline_at=now + timedelta(seconds=seconds)
    )


def test_two_answers_in_the_grace_keep_one_and_refuse_none(
    sam: User, sitting: Sitting, ended: list[int]
) -> None:
    until(sitting, -1)
    assert at_once(*[posting(sam, sitting) for _ in range(2)]) == [302, 302]
    assert Answer.objects.count() == 1
    assert ended == []


def test_two_answers_after_the_grace_are_refused_and_end_it_once(
    sam: User, sitting: Sitting, ended: list[int]
) -> None:
    until(sitting, -GRACE.total_seconds() - 0.01)
    answers = [posting(sam, sitting), posting(sam, sitting)]
    first, second, _swept = at_once(*answers, close_all_overdue)
    assert (first, second) == (409, 409)
    assert not Answer.objects.exists()
    assert ended == [0]


def test_an_answer_and_a_hand_in_at_once_agree_on_what_was_handed_in(
    sam: User, sitting: Sitting, ended: list[int]
) -> None:
    for _ in range(5):
        Answer.objects.all().delete()
        Sitting.objects.filter(pk=sitting.pk).update(reveal=Reveal.HANDED_IN, finished_at=None)
        ended.clear()
        answered, handed_in = at_once(posting(sam, sitting), handing_in(sam, sitting))
        assert handed_in == 302
        assert answered in {302, 409}
        assert ended == [Answer.objects.count()] == [1 if answered == 302 else 0]
