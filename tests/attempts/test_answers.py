"""Keeping an answer: once, marked on the server, never lost to a bad form."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.actions import Recorded, record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Answer, Sitting
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests.attempts.playing import judge, page, place_url, question_of, sent, text_of
from tests.factories import make_sitting


def say(sitting: Sitting, position: int, p: float, key: UUID | None = None) -> Recorded:
    return record_answer(
        course=course_of(sitting), position=position, item_type="judge", key=key or uuid4(),
        cleaned={"p_manipulated": p}, milliseconds=900,
    )  # fmt: skip


def test_the_same_form_sent_twice_counts_once_and_is_no_error(sams: Client, sitting: Sitting) -> None:
    question = question_of(page(sams, sitting, 1))
    for _ in range(2):
        response = sams.post(question.action, question.filled(p_manipulated=0.05))
        assert response.headers["Location"] == place_url(sitting, 1)
    assert Answer.objects.count() == 1


def test_of_two_windows_the_first_answer_counts_and_the_second_is_told_so(
    sams: Client, sitting: Sitting
) -> None:
    first, second = (question_of(page(sams, sitting, 1)) for _ in range(2))
    assert first.hidden["key"] != second.hidden["key"]
    sams.post(first.action, first.filled(p_manipulated=0.05))
    told = sams.post(second.action, second.filled(p_manipulated=0.95), follow=True)
    assert "Your first answer counts." in text_of(told)
    assert Answer.objects.get().p_manipulated == 0.05
    assert "Your first answer counts." not in text_of(page(sams, sitting, 1))


def test_an_answer_is_marked_on_the_server_whatever_the_form_claims(sams: Client, sitting: Sitting) -> None:
    judge(
        sams, sitting, 1, 0.05, points="1", outcome="hit", half="original", showing=999, is_manipulated="false"
    )  # fmt: skip
    answer = Answer.objects.get()
    assert (answer.outcome, answer.showing.position) == ("miss", 1)
    assert answer.points == pytest.approx(0)
    assert answer.response == {"p_manipulated": 0.05}


@pytest.mark.parametrize(
    ("twins", "p", "outcome"),
    [
        (True, 0.8, "hit"),
        (True, 0.2, "miss"),
        (False, 0.8, "false_alarm"),
        (False, 0.2, "correct_rejection"),
        (True, 0.5, "checked"),
        (False, 0.5, "checked"),
    ],
)
def test_each_judgement_is_named_in_the_words_of_signal_detection(
    quiz: Quiz, sam: User, twins: bool, p: float, outcome: str
) -> None:
    say(make_sitting(quiz, sam, twins=twins), 1, p)
    assert Answer.objects.get().outcome == outcome


def test_no_choice_gets_a_sentence_and_keeps_nothing(sams: Client, sitting: Sitting) -> None:
    question = question_of(page(sams, sitting, 1))
    response = sams.post(question.action, question.filled())
    assert response.status_code == 422
    assert "Choose a place on the scale first" in text_of(response)
    assert question_of(response).clip == question.clip
    assert not Answer.objects.exists()


def test_a_wrong_place_gets_a_sentence_and_the_grid_again(sams: Client, sitting: Sitting) -> None:
    judge(sams, sitting, 1, 0.95)
    question = question_of(page(sams, sitting, 1))
    response = sams.post(question.action, question.filled(x="7", y="0.5", cell="B2"))
    assert response.status_code == 422
    assert "That place is not in the picture" in text_of(response)
    again = question_of(response)
    assert (again.hidden["x"], again.hidden["y"]) == ("", ""), "the bad point must not come along again"
    assert 'value="B2" checked' in text_of(response)
    assert Answer.objects.filter(item_type="locate").count() == 0
    sams.post(again.action, again.filled(cell="B2"))
    assert Answer.objects.filter(item_type="locate").count() == 1


@pytest.mark.parametrize(
    "broken",
    [{"key": "no key"}, {"key": ""}, {"item_type": "essay"}, {"item_type": ""}, {"item_type": "../judge"}],
)
def test_a_form_that_did_not_arrive_whole_is_refused_with_a_sentence(
    sams: Client, sitting: Sitting, broken: dict[str, str]
) -> None:
    question = question_of(page(sams, sitting, 1))
    response = sams.post(question.action, question.filled(p_manipulated=0.05) | broken)
    assert response.status_code == 400
    assert "did not arrive whole" in text_of(response)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1500", 1500),
        ("", None),
        ("-5", None),
        ("86400001", None),
        ("9" * 30, None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
    ],
)
def test_a_clock_gone_wrong_does_not_cost_the_answer(
    sams: Client, sitting: Sitting, said: str, kept: int | None
) -> None:
    judge(sams, sitting, 1, 0.05, milliseconds=said)
    assert Answer.objects.get().milliseconds == kept


def test_a_key_that_was_used_for_another_question_keeps_nothing_and_says_so(sitting: Sitting) -> None:
    key = uuid4()
    say(sitting, 1, 0.05, key)
    with pytest.raises(Refusal, match="did not arrive whole"):
        say(sitting, 2, 0.05, key)
    assert say(sitting, 2, 0.05).kept
    assert Answer.objects.count() == 2


def test_an_answer_to_a_later_place_by_hand_keeps_nothing(sitting: Sitting) -> None:
    with pytest.raises(Refusal, match="in their order"):
        say(sitting, 2, 0.05)
    assert not Answer.objects.exists()


def test_going_back_and_sending_again_after_the_place_was_pointed_at_changes_nothing(
    sams: Client, sitting: Sitting
) -> None:
    old = question_of(page(sams, sitting, 1))
    sams.post(old.action, old.filled(p_manipulated=0.95))
    where = question_of(page(sams, sitting, 1))
    sams.post(where.action, where.filled(cell="D2"))
    before = list(Answer.objects.order_by("id").values())
    for form, values in ((old, {"p_manipulated": 0.05}), (where, {"cell": "A1"})):
        assert sams.post(form.action, form.filled(**values)).status_code == 302
    assert list(Answer.objects.order_by("id").values()) == before


def test_a_stale_form_without_a_choice_leads_back_to_the_place(sams: Client, sitting: Sitting) -> None:
    stale = question_of(page(sams, sitting, 1))
    judge(sams, sitting, 1, 0.05)
    assert sams.post(stale.action, stale.filled()).headers["Location"] == place_url(sitting, 1)


def test_answers_need_the_token_of_the_page(sam: User, sitting: Sitting) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam)
    data: dict[str, Any] = sent("judge", uuid4(), p_manipulated=0.05)
    assert client.post(f"{place_url(sitting, 1)}answer/", data).status_code == 403
    assert not Answer.objects.exists()


def test_an_answer_is_only_ever_posted(sams: Client, sitting: Sitting) -> None:
    assert sams.get(f"{place_url(sitting, 1)}answer/").status_code == 405
