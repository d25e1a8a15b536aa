"""How hard a text is to read: grades for English after Flesch and Kincaid, ease for Dutch after Flesch and Douma.

Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel",
Research Branch Report 8-75, 1975. Douma, "De leesbaarheid van landbouwbladen", Landbouwhogeschool Wageningen,
Bulletin 17, 1960. Syllables are counted by their vowels, which is right for nearly every word and off by one for some.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s”’\")]|$)|\n+")
_VOWELS_EN = re.compile(r"[aeiouy]+")
# Two vowels that stand together and are spoken apart: media, radio, video, actual; but not in nation, special, quiet.
_APART_EN = re.compile(
    r"(?<![ctsgq])(?:ia|io|iu)|(?<!g)ua(?!r)|eo(?!us|n$|p)|ie(?:t|nc|nt)(?!i)|[aeo]ing$|(?:ar|id)ea$|creat"
)
# What is one sound in Dutch, the longest first; a vowel with dots begins a syllable of its own.
_VOWELS_NL = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|y(?![aeiou])|[aeiouäëïöüáéíóúàèìòùâêîôû]"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas need of a text."""

    sentences: int
    words: int
    syllables: int


def count_text(text: str, language: str) -> Counts:
    """Sentences, words and syllables; a line's end ends a sentence, and what has no word is none."""
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    words = _WORD.findall(text)
    return Counts(len(sentences), len(words), sum(syllables(word, language) for word in words))


def reading_level(text: str, language: str) -> float | None:
    """English: the school grade of the United States that can read it. Dutch: ease from 0 (hard) to 100 (easy).

    None for a text without words. Raises ValueError for another language.
    """
    if language not in ("en", "nl"):
        raise ValueError(f"there is no formula for {language!r}")
    counted = count_text(text, language)
    if not counted.words:
        return None
    return flesch_kincaid(counted) if language == "en" else flesch_douma(counted)


def flesch_kincaid(counts: Counts) -> float:
    """The grade: 0.39 words a sentence + 11.8 syllables a word − 15.59 (Kincaid and others 1975)."""
    grade = 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59
    return round(grade, 1)


def flesch_douma(counts: Counts) -> float:
    """The ease: 206.84 − 0.77 syllables in a hundred words − 0.93 words a sentence (Douma 1960)."""
    ease = 206.84 - 77 * counts.syllables / counts.words - 0.93 * counts.words / counts.sentences
    return round(ease, 1)


def syllables(word: str, language: str) -> int:
    """How many syllables a word has, at least one."""
    lower = word.lower()
    if language == "nl":
        return max(1, len(_VOWELS_NL.findall(lower)))
    groups = len(_VOWELS_EN.findall(lower))
    if groups > 1 and _is_silent_at_the_end(lower):
        groups -= 1
    return max(1, groups + len(_APART_EN.findall(lower)))


def _is_silent_at_the_end(word: str) -> bool:
    """Whether the last vowel of an English word is not spoken: made, clips' names, walked; but table, boxes, wanted."""
    if re.search(r"[^aeiouytd]ed$", word):
        return True
    spoken = re.search(r"([sxz]|[cs]h|[cg])es$|[^aeiouy]les?$", word)
    return bool(re.search(r"[^aeiouy]es?$", word)) and not spoken
