"""How the lessons stand: what is in each of them, how hard it reads, and what is wrong or lacking."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.facts import lacks_of
from literacy.lessons.loader import LANGUAGES, Candidate
from literacy.lessons.reading_level import reading_level
from literacy.lessons.text import LessonText

SCALES = {"en": "Flesch-Kincaid grade", "nl": "Flesch-Douma ease"}


def status_of(candidate: Candidate) -> dict[str, dict[str, Any]]:
    """Per language: counts, reading level (with its scale), problems, and what it lacks; zeros where it cannot be read."""
    return {language: _facts(candidate, language) for language in LANGUAGES}


def _facts(candidate: Candidate, language: str) -> dict[str, Any]:
    text = candidate.texts.get(language)
    problems = [str(problem) for problem in candidate.problems if problem.file.startswith(f"{language}/")]
    return {
        "words": text.words if text else 0,
        "minutes": text.front.minutes if text else 0,
        "steps": len(text.steps) if text else 0,
        "checks": len(list(text.blocks("check"))) if text else 0,
        "clips": len(clips_in(text)) if text else 0,
        "sources": sum(block["count"] for block in text.blocks("sources")) if text else 0,
        "reading_level": reading_level(text.running_text, language) if text else None,
        "scale": SCALES[language],
        "problems": problems,
        "lacks": _lacks(text) if text else [],
    }


def _lacks(text: LessonText) -> list[str]:
    with override("en"):
        return [str(lack) for lack in lacks_of(text)]


def clips_in(text: LessonText) -> frozenset[str]:
    """The slugs of the pairs that a lesson shows."""
    return frozenset(block["pair"] for kind in PAIR_KINDS for block in text.blocks(kind))
