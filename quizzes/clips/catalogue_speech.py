"""Reading what is spoken in a recording: the language, and when each word of the transcript is heard."""

from itertools import pairwise
from typing import Any

from quizzes.clips.catalogue_reading import Table
from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.specs import Texts
from quizzes.forgery.voice.speak import NUMBERS

_SLOWEST, _FASTEST = 0.5, 2.0


def read_speech(table: Table, texts: Texts) -> dict[str, Any]:
    """Return `spoken`, `words` and `speak` of an original whose transcripts are in `texts`.

    The language is English unless the file names another. The words must be those of the transcript in that
    language, in order of time. Raises `CatalogueError`.
    """
    spoken = table.choice("spoken", LANGUAGES, LANGUAGES[0])
    value = table.get("words", [])
    if not isinstance(value, list) or not all(_is_word(each) for each in value):
        raise table.wrong("words", "must be a list of [start, end, word], in seconds")
    words = tuple((float(start), float(end), text) for start, end, text in value)
    for before, word in pairwise(words):
        if word[0] < before[1]:
            raise table.wrong("words", f"lets {word[2]!r} begin before {before[2]!r} ends")
    if words and " ".join(word[2] for word in words) != texts[spoken]["transcript"]:
        raise table.wrong("words", f"must be those of `transcript.{spoken}`")
    return {"spoken": spoken, "words": words, "speak": _read_sentence(table)}


def _read_sentence(table: Table) -> dict[str, Any]:
    """Read `speak`: what a voice learnt by a machine is to say, where the file is one."""
    if not table.has("speak"):
        return {}
    inner = table.table("speak")
    phonemes, pace = inner.text("phonemes"), inner.number("pace", 1.0)
    if set(phonemes) - NUMBERS.keys():
        raise inner.wrong("phonemes", "must be phonemes that the voice knows")
    if not _SLOWEST <= pace <= _FASTEST:
        raise inner.wrong("pace", f"must be from {_SLOWEST} to {_FASTEST}")
    found = {"phonemes": phonemes, "pace": pace, "seed": inner.whole("seed", 0, low=0, high=2**32 - 1)}
    inner.done()
    return found


def _is_word(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 3 or not isinstance(value[2], str):
        return False
    numbers = [each for each in value[:2] if isinstance(each, int | float) and not isinstance(each, bool)]
    return len(numbers) == 2 and 0 <= numbers[0] < numbers[1]
