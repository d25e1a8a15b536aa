"""Beginning a sitting: once per learner and group, dealt evenly, refused with a sentence."""

from collections import Counter

import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Cohort, Showing, Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Half
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests.factories import make_pair, make_quiz


def test_a_sitting_shows_every_item_once_and_half_of_them_manipulated(quiz: Quiz, sam: User) -> None:
    sitting = start_sitting(quiz=quiz, taker=Taker.of(sam))
    showings = list(sitting.showings.all())
    assert sorted(s.item_id for s in showings) == sorted(quiz.items.values_list("id", flat=True))
    assert [s.position for s in showings] == [1, 2, 3, 4, 5, 6]
    assert Counter(s.half for s in showings) == {Half.TWIN: 3, Half.ORIGINAL: 3}


def test_a_pupil_who_begins_again_comes_back_to_the_same_sitting(quiz: Quiz, sam: User) -> None:
    first = start_sitting(quiz=quiz, taker=Taker.of(sam), cohort="assignment:1")
    assert start_sitting(quiz=quiz, taker=Taker.of(sam), cohort="assignment:1") == first
    assert Cohort.objects.get().dealt == 1


def test_another_assignment_is_another_sitting(quiz: Quiz, sam: User) -> None:
    first = start_sitting(quiz=quiz, taker=Taker.of(sam), cohort="assignment:1")
    assert start_sitting(quiz=quiz, taker=Taker.of(sam), cohort="assignment:2") != first


def test_over_a_class_each_pair_is_shown_as_fake_to_half_of_the_pupils(db: None, own_folders: None) -> None:
    quiz = make_quiz([make_pair() for _ in range(6)])
    pupils = User.objects.bulk_create(User(name=f"Pupil {number}", password="!") for number in range(26))
    for pupil in pupils:
        start_sitting(quiz=quiz, taker=Taker.of(pupil), cohort="assignment:1")
    fakes = Counter(Showing.objects.filter(half=Half.TWIN).values_list("item_id", flat=True))
    assert set(fakes.values()) == {13}


def test_a_quiz_without_clips_is_refused_with_a_sentence(sam: User) -> None:
    with pytest.raises(Refusal, match="no clips yet"):
        start_sitting(quiz=make_quiz([]), taker=Taker.of(sam))
    assert not Sitting.objects.exists()


def test_nobody_cannot_begin(quiz: Quiz) -> None:
    with pytest.raises(Refusal, match="cookies"):
        start_sitting(quiz=quiz, taker=Taker())


def test_a_guest_begins_an_open_quiz_and_owns_the_sitting(quiz: Quiz, client: Client) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(slug="first-five", open_to_guests=True)
    assert client.get("/try/").status_code == 200
    assert not Sitting.objects.exists(), "looking must not begin anything"
    response = client.post("/try/")
    sitting = Sitting.objects.get()
    assert response.headers["Location"] == f"/sittings/{sitting.pk}/1/"
    assert sitting.user is None
    assert len(sitting.guest) == 64
    assert client.session["guest"] not in (sitting.guest, ""), "the database keeps a digest only"
    assert client.get(response.headers["Location"]).status_code == 200


def test_a_guest_may_try_again_and_is_dealt_anew(quiz: Quiz, client: Client) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(open_to_guests=True)
    for _ in range(2):
        client.post(f"/quizzes/{quiz.slug}/")
    first, second = Sitting.objects.all()
    assert first.guest == second.guest


def test_a_quiz_that_is_not_open_is_not_there_for_guests(quiz: Quiz, client: Client) -> None:
    assert client.get(f"/quizzes/{quiz.slug}/").status_code == 404
    assert client.post(f"/quizzes/{quiz.slug}/").status_code == 404


def test_an_open_quiz_without_clips_says_so(db: None, client: Client) -> None:
    make_quiz([], slug="first-five", open_to_guests=True)
    page = client.get("/try/", headers={"Accept-Language": "en"})
    assert "still being made" in page.content.decode()
    refused = client.post("/try/", headers={"Accept-Language": "en"})
    assert refused.status_code == 409
    assert "no clips yet" in refused.content.decode()
