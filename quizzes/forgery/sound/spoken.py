"""Where each word is heard in a half, and the lines of a caption made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizzes.forgery.sound.twin import Heard

MOST_LETTERS = 42
"""Of one line of a caption: what the guides of broadcasters allow, and what fits under a wave on a phone."""

_SHORT_LETTERS = 20
_PAUSE_S = 0.35
_REST_S = 0.8
_LINGER_S = 0.6
_FULL_MARKS = tuple(".!?")
_MARKS = (*_FULL_MARKS, *",;:")


@dataclass(frozen=True)
class Word:
    """A word and when it is spoken, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Line:
    """One line of a caption and when it stands there, in seconds."""

    start: float
    end: float
    text: str


def words_heard(heard: Iterable[Heard], spoken: Mapping[str, Sequence[Word]], rate: int) -> list[Word]:
    """Return the words of a half in its own seconds.

    `spoken` holds the words of each recording by slug ("" for the pair's own), in seconds of that recording.
    A word counts as heard where its middle is.
    """
    found = []
    for stretch in heard:
        for word in spoken.get(stretch.source, ()):
            first, middle, last = (
                (round(at * rate) - stretch.since) * stretch.factor
                for at in (word.start, (word.start + word.end) / 2, word.end)
            )
            length = stretch.end - stretch.start
            if 0 <= middle < length:
                start, end = stretch.start + max(first, 0), stretch.start + min(last, length)
                found.append(Word(start / rate, end / rate, word.text))
    return found


def written_as(words: Sequence[Word], transcript: str) -> list[Word] | None:
    """Return the words as the transcript writes them, with its capitals and commas; None when it says others."""
    tokens = transcript.split()
    if [bare(token) for token in tokens] != [bare(word.text) for word in words]:
        return None
    return [Word(word.start, word.end, token) for word, token in zip(words, tokens, strict=True)]


def bare(token: str) -> str:
    """Return a word without its capitals and the marks around it."""
    return token.strip("\"'“”‘’.,;:!?()").lower()


def spread(transcript: str, seconds: float) -> list[Word]:
    """Return the words of a transcript laid evenly over a recording, by their letters: where no times are known."""
    tokens = transcript.split()
    total = sum(len(token) + 1 for token in tokens)
    found, letters = [], 0
    for token in tokens:
        first, letters = letters, letters + len(token) + 1
        found.append(Word(seconds * first / total, seconds * letters / total, token))
    return found


def lines_of(words: Sequence[Word], seconds: float) -> list[Line]:
    """Break words into lines: at the end of a clause, in a pause, and evenly where a clause is too long for one.

    A line stays a moment after its last word, and never over the next line or beyond `seconds`.
    """
    rows: list[list[Word]] = []
    for phrase in _phrases(words):
        if rows and _belong_together(rows[-1], phrase):
            rows[-1].extend(phrase)
        else:
            rows.extend(_even(phrase))
    starts = [row[0].start for row in rows] + [seconds]
    return [
        Line(row[0].start, min(row[-1].end + _LINGER_S, after, seconds), _text(row))
        for row, after in zip(rows, starts[1:], strict=True)
    ]


def _phrases(words: Sequence[Word]) -> list[list[Word]]:
    phrases: list[list[Word]] = []
    for word in words:
        before = phrases[-1][-1] if phrases else None
        if before is None or _mark(before) in _MARKS or word.start - before.end > _PAUSE_S:
            phrases.append([])
        phrases[-1].append(word)
    return phrases


def _belong_together(row: Sequence[Word], phrase: Sequence[Word]) -> bool:
    """Say whether both fit on one line, one is too short to stand alone, and neither full stop nor rest is between."""
    if _mark(row[-1]) in _FULL_MARKS or phrase[0].start - row[-1].end > _REST_S:
        return False
    shorter = min(len(_text(row)), len(_text(phrase)))
    fits = len(_text(row)) + 1 + len(_text(phrase)) <= MOST_LETTERS
    return fits and shorter < _SHORT_LETTERS


def _even(phrase: Sequence[Word]) -> list[list[Word]]:
    """Break a phrase into as few lines as will do, as equally long as its words allow."""
    lines = -(-len(_text(phrase)) // MOST_LETTERS)
    rows: list[list[Word]] = []
    for most in range(len(_text(phrase)) // lines, MOST_LETTERS + 1):
        rows = []
        for word in phrase:
            if not rows or len(_text([*rows[-1], word])) > most:
                rows.append([])
            rows[-1].append(word)
        if len(rows) <= lines:
            break
    return rows


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _mark(word: Word) -> str:
    return word.text.rstrip("\"'”’")[-1:]
