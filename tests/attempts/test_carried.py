"""A form sent without JavaScript after its learner was signed out: the browser carries the answer until they are back."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from literacy.classroom.actions import NewCode, add_pupils
from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.carried import COOKIE, SECONDS
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.attempts.playing import Question, Reply, page, place_url, question_of, text_of
from tests.factories import make_sitting


@pytest.fixture
def cards(assignment: Assignment, classroom: Classroom) -> list[NewCode]:
    return add_pupils(classroom=classroom, names=["Noor", "Milan"]).new


@pytest.fixture
def laptop() -> Client:
    """A browser without JavaScript that several pupils use."""
    return Client(headers={"Accept-Language": "en"}, enforce_csrf_checks=True)


def come_in(laptop: Client, classroom: Classroom, card: NewCode, back: str = "") -> Reply:
    door = f"/join/{classroom.code}/"
    token = laptop.get(door) and laptop.cookies["csrftoken"].value
    said = {"words": card.code, "next": back, "csrfmiddlewaretoken": token}
    return laptop.post(door, said, follow=True)


def begin(laptop: Client, quiz: Quiz, classroom: Classroom, card: NewCode) -> Question:
    """Come in and open the first clip."""
    come_in(laptop, classroom, card)
    sitting = make_sitting(quiz, User.objects.get(name=card.name), twins=True)
    return question_of(page(laptop, sitting, 1))


def end_session(laptop: Client) -> None:
    del laptop.cookies["sessionid"]


def door_of(reply: Reply) -> tuple[str, str]:
    """Where a page sends somebody to come in again, and whereto from there."""
    href = text_of(reply).split('<a class="button primary" href="')[1].split('"')[0]
    return urlsplit(href).path, parse_qs(urlsplit(href).query)["next"][0]


def stored() -> list[tuple[str, float | None]]:
    return list(Answer.objects.order_by("pk").values_list("showing__sitting__user__name", "p_manipulated"))


def test_pupil_who_comes_in_again_finds_the_answer_sent(
    laptop: Client, quiz: Quiz, classroom: Classroom, cards: list[NewCode]
) -> None:
    question = begin(laptop, quiz, classroom, cards[0])
    end_session(laptop)
    reply = laptop.post(question.action, question.filled(p_manipulated=0.05))
    assert reply.status_code == 401
    assert "Come in again, and your answer is sent." in text_of(reply)
    assert stored() == []
    door, back = door_of(reply)
    assert door == f"/join/{classroom.code}/"
    there = come_in(laptop, classroom, cards[0], back)
    assert "Saved" in text_of(there)
    assert 'class="light-table revealed"' in text_of(there)
    assert stored() == [("Noor", 0.05)]
    assert laptop.cookies[COOKIE].value == "", "what arrived is carried no more"
    assert "Your first answer counts" not in text_of(there)


def test_another_pupil_who_comes_in_instead_neither_sends_nor_sees_it_and_its_own_one_still_can(
    laptop: Client, quiz: Quiz, classroom: Classroom, cards: list[NewCode]
) -> None:
    question = begin(laptop, quiz, classroom, cards[0])
    end_session(laptop)
    _, back = door_of(laptop.post(question.action, question.filled(p_manipulated=0.95)))
    sealed = laptop.cookies[COOKIE]
    assert sealed["path"] == back.removesuffix("1/"), "it is sent to this sitting's pages alone"
    assert sealed["httponly"]
    assert cards[0].name not in sealed.value
    assert "0.95" not in sealed.value
    there = come_in(laptop, classroom, cards[1], back)
    assert "Hello, Milan" in text_of(there)
    assert laptop.get(back).status_code == 404
    assert stored() == []
    come_in(laptop, classroom, cards[0])
    begun = laptop.get(back.removesuffix("1/"), follow=True)
    assert question_of(begun).item_type == "locate"
    assert stored() == [("Noor", 0.95)]


def test_adult_comes_in_by_the_door_for_adults_and_guest_cannot_come_back(
    client: Client, tess: User, quiz: Quiz
) -> None:
    sitting = make_sitting(quiz, tess)
    client.force_login(tess)
    question = question_of(page(client, sitting, 1))
    end_session(client)
    reply = client.post(question.action, question.filled(p_manipulated=0.05))
    assert door_of(reply) == ("/account/login/", place_url(sitting, 1))
    signed = {"login": tess.email, "password": "long enough for tess", "next": place_url(sitting, 1)}
    client.post("/account/login/", signed, follow=True)
    assert stored() == [("Tess", 0.05)]
    Quiz.objects.filter(pk=quiz.pk).update(open_to_guests=True)
    guest = Client(headers={"Accept-Language": "en"})
    guest.post(f"/quizzes/{quiz.slug}/")
    question = question_of(page(guest, Sitting.objects.get(user=None), 1))
    end_session(guest)
    reply = guest.post(question.action, question.filled(p_manipulated=0.05))
    assert "no longer knows you" in text_of(reply)
    assert COOKIE not in guest.cookies


@pytest.fixture
def carried(sams: Client, sam: User, sitting: Sitting) -> Question:
    """The first question of Sam's sitting, answered after the session had ended; Sam is back."""
    question = question_of(page(sams, sitting, 1))
    sams.logout()
    sams.post(question.action, question.filled(p_manipulated=0.95, door="/join/"))
    sams.force_login(sam)
    return question


