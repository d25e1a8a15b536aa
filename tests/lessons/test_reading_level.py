"""Reading levels, against numbers worked out by hand from the formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.lessons.reading_level import (
    Counts,
    count_text,
    flesch_douma,
    flesch_kincaid,
    reading_level,
    syllables,
)


def test_flesch_kincaid_by_hand() -> None:
    # 0.39 * 10 + 11.8 * 1.5 - 15.59 = 3.9 + 17.7 - 15.59
    assert flesch_kincaid(Counts(sentences=10, words=100, syllables=150)) == 6.0


def test_flesch_douma_by_hand() -> None:
    # 206.84 - 0.77 * 150 - 0.93 * 10 = 206.84 - 115.5 - 9.3
    assert flesch_douma(Counts(sentences=10, words=100, syllables=150)) == 82.0


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("table", 2), ("video", 3), ("made", 1), ("boxes", 2), ("wanted", 2), ("walked", 1), ("nation", 2),
     ("being", 2), ("manipulated", 5), ("quiet", 2), ("idea", 3), ("changes", 2), ("names", 1), ("the", 1)],
)  # fmt: skip
def test_english_syllables(word: str, count: int) -> None:
    assert syllables(word, "en") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("kat", 1), ("beelden", 2), ("nieuwe", 2), ("mooie", 2), ("ideeën", 3), ("België", 3), ("sneeuw", 1), ("bijen", 2),
     ("koeien", 2), ("reageren", 4), ("gemanipuleerd", 5), ("ruim", 1), ("mayonaise", 4)],
)  # fmt: skip
def test_dutch_syllables(word: str, count: int) -> None:
    assert syllables(word, "nl") == count


def test_sentences_end_with_their_mark_or_their_line() -> None:
    assert count_text("One two. Three!\nFour five six\n\nIt is 3.5 long.", "en").sentences == 4


def test_longer_sentences_and_words_are_harder() -> None:
    easy, hard = (
        "The cat sat. The dog ran.",
        "The investigation demonstrated considerable manipulation everywhere.",
    )
    assert (reading_level(easy, "en") or 0) < (reading_level(hard, "en") or 0)
    easy, hard = "De kat zat. De hond rende.", "Het onderzoek demonstreerde aanzienlijke manipulatie overal."
    assert (reading_level(easy, "nl") or 0) > (reading_level(hard, "nl") or 0)


def test_a_text_without_words_has_no_level() -> None:
    assert reading_level("… 12 —", "en") is None


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no formula"):
        reading_level("Bonjour", "fr")


@given(st.text(), st.sampled_from(["en", "nl"]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    counted = count_text(text, language)
    assert counted.syllables >= counted.words >= counted.sentences >= 0
    level = reading_level(text, language)
    assert (level is None) == (counted.words == 0)
