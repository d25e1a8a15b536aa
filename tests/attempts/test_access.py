"""A sitting belongs to one learner; for everybody else it is not there."""

from uuid import uuid4

import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.attempts.playing import page, place_url, question_of, sent


def every_door(sitting: Sitting, clip: str) -> list[str]:
    return [f"/sittings/{sitting.pk}/", place_url(sitting, 1), clip]


@pytest.fixture
def guests(quiz: Quiz) -> tuple[Client, Sitting]:
    """A guest's browser and the sitting that the guest began."""
    Quiz.objects.filter(pk=quiz.pk).update(open_to_guests=True)
    client = Client()
    client.post(f"/quizzes/{quiz.slug}/")
    return client, Sitting.objects.get(user=None)


def test_a_stranger_finds_nothing_of_somebody_elses_sitting(
    sams: Client, stranger: Client, sitting: Sitting
) -> None:
    clip = question_of(page(sams, sitting, 1)).clip
    for door in every_door(sitting, clip):
        assert sams.get(door).status_code == 200
        assert stranger.get(door).status_code == 404
        assert Client().get(door).status_code == 404, "signed out"


def test_a_teacher_does_not_answer_for_a_pupil(tess: User, sitting: Sitting) -> None:
    client = Client()
    client.force_login(tess)
    data = sent("judge", uuid4(), p_manipulated=0.05)
    assert client.post(f"{place_url(sitting, 1)}answer/", data).status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize("data", [{}, sent("judge", uuid4(), p_manipulated=0.05)])
def test_nobody_answers_somebody_elses_sitting(
    stranger: Client, sitting: Sitting, data: dict[str, str]
) -> None:
    for client in (stranger, Client()):
        assert client.post(f"{place_url(sitting, 1)}answer/", data).status_code == 404
    assert not Answer.objects.exists()


def test_a_guest_is_known_by_their_own_browser_only(guests: tuple[Client, Sitting], quiz: Quiz) -> None:
    client, sitting = guests
    clip = question_of(page(client, sitting, 1)).clip
    other = Client()
    other.post(f"/quizzes/{quiz.slug}/")
    for door in every_door(sitting, clip):
        assert client.get(door).status_code == 200
        assert other.get(door).status_code == 404
        assert Client().get(door).status_code == 404


def test_a_pupil_does_not_inherit_a_guests_sitting_on_the_same_machine(
    guests: tuple[Client, Sitting], sam: User
) -> None:
    client, sitting = guests
    client.force_login(sam)
    assert page(client, sitting, 1).status_code == 404


def test_signing_out_closes_the_sitting(sams: Client, sitting: Sitting) -> None:
    clip = question_of(page(sams, sitting, 1)).clip
    sams.logout()
    for door in every_door(sitting, clip):
        assert sams.get(door).status_code == 404


def test_a_sitting_that_never_was_is_not_found(sams: Client, sitting: Sitting) -> None:
    assert sams.get(f"/sittings/{uuid4()}/").status_code == 404
    assert sams.get("/sittings/1/").status_code == 404
