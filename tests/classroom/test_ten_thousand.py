"""Ten thousand guesses at class codes or at words, from anywhere, open nothing and shut no class out."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from literacy.classroom.actions import Knock, NewCode, add_pupils, find_classroom, open_place
from literacy.classroom.actions.knocking import is_shut, open_door
from literacy.classroom.models import Classroom
from literacy.people.codes import CLASS_ALPHABET, WORDS
from quizzes.http.refusal import Refusal

GUESSES = 10_000
SCHOOL = "192.0.2.1"


@pytest.fixture
def cards(classroom: Classroom) -> list[NewCode]:
    """Thirty pupils, of whom one came in at school on the device of `known`."""
    return add_pupils(classroom=classroom, names=[f"Pupil {n}" for n in range(30)]).new


def _hosts(number: int) -> list[str]:
    return [f"203.0.{n // 250}.{n % 250 + 1}" for n in range(number)]


def _guess_words(classroom: Classroom, hosts: list[str]) -> Counter[int]:
    """How often which status answered words such as stand on cards, taken at random."""
    chance, words = random.Random(1), WORDS[classroom.school.language]
    statuses: Counter[int] = Counter()
    for n in range(GUESSES):
        try:
            code = "-".join(chance.choices(words, k=3))
            open_place(classroom=classroom, code=code, knock=Knock(hosts[n % len(hosts)]))
            statuses[200] += 1
        except Refusal as refusal:
            statuses[refusal.status] += 1
    return statuses


def _all_come_in(classroom: Classroom, cards: list[NewCode], known: int = 0) -> bool:
    return all(
        open_place(classroom=classroom, code=card.code, knock=Knock(SCHOOL, known_place=known)).user.name
        == card.name
        for card in cards
    )


@pytest.mark.parametrize("hosts", [1, 200])
def test_ten_thousand_words_from_elsewhere(classroom: Classroom, cards: list[NewCode], hosts: int) -> None:
    open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL))
    statuses = _guess_words(classroom, _hosts(hosts))
    assert statuses[200] == 0
    assert statuses[422] <= (120 if hosts == 1 else 300), "so many were looked up, and no more"
    assert statuses[429] == GUESSES - statuses[422]
    assert _all_come_in(classroom, cards)


def test_ten_thousand_words_from_within_the_school(classroom: Classroom, cards: list[NewCode]) -> None:
    """Devices that were here before come in as ever; new ones wait for minutes, or for their teacher's button."""
    known = open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL)).pk
    statuses = _guess_words(classroom, [SCHOOL])
    assert (statuses[200], statuses[422]) == (0, 120)
    assert _all_come_in(classroom, cards, known)
    assert is_shut(classroom, Knock(SCHOOL))
    open_door(classroom=classroom, knock=Knock(SCHOOL))
    assert _all_come_in(classroom, cards)


def test_class_codes_until_nothing_is_looked_up_any_more(classroom: Classroom, cards: list[NewCode]) -> None:
    """`make bench ONLY=join` tries ten thousand over the network; here as many as it takes to be stopped, and then some."""
    open_place(classroom=classroom, code=cards[0].code, knock=Knock(SCHOOL))
    chance, statuses = random.Random(1), []
    for _guess in range(900):
        with pytest.raises(Refusal) as refused:
            find_classroom(code="".join(chance.choices(CLASS_ALPHABET, k=6)), knock=Knock(SCHOOL))
        statuses.append(refused.value.status)
    assert statuses == [422] * 600 + [429] * 300
    assert find_classroom(code=classroom.code, knock=Knock(SCHOOL)) == classroom
    assert _all_come_in(classroom, cards)
