"""What the site tells the browser's outbox: one word for each thing that can become of an answer."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.outbox import owner_key
from quizzes.attempts.taker import Taker
from quizzes.items.models import Quiz
from tests.attempts.playing import Question, Reply, judge, page, question_of, sent, text_of


def key_of(user: User) -> str:
    return owner_key(Taker.of(user))


def send(client: Client, to: str, owner: str, data: dict[str, Any]) -> Reply:
    """Send an answer as the outbox does."""
    return client.post(to, data, headers={"X-Outbox": owner, "HX-Request": "true"})


@pytest.fixture
def question(sams: Client, sitting: Sitting) -> Question:
    """The first question of Sam's sitting, as it stands on Sam's page."""
    return question_of(page(sams, sitting, 1))


def test_page_names_the_key_its_answers_are_kept_under_and_nobodys_number(
    sams: Client, sam: User, sitting: Sitting
) -> None:
    html = text_of(page(sams, sitting, 1))
    assert f'data-outbox="{key_of(sam)}"' in html
    assert len(key_of(sam)) == 24


def test_each_learner_has_a_key_that_stays_and_differs_from_all_others(sam: User, tess: User) -> None:
    keys = {key_of(sam), key_of(tess), owner_key(Taker(guest="a")), owner_key(Taker(guest="b"))}
    assert len(keys) == 4
    assert key_of(sam) in keys
    assert owner_key(Taker()) == ""


def test_answer_that_is_kept_comes_back_with_what_follows(
    sams: Client, sam: User, question: Question
) -> None:
    reply = send(sams, question.action, key_of(sam), question.filled(p_manipulated=0.95))
    assert (reply.status_code, reply.headers["X-Answer"]) == (200, "kept")
    assert question_of(reply).item_type == "locate"
    assert "<html" not in text_of(reply)
    assert "no-store" in reply.headers["Cache-Control"]
    assert "X-Outbox" in reply.headers["Vary"]


def test_same_answer_sent_again_is_kept_once(sams: Client, sam: User, question: Question) -> None:
    data = question.filled(p_manipulated=0.05)
    words = [send(sams, question.action, key_of(sam), data).headers["X-Answer"] for _ in range(3)]
    assert words == ["kept", "kept", "kept"]
    assert Answer.objects.count() == 1


def test_answer_of_a_stale_tab_is_told_that_the_first_one_counts(
    sams: Client, sam: User, sitting: Sitting, question: Question
) -> None:
    judge(sams, sitting, 1, 0.05)
    for values in ({"p_manipulated": 0.95}, {}):
        reply = send(sams, question.action, key_of(sam), question.filled(**values))
        assert reply.headers["X-Answer"] == "already"
        assert "Your first answer counts." in text_of(reply)
    assert Answer.objects.get().p_manipulated == 0.05


def test_answer_without_a_choice_asks_again(sams: Client, sam: User, question: Question) -> None:
    reply = send(sams, question.action, key_of(sam), question.filled())
    assert reply.headers["X-Answer"] == "incomplete"
    assert "Choose a place on the scale first" in text_of(reply)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("values", [{"p_manipulated": 0.95}, {}])
def test_answer_to_a_later_place_is_refused_and_shows_nothing_of_it(
    sams: Client, sam: User, sitting: Sitting, values: dict[str, Any]
) -> None:
    later = f"/sittings/{sitting.pk}/2/answer/"
    reply = send(sams, later, key_of(sam), sent("judge", uuid4(), **values))
    assert (reply.status_code, reply.headers["X-Answer"]) == (409, "refused")
    assert "in their order" in text_of(reply)
    assert "/media/" not in text_of(reply)


@pytest.mark.parametrize("place", [0, 7, 99])
def test_answer_to_a_place_that_is_not_there_is_refused(
    sams: Client, sam: User, sitting: Sitting, place: int
) -> None:
    to = f"/sittings/{sitting.pk}/{place}/answer/"
    for values in ({"p_manipulated": 0.95}, {}):
        reply = send(sams, to, key_of(sam), sent("judge", uuid4(), **values))
        assert reply.headers["X-Answer"] == "refused"


def test_answer_after_handing_in_is_refused_and_says_what_is_saved(
    sams: Client, sam: User, sitting: Sitting, question: Question
) -> None:
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=timezone.now())
    reply = send(sams, question.action, key_of(sam), question.filled(p_manipulated=0.95))
    assert (reply.status_code, reply.headers["X-Answer"]) == (409, "refused")
    assert "What you answered before is saved: 0 of 6." in text_of(reply)
    assert f'href="/sittings/{sitting.pk}/"' in text_of(reply)
    assert "no-store" in reply.headers["Cache-Control"]


def test_answer_to_a_sitting_that_is_gone_is_refused(sams: Client, sam: User) -> None:
    reply = send(
        sams, f"/sittings/{uuid4()}/1/answer/", key_of(sam), sent("judge", uuid4(), p_manipulated=0.5)
    )
    assert (reply.status_code, reply.headers["X-Answer"]) == (404, "refused")


def test_answer_of_somebody_who_is_signed_out_waits(sams: Client, sam: User, question: Question) -> None:
    sams.logout()
    data = question.filled(p_manipulated=0.95)
    reply = send(sams, question.action, key_of(sam), data)
    assert (reply.status_code, reply.headers["X-Answer"], reply.content) == (401, "signed-out", b"")
    assert not Answer.objects.exists()
    sams.force_login(sam)
    assert send(sams, question.action, key_of(sam), data).headers["X-Answer"] == "kept"


def test_answer_waits_while_another_pupil_is_signed_in(
    sams: Client, sam: User, otto: User, question: Question
) -> None:
    sams.force_login(otto)
    reply = send(sams, question.action, key_of(sam), question.filled(p_manipulated=0.95))
    assert reply.headers["X-Answer"] == "signed-out"
    assert not Answer.objects.exists()


def test_another_pupil_cannot_send_it_as_their_own(stranger: Client, otto: User, question: Question) -> None:
    reply = send(stranger, question.action, key_of(otto), question.filled(p_manipulated=0.95))
    assert (reply.status_code, reply.headers["X-Answer"]) == (404, "refused")
    assert not Answer.objects.exists()


def test_empty_key_is_nobodys(question: Question) -> None:
    reply = send(Client(), question.action, "", question.filled(p_manipulated=0.95))
    assert reply.headers["X-Answer"] == "signed-out"


def test_old_token_is_told_to_be_renewed_and_the_door_gives_a_new_one(sam: User, sitting: Sitting) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam)
    question = question_of(page(client, sitting, 1))
    client.cookies["csrftoken"] = "x" * 32
    data = question.filled(p_manipulated=0.05)
    reply = send(client, question.action, key_of(sam), data)
    assert (reply.status_code, reply.headers["X-Answer"]) == (403, "renew")
    assert "no-store" in reply.headers["Cache-Control"]
    door = json.loads(client.get("/outbox/").content)
    assert door["owner"] == key_of(sam)
    again = send(client, question.action, key_of(sam), data | {"csrfmiddlewaretoken": door["token"]})
    assert again.headers["X-Answer"] == "kept"


def test_door_tells_a_visitor_that_nobody_is_here_and_is_never_stored(client: Client) -> None:
    reply = client.get("/outbox/")
    assert json.loads(reply.content)["owner"] == ""
    assert "no-store" in reply.headers["Cache-Control"]


def test_form_without_the_script_gets_no_word(sams: Client, question: Question) -> None:
    reply = sams.post(question.action, question.filled(p_manipulated=0.95))
    assert reply.status_code == 302
    assert "X-Answer" not in reply.headers


def test_sitting_goes_on_at_the_same_item_on_another_device(
    sams: Client, sam: User, sitting: Sitting, question: Question
) -> None:
    send(sams, question.action, key_of(sam), question.filled(p_manipulated=0.95))
    phone = Client(headers={"Accept-Language": "en"})
    phone.force_login(sam)
    there = phone.get(f"/sittings/{sitting.pk}/", follow=True)
    assert question_of(there).item_type == "locate"
    assert f'data-outbox="{key_of(sam)}"' in text_of(there), "what a device keeps is found again"


@pytest.mark.django_db(transaction=True)
def test_answer_with_what_follows_costs_five_queries(
    sams: Client, sam: User, question: Question, django_assert_num_queries: Any
) -> None:
    # user, course, insert; pair with its clip, renditions
    with django_assert_num_queries(5):
        send(sams, question.action, key_of(sam), question.filled(p_manipulated=0.95))


@pytest.mark.django_db(transaction=True)
def test_place_with_the_truth_after_it_costs_eight(
    sams: Client, sam: User, sitting: Sitting, question: Question, django_assert_num_queries: Any
) -> None:
    send(sams, question.action, key_of(sam), question.filled(p_manipulated=0.95))
    where = question_of(page(sams, sitting, 1))
    # user, course, truth, insert; pair with its clip, renditions, mark, credits
    with django_assert_num_queries(8):
        send(sams, where.action, key_of(sam), where.filled(cell="D2"))


def test_guest_has_an_outbox_of_their_own(quiz: Quiz) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(open_to_guests=True)
    client = Client(headers={"Accept-Language": "en"})
    client.post(f"/quizzes/{quiz.slug}/")
    sitting = Sitting.objects.get(user=None)
    question = question_of(page(client, sitting, 1))
    key = json.loads(client.get("/outbox/").content)["owner"]
    assert key == owner_key(Taker(guest=sitting.guest))
    assert (
        send(client, question.action, key, question.filled(p_manipulated=0.5)).headers["X-Answer"] == "kept"
    )