def test_it_is_carried_for_a_school_day(sams: Client, sitting: Sitting, carried: Question) -> None:
    with time_machine.travel(timezone.now() + timedelta(seconds=SECONDS + 60)):
        assert question_of(page(sams, sitting, 1)).item_type == "judge"
    assert stored() == []


def test_it_opens_at_no_other_sitting_and_when_altered_not_at_all(
    sams: Client, sam: User, sitting: Sitting, quiz: Quiz, carried: Question
) -> None:
    other = make_sitting(quiz, sam)
    assert question_of(page(sams, other, 1)).item_type == "judge"
    sams.cookies[COOKIE] = sams.cookies[COOKIE].value[:-8] + "AAAAAAA="
    assert question_of(page(sams, sitting, 1)).item_type == "judge"
    assert stored() == []


def test_it_is_told_when_the_quiz_was_handed_in_meanwhile(
    sams: Client, sitting: Sitting, carried: Question
) -> None:
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    reply = page(sams, sitting, 1)
    assert "What you answered before is saved: 0 of 6." in text_of(reply)
    assert page(sams, sitting, 1).status_code == 200
    assert stored() == []


def test_answer_given_meanwhile_on_another_device_counts(
    sams: Client, sam: User, sitting: Sitting, carried: Question
) -> None:
    phone = Client()
    phone.force_login(sam)
    there = question_of(page(phone, sitting, 1))
    phone.post(there.action, there.filled(p_manipulated=0.05))
    told = sams.get(place_url(sitting, 1), follow=True)
    assert "Your first answer counts. You said: Real, very sure." in text_of(told)
    assert stored() == [("Sam", 0.05)]


@pytest.mark.parametrize(
    "more", [{"owner": ""}, {"owner": "0" * 24, "said": "x" * 3000}, {"key": "none", "owner": "0" * 24}]
)
def test_nothing_is_carried_that_no_page_sent(more: dict[str, Any], sams: Client, sitting: Sitting) -> None:
    question = question_of(page(sams, sitting, 1))
    sams.logout()
    assert sams.post(question.action, question.filled(p_manipulated=0.95) | more).status_code == 404
    assert COOKIE not in sams.cookies


def test_form_that_htmx_sends_gets_the_same_in_a_notice(
    laptop: Client, quiz: Quiz, classroom: Classroom, cards: list[NewCode]
) -> None:
    """Where the outbox did not arrive: htmx swaps nothing on an error status."""
    question = begin(laptop, quiz, classroom, cards[0])
    by_htmx = {"HX-Request": "true"}
    old = laptop.post(question.action, question.filled(csrfmiddlewaretoken="x" * 32), headers=by_htmx)
    end_session(laptop)
    out = laptop.post(question.action, question.filled(p_manipulated=0.05), headers=by_htmx)
    for reply, words in ((old, "Send my answer"), (out, "Come in again")):
        assert (reply.status_code, reply.headers["HX-Retarget"]) == (200, "#notices")
        assert words in text_of(reply)
    assert COOKIE in laptop.cookies


def test_door_never_leads_off_the_site(sams: Client, sitting: Sitting) -> None:
    question = question_of(page(sams, sitting, 1))
    sams.logout()
    for door in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        reply = sams.post(question.action, question.filled(p_manipulated=0.95, door=door))
        assert "elsewhere" not in text_of(reply)
        assert "javascript" not in text_of(reply)


def test_form_of_a_page_from_before_signing_in_is_sent_with_one_press_more(
    laptop: Client, quiz: Quiz, classroom: Classroom, cards: list[NewCode]
) -> None:
    question = begin(laptop, quiz, classroom, cards[0])
    old = question.filled(p_manipulated=0.05)
    come_in(laptop, classroom, cards[0])  # in another window: this window's token is worth nothing now
    reply = laptop.post(question.action, old)
    assert reply.status_code == 403
    assert "One press more, and your answer is sent." in text_of(reply)
    assert stored() == []
    token = laptop.cookies["csrftoken"].value
    laptop.post(question.action, old | {"csrfmiddlewaretoken": token})
    assert stored() == [("Noor", 0.05)]
    assert f'name="p_manipulated" value="{old["p_manipulated"]}"' in text_of(reply)
