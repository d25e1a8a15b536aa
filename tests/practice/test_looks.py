"""Today's look, as its learner meets it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from literacy.classroom.models import Assignment
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Half
from quizzes.http.refusal import Refusal
from quizzes.practice.actions import begin_look
from quizzes.practice.known import skills_of
from quizzes.practice.look import State, todays_look
from quizzes.practice.models import PairRating, Practised
from quizzes.practice.tasks import rate_pairs
from tests import factories, play
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(db: None, own_folders: None) -> None:
    for technique in ("copy-move", "splicing", "retouch"):
        for _ in range(3):
            factories.make_pair(technique=technique)


def look_of(user: User) -> Any:
    now = timezone.now()
    taker = Taker.of(user)
    return todays_look(taker, skills_of(taker, now=now), now=now)


def play_through(sitting: Sitting, *, right: bool) -> None:
    play.let_play(sitting, skill=1.0 if right else 0.0)


def test_a_look_is_five_clips_of_a_learners_own_half_of_them_about_real(library: None, sam: User) -> None:
    sitting = begin_look(taker=Taker.of(sam), now=timezone.now())
    halves = list(sitting.showings.values_list("half", flat=True))
    assert len(halves) == 5 and 2 <= halves.count(Half.TWIN) <= 3


def test_a_look_left_half_way_goes_on_and_one_left_for_days_does_not(library: None, sam: User) -> None:
    with time_machine.travel("2026-09-01 09:00Z") as clock:
        first = begin_look(taker=Taker.of(sam), now=timezone.now())
        assert look_of(sam).state is State.BUSY
        assert begin_look(taker=Taker.of(sam), now=timezone.now()) == first
        clock.shift(timedelta(days=3))
        assert look_of(sam).state is State.NEW
        assert begin_look(taker=Taker.of(sam), now=timezone.now()) != first


def test_after_a_look_the_day_is_done_until_midnight(library: None, sam: User) -> None:
    with time_machine.travel("2026-09-01 09:00Z") as clock:
        play_through(begin_look(taker=Taker.of(sam), now=timezone.now()), right=True)
        assert look_of(sam).state is State.DONE
        clock.move_to("2026-09-01 21:59Z")  # 23:59 in Amsterdam
        assert look_of(sam).state is State.DONE
        clock.move_to("2026-09-01 22:01Z")
        assert look_of(sam).state is State.NEW


def test_what_was_missed_in_class_comes_back_in_a_look(
    library: None, assignment: Assignment, sam: User
) -> None:
    with time_machine.travel("2026-09-01 09:00Z") as clock:
        play.let_answer(assignment, sam, clips=6, seed=1, skill=0.0)
        clock.shift(timedelta(days=5))
        assert look_of(sam).due >= 1


def test_what_a_test_has_not_told_yet_is_in_no_skill(
    library: None, assignment: Assignment, sam: User
) -> None:
    play.let_answer(assignment, sam, clips=6, seed=1, skill=0.0)
    now = timezone.now()
    Sitting.objects.update(reveal="at", reveal_at=now + timedelta(days=1))
    assert skills_of(Taker.of(sam), now=now).general.answers == 0
    later = now + timedelta(days=1, minutes=1)
    assert skills_of(Taker.of(sam), now=later).general.answers > 0


def test_what_is_kept_is_used_again_and_made_anew_when_there_is_something_new(
    library: None, assignment: Assignment, sam: User
) -> None:
    now = timezone.now
    assert skills_of(Taker.of(sam), now=now()).general.answers == 0
    play.let_answer(assignment, sam, clips=6, seed=1)
    found = skills_of(Taker.of(sam), now=now())
    assert (
        found.general.answers
        == Answer.objects.filter(item_type="judge", showing__half=Half.TWIN)
        .exclude(outcome="checked")
        .count()
    )
    with CaptureQueriesContext(connection) as asked:
        skills_of(Taker.of(sam), now=now())
    assert len(asked) == 2
    Practised.objects.all().delete()
    assert skills_of(Taker.of(sam), now=now()).techniques.keys() == found.techniques.keys()


def test_a_library_that_is_too_small_is_said_in_a_sentence(sam: User) -> None:
    with pytest.raises(Refusal, match="nog gemaakt"):
        begin_look(taker=Taker.of(sam), now=timezone.now())


def test_a_guest_practises_and_is_remembered_by_the_session(library: None, client: Client) -> None:
    started = client.post("/practice/")
    assert started.status_code == 302 and "/sittings/" in started["Location"]
    sitting = Sitting.objects.get()
    assert sitting.user is None and sitting.guest
    play_through(sitting, right=True)
    page = client.get("/practice/", headers={"accept-language": "en"}).content.decode()
    assert "Done for today." in page and "in this browser only" in page
    assert "Nothing yet" in Client().get("/practice/", headers={"accept-language": "en"}).content.decode()


def test_a_pupils_home_offers_the_look(library: None, sam: User, client: Client) -> None:
    sign_in(client, sam)
    assert 'action="/practice/"' in client.get("/home/").content.decode()


def test_ratings_are_measured_from_the_answers(played: Assignment) -> None:
    told: list[int] = []
    rate_pairs("today", told.append)
    judged = Answer.objects.filter(item_type="judge").exclude(outcome="checked").count()
    assert sum(PairRating.objects.values_list("answers", flat=True)) == judged
    rate_pairs("today", told.append)
    assert sum(PairRating.objects.values_list("answers", flat=True)) == judged, (
        "doing it twice changes nothing"
    )
