"""Reads what an author wrote as the lessons room reads it, with everything that is wrong and what could be better."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from literacy.authoring.models import Manuscript
from literacy.authoring.words import MOST_TEXT, Words
from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.facts import unsourced
from literacy.lessons.front import Front
from literacy.lessons.parser import parse_own
from literacy.lessons.problems import Problem
from literacy.lessons.references import dangling, known_to_school
from literacy.lessons.text import LessonText


@dataclass(frozen=True)
class Reading:
    """The lesson as far as it can be shown; `problems` keep it from being published, `advice` does not.

    `fields` says what is wrong with title, summary and goals. Lines count from 1 within the text.
    """

    text: LessonText
    problems: list[Problem]
    fields: dict[str, str] = field(default_factory=dict)
    advice: list[Problem] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return not self.problems and not self.fields

    @property
    def count(self) -> int:
        """How many things are wrong."""
        return len(self.problems) + len(self.fields)

    @property
    def body(self) -> dict[str, Any]:
        """What a lesson keeps of it."""
        return self.text.as_body()


def read_words(manuscript: Manuscript, language: str, words: Words) -> Reading:
    """Read it. One query, none where no pair is named."""
    front = Front(manuscript.slug, 0, words.title, words.summary, manuscript.minutes, words.goals)
    text, problems = parse_own(front, words.text, file=language, most=MOST_TEXT)
    slugs = {block["pair"] for kind in PAIR_KINDS for block in text.blocks(kind)}
    known = known_to_school(manuscript.shelf, slugs, settings.FIXTURES, settings.BASE_DIR / "static")
    wrong = dangling(text, known)
    where_wrong = {problem.line for problem in wrong}
    for step in text.steps:
        step.blocks = [
            {"kind": "broken", "line": block["line"], "of": block["kind"]}
            if block["line"] in where_wrong
            else block
            for block in step.blocks
        ]
    fields = words.lacking() | words.too_long()
    return Reading(text, sorted([*problems, *wrong]), fields, _advice(text) if text.steps else [])


def _advice(text: LessonText) -> list[Problem]:
    found = unsourced(text)
    has = {block["kind"] for step in text.steps for block in step.blocks}
    for kinds, sentence in (
        (set(PAIR_KINDS), _("No clip is shown. A lesson is better with something to look at or listen to.")),
        ({"keypoints"}, _("Say at the end what to remember: a block keypoints.")),
        ({"sources"}, _("Say where it comes from: a block sources.")),
    ):
        if not kinds & has:
            found.append(Problem(text.file, 0, sentence))
    return found
