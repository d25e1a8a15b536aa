"""Brings the lessons of `fixtures/lessons` into the database; a lesson with a problem keeps the version it had."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import override

from literacy.lessons.front import read_front
from literacy.lessons.models import Lesson
from literacy.lessons.parity import compare_languages
from literacy.lessons.parser import MOST_CHARACTERS, parse_lesson
from literacy.lessons.practice import draw_practice
from literacy.lessons.problems import LessonFileError, Notes, Problem
from literacy.lessons.references import Known, dangling, known_things
from literacy.lessons.text import LessonText
from quizzes.clips.models import LIBRARY
from quizzes.items.models import Quiz

LANGUAGES = ("en", "nl")


@dataclass
class Candidate:
    """One lesson as its files have it: what could be read in each language, and what is wrong."""

    name: str
    texts: dict[str, LessonText] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return next((text.front.slug for text in self.texts.values()), self.name)


@dataclass
class Report:
    """What loading did, by slug."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_lessons(fixtures: Path, static: Path) -> Report:
    """Write every lesson that changed and is free of problems; what learners did stays with the lesson's slug."""
    report = Report()
    for candidate in read_lessons(fixtures, static):
        report.problems += candidate.problems
        if candidate.problems:
            continue
        written = _write(candidate)
        (report.written if written else report.unchanged).append(candidate.slug)
    return report


def read_lessons(fixtures: Path, static: Path) -> list[Candidate]:
    """Every lesson below `fixtures/lessons/{en,nl}`, with all problems found in it, said in English as commands speak."""
    with override("en"):
        folders = {language: fixtures / "lessons" / language for language in LANGUAGES}
        names = sorted({path.name for folder in folders.values() for path in folder.glob("*.md")})
        known = known_things(fixtures, static)
        candidates = [_read_one(name, folders, known) for name in names]
        _check_uniqueness(candidates)
    return candidates


def _read_one(name: str, folders: dict[str, Path], known: Known) -> Candidate:
    candidate = Candidate(Path(name).stem)
    for language, folder in folders.items():
        path, file = folder / name, f"{language}/{name}"
        try:
            text = parse_lesson(read_file(path), file=file)
        except FileNotFoundError:
            candidate.problems.append(
                Problem(file, 0, "This lesson exists in the other language only. Write it in this one too.")
            )
        except UnicodeDecodeError:
            candidate.problems.append(Problem(file, 0, "The file is not text in UTF-8. Save it as UTF-8."))
        except LessonFileError as error:
            candidate.problems += error.problems
        else:
            candidate.texts[language] = text
            candidate.problems += dangling(text, known)
    if len(candidate.texts) == len(LANGUAGES):
        candidate.problems += compare_languages(*(candidate.texts[language] for language in LANGUAGES))
    return candidate


def _check_uniqueness(candidates: list[Candidate]) -> None:
    for key in ("slug", "number"):
        seen: dict[Any, str] = {}
        for candidate in candidates:
            for text in list(candidate.texts.values())[:1]:
                value = getattr(text.front, key)
                if value in seen:
                    candidate.problems.append(
                        Problem(
                            text.file,
                            1,
                            f"`{key}` {value!r} is already that of {seen[value]}. Choose another.",
                        )
                    )
                seen.setdefault(value, text.file)


def read_file(path: Path) -> str:
    """The text of a lesson's file, no more of it than tells that it is too long. Raises OSError, UnicodeDecodeError."""
    with path.open(encoding="utf-8") as file:
        return file.read(MOST_CHARACTERS + 1)


@transaction.atomic
def _write(candidate: Candidate) -> bool:
    """Whether anything was written: nothing is when the lesson is the same as last time."""
    bodies = {language: text.as_body() for language, text in candidate.texts.items()}
    digest = hashlib.sha256(json.dumps(bodies, sort_keys=True).encode()).hexdigest()
    front = candidate.texts[LANGUAGES[0]].front
    quiz = Quiz.objects.filter(slug=front.quiz).first() if front.quiz else None
    if quiz is None and front.practice:
        quiz = draw_practice(candidate.slug, front.practice, bodies)
    if Lesson.objects.on_site().filter(slug=front.slug, digest=digest, quiz=quiz).exists():
        return False
    Lesson.objects.update_or_create(
        shelf=LIBRARY,
        slug=front.slug,
        defaults={"number": front.number, "bodies": bodies, "digest": digest, "quiz": quiz},
    )
    return True


def source_of(fixtures: Path, slug: str) -> dict[str, str]:
    """The text of a site's lesson as its files have it, per language; empty where there is no such file."""
    sources = {}
    for language in LANGUAGES:
        for path in sorted((fixtures / "lessons" / language).glob(f"*{slug}.md")):
            text = read_file(path)
            front, _start = read_front(text.split("\n"), Notes(path.name))
            if front is not None and front.slug == slug:
                sources[language] = text
    return sources
