"""One form has one key: sent again with another choice it is told what is kept, and never that the other one is."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.outbox import owner_key
from quizzes.attempts.taker import Taker
from tests.attempts.playing import judge, page, question_of, text_of
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair


@pytest.mark.parametrize("by_outbox", [False, True])
def test_other_choice_of_the_same_form_is_told_that_the_first_counts_and_which_that_was(
    by_outbox: bool, sams: Client, sam: User, sitting: Sitting
) -> None:
    """A form pressed before its script had loaded, whose reply was lost, and pressed again with another choice."""
    question = question_of(page(sams, sitting, 1))
    sams.post(question.action, question.filled(p_manipulated=0.95))
    headers = {"X-Outbox": owner_key(Taker.of(sam)), "HX-Request": "true"} if by_outbox else {}
    told = sams.post(question.action, question.filled(p_manipulated=0.05), headers=headers, follow=True)
    if by_outbox:
        assert told.headers["X-Answer"] == "already"
    assert "You had already answered this. Your first answer counts." in text_of(told)
    assert "Manipulated, very sure" in text_of(told)
    assert Answer.objects.get().p_manipulated == 0.95


@pytest.mark.parametrize(
    ("make", "chain", "first", "same", "others"),
    [
        (make_pair, ["judge", "locate"], {"x": "0.12345678", "y": "0.5"}, {}, [{"x": "0.2", "y": "0.5"}, {"cell": "D2"}]),
        (make_pair, ["judge", "locate"], {"cell": "D2"}, {}, [{"cell": "A1"}, {"x": "0.1", "y": "0.1"}]),
        (make_film_pair, ["judge", "locate"], {"cell": "D2", "at": "0.7"}, {}, [{"cell": "D2", "at": "0.2"}]),
        (make_film_pair, ["judge", "when"], {"from": "0.5"}, {"from": "0.5", "until": "0.5"}, [{"from": "0.5", "until": "0.9"}]),
        (make_pair, ["compare"], {"side": "A"}, {}, [{"side": "B"}]),
    ],
)  # fmt: skip
def test_answer_sent_again_is_known_again_whatever_the_question_and_another_is_not(
    make: Any, chain: list[str], first: Any, same: Any, others: Any, sams: Client, sam: User
) -> None:
    sitting = make_sitting(make_quiz([make()], asks=chain), sam, twins=True)
    to, envelope = f"/sittings/{sitting.pk}/1/answer/", {"key": str(uuid4()), "item_type": chain[-1]}
    if "judge" in chain:
        judge(sams, sitting, 1, 0.95)

    def word(said: Any) -> str:
        return sams.post(to, envelope | said, headers={"X-Outbox": owner_key(Taker.of(sam))})["X-Answer"]

    assert [word(said) for said in (first, first, same or first)] == ["kept"] * 3
    assert [word(said) for said in others] == ["already"] * len(others)
    assert Answer.objects.filter(item_type=chain[-1]).count() == 1
