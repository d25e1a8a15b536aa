"""Personal codes and class codes: easy to type, hard to guess, worthless without the key."""

from itertools import combinations
from typing import Any

import pytest

from literacy.people.codes import (
    CLASS_ALPHABET,
    WORDS,
    new_class_code,
    new_personal_code,
    normalised,
    normalised_class_code,
    personal_code_digest,
)


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter changed, dropped or swapped with its neighbour makes one word of the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    if len(other) > len(one):
        return any(other[:at] + other[at + 1 :] == one for at in range(len(other)))
    wrong = [at for at in range(len(one)) if one[at] != other[at]]
    swapped = (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and one[wrong[0]] == other[wrong[1]]
        and one[wrong[1]] == other[wrong[0]]
    )
    return len(wrong) == 1 or swapped


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_language_has_enough_short_plain_words(language: str) -> None:
    words = WORDS[language]
    assert len(set(words)) == len(words) >= 256
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 9 for word in words)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_becomes_another_by_one_slip_of_the_finger(language: str) -> None:
    assert [pair for pair in combinations(WORDS[language], 2) if one_slip_apart(*pair)] == []


def test_a_code_is_three_words_of_the_schools_language() -> None:
    assert all(word in WORDS["nl"] for word in new_personal_code("nl").split("-"))
    english = new_personal_code("en").split("-")
    assert len(english) == 3
    assert all(word in WORDS["en"] for word in english)


@pytest.mark.parametrize(
    "typed", ["zon-fiets-uil", "Zon Fiets Uil", " ZONFIETSUIL ", "zón – fïets, uil.", "zon fiets-uil"]
)
def test_case_accents_spaces_and_hyphens_do_not_matter(typed: str) -> None:
    assert normalised(typed) == "zonfietsuil"
    assert personal_code_digest(classroom_id=1, code=typed) == personal_code_digest(
        classroom_id=1, code="zon-fiets-uil"
    )


def test_the_same_words_stand_for_nothing_in_another_class() -> None:
    assert personal_code_digest(classroom_id=1, code="zon-fiets-uil") != personal_code_digest(
        classroom_id=2, code="zon-fiets-uil"
    )


def test_digests_cannot_be_made_without_the_sites_secret(settings: Any) -> None:
    before = personal_code_digest(classroom_id=1, code="zon-fiets-uil")
    settings.SECRET_KEY = "another secret of another site, long enough to be one, is it not"
    assert personal_code_digest(classroom_id=1, code="zon-fiets-uil") != before


def test_class_codes_have_no_signs_that_look_alike() -> None:
    assert not set(CLASS_ALPHABET) & set("0O1IL2Z5S6G8BUV")
    codes = {new_class_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 6 and normalised_class_code(code.lower()) == code for code in codes)


def test_a_class_code_may_be_typed_with_spaces_and_small_letters() -> None:
    assert normalised_class_code(" tre-e 34\n") == "TREE34"
