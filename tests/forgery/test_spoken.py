"""Words keep their times through everything that is done to a recording, and become lines that can be read."""

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.forgery.recipe import Recipe
from quizzes.forgery.sound.render import render_sound
from quizzes.forgery.sound.spoken import (
    MOST_LETTERS,
    Word,
    lines_of,
    spread,
    words_heard,
    written_as,
)
from quizzes.forgery.sound.twin import Heard, SoundTwin
from tests.forgery.sounds import RATE, ROOM, speech
from tests.forgery.sounds import WORDS as PLACES

WORDS = [Word(*place, text) for place, text in zip(PLACES, ("one", "two", "three", "four"), strict=False)]


def twin_of(technique: str, params: Mapping[str, Any]) -> SoundTwin:
    return render_sound(speech(seconds=3.0), Recipe("a", technique, {"room": ROOM, "pad": 0.3, **params}, 1))


def heard_in(twin: SoundTwin) -> list[Word]:
    return words_heard(twin.heard_twin, {"": WORDS}, RATE)


def test_a_word_that_was_cut_out_is_not_heard_and_those_after_it_come_sooner() -> None:
    twin = twin_of("omission", {"cut": [[1.25, 1.6]]})
    words = heard_in(twin)
    assert [word.text for word in words] == ["one", "two", "four"]
    real = words_heard(twin.heard_original, {"": WORDS}, RATE)
    assert [word.text for word in real] == ["one", "two", "three", "four"]
    gap = (real[3].start - real[1].start) - (words[2].start - words[1].start)
    assert gap == pytest.approx(0.35, abs=0.05)


def test_words_that_change_places_are_heard_in_their_new_order() -> None:
    words = heard_in(twin_of("reorder", {"swap": [[0.35, 0.75], [0.78, 1.25]]}))
    assert [word.text for word in words] == ["two", "one", "three", "four"]
    assert all(before.end <= after.start + 0.02 for before, after in itertools.pairwise(words))


def test_words_of_a_stretch_that_was_slowed_last_as_much_longer() -> None:
    words = heard_in(twin_of("speed-change", {"at": [[1.65, 2.5]], "factor": 1.3, "pitch": "kept"}))
    assert words[3].end - words[3].start == pytest.approx(0.5 * 1.3, abs=0.02)
    assert words[0].end - words[0].start == pytest.approx(0.3, abs=0.001)


def test_a_word_from_another_recording_is_heard_where_it_was_laid() -> None:
    own, other = speech(seconds=3.0), speech(seconds=3.0, seed=5)
    params = {
        "replace": [{"at": [1.25, 1.6], "take": [0.35, 0.75], "source": "other"}],
        "room": ROOM,
        "pad": 0.3,
    }
    twin = render_sound(own, Recipe("a", "splice-audio", params, 1), {"other": other})
    words = words_heard(twin.heard_twin, {"": WORDS, "other": [Word(0.4, 0.7, "elsewhere")]}, RATE)
    assert [word.text for word in words] == ["one", "two", "elsewhere", "four"]
    (span,) = twin.spans
    assert span.start <= words[2].start < words[2].end <= span.end


def test_a_changed_voice_leaves_every_word_in_its_place() -> None:
    twin = twin_of("voice-conversion", {"at": [[0.75, 1.25]], "pitch": 3, "formant": 1.1, "pad": 0})
    assert [(w.text, round(w.start, 2)) for w in heard_in(twin)] == [(w.text, w.start) for w in WORDS]


def test_a_transcript_lends_its_capitals_and_commas_and_no_other_words() -> None:
    written = written_as(WORDS, "One, two; “three” four.")
    assert written is not None
    assert [word.text for word in written] == ["One,", "two;", "“three”", "four."]
    assert written_as(WORDS, "One, two, four.") is None


TEXTS = st.lists(
    st.text("abcdefg,.;", min_size=1, max_size=12).filter(lambda text: text[0].isalpha()), min_size=1
)


@given(TEXTS, st.floats(2, 30))
def test_lines_say_every_word_once_in_order_one_after_the_other(words: list[str], seconds: float) -> None:
    lines = lines_of(spread(" ".join(words), seconds), seconds)
    assert " ".join(line.text for line in lines).split() == words
    assert all(len(line.text) <= MOST_LETTERS for line in lines)
    assert all(line.start < line.end <= seconds + 1e-9 for line in lines)
    assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(lines))


def test_a_line_ends_with_its_sentence_and_stands_no_longer_than_a_rest() -> None:
    lines = lines_of([Word(0, 0.5, "Stop."), Word(3, 3.5, "Go"), Word(3.6, 4, "on.")], 6.0)
    assert [(line.text, line.start, line.end) for line in lines] == [("Stop.", 0, 1.1), ("Go on.", 3, 4.6)]


@given(st.integers(0, 40), st.integers(1, 40), st.sampled_from([0.5, 1.0, 2.0]))
def test_a_word_is_heard_once_wherever_a_recording_is_cut(first: int, second: int, factor: float) -> None:
    borders = sorted({0, first * RATE // 20, (first + second) * RATE // 20, 4 * RATE})
    stretches, here = [], 0
    for start, end in itertools.pairwise(borders):
        length = round((end - start) * factor)
        stretches.append(Heard(here, here + length, "", start, factor))
        here += length
    assert [word.text for word in words_heard(stretches, {"": WORDS}, RATE)] == [w.text for w in WORDS]
