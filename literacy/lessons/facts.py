"""What a lesson lacks though it can be read: material, and sources for its numbers."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.markdown import text_of
from literacy.lessons.problems import Problem
from literacy.lessons.text import LessonText

FEWEST_CLIPS, FEWEST_CHECKS, FEWEST_SOURCES = 4, 3, 5
# 8 to 12 minutes of 130 words; with every feedback counted, of which a reader sees a part.
FEWEST_WORDS, MOST_WORDS = 900, 1560
_PARAGRAPH = re.compile(r"<(p|li|td)>(.*?)</\1>", re.DOTALL)
_SOURCE = 'href="#sources"'
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FIGURE = re.compile(
    r"\d[\d.,\u202f\u00a0 ]{0,30}\s?(?:%|per ?cent|procent|million|billion|thousand|miljoen|miljard|duizend)"
    r"|\b\d{1,3}(?:[.,\u202f\u00a0]\d{3})+\b|(?<![\d:.,])\d{3,}(?![\d:.,]*\d)"
)


def lacks_of(text: LessonText) -> list[Problem]:
    """What an author still has to do, in the order of the file; nothing of it keeps a lesson from being published."""
    return sorted([*_too_little(text), *unsourced(text)])


def unsourced(text: LessonText) -> list[Problem]:
    """The sentences with a number and no source."""
    found: list[Problem] = []
    for step in text.steps:
        html = "".join(block["html"] for block in step.blocks if block["kind"] in ("text", "story"))
        step_has_source = _SOURCE in html
        for block in step.blocks:
            if block["kind"] not in ("text", "story"):
                continue
            for said in _without_source(block["html"], step_has_source=step_has_source):
                found.append(
                    Problem(
                        text.file, block["line"],
                        _("A number without a source: “%(said)s”. Add `[Source 1](#sources)` with the right number.")
                        % {"said": said},
                    )
                )  # fmt: skip
    return found


def _without_source(html: str, *, step_has_source: bool) -> list[str]:
    """Sentences of facts that name no source: a figure needs one in its paragraph, a year one in its step."""
    found = []
    for _tag, paragraph in _PARAGRAPH.findall(html):
        if _SOURCE in paragraph:
            continue
        plain = text_of(paragraph)
        without_years = _YEAR.sub(" ", plain)
        if _FIGURE.search(without_years) or (_YEAR.search(plain) and not step_has_source):
            found.append(plain if len(plain) <= 80 else plain[:79].rstrip() + "…")
    return found


def _too_little(text: LessonText) -> list[Problem]:
    def say(sentence: str) -> None:
        found.append(Problem(text.file, 0, sentence))

    found: list[Problem] = []
    counts: dict[str, Any] = {
        kind: len(list(text.blocks(kind))) for kind in ("check", "figure", "story", "term")
    }
    pairs = {block["pair"] for kind in PAIR_KINDS for block in text.blocks(kind)}
    sources = sum(block["count"] for block in text.blocks("sources"))
    if len(pairs) < FEWEST_CLIPS:
        say(f"It shows {len(pairs)} clips of the library; {FEWEST_CLIPS} or more where the subject allows.")
    if counts["check"] < FEWEST_CHECKS:
        say(f"It has {counts['check']} checks; {FEWEST_CHECKS} or more are better.")
    if sources < FEWEST_SOURCES:
        say(f"It names {sources} sources; {FEWEST_SOURCES} or more are better.")
    if not FEWEST_WORDS <= text.words <= MOST_WORDS:
        say(f"It has {text.words} words; {FEWEST_WORDS} to {MOST_WORDS} take 8 to 12 minutes.")
    for kind, least in (("figure", 1), ("story", 1), ("term", 2)):
        if counts[kind] < least:
            say(f"It has {counts[kind]} blocks {kind}; {least} or more are better.")
    return found
