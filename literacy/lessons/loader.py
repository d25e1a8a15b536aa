"""Brings the lessons of `fixtures/lessons` into the database; a lesson with a problem keeps the version it had."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from literacy.lessons.models import Lesson
from literacy.lessons.parity import compare_languages
from literacy.lessons.parser import LessonText, parse_lesson
from literacy.lessons.problems import LessonFileError, Problem
from quizzes.clips.models import Pair
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
    """Every lesson below `fixtures/lessons/{en,nl}`, with all problems found in it."""
    folders = {language: fixtures / "lessons" / language for language in LANGUAGES}
    names = sorted({path.name for folder in folders.values() for path in folder.glob("*.md")})
    known = _known_pairs(fixtures)
    candidates = [_read_one(name, folders, known, static) for name in names]
    _check_uniqueness(candidates)
    return candidates


def _read_one(name: str, folders: dict[str, Path], known: set[str], static: Path) -> Candidate:
    candidate = Candidate(Path(name).stem)
    for language, folder in folders.items():
        path, file = folder / name, f"{language}/{name}"
        try:
            text = parse_lesson(path.read_text(encoding="utf-8"), file=file)
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
            candidate.problems += _dangling(text, known, static)
    if len(candidate.texts) == len(LANGUAGES):
        candidate.problems += compare_languages(*(candidate.texts[language] for language in LANGUAGES))
    return candidate


def _dangling(text: LessonText, known: set[str], static: Path) -> list[Problem]:
    """References to what does not exist: pairs without a recipe, pictures without a file."""
    problems = [
        Problem(
            text.file,
            block["line"],
            f"There is no pair called {block['pair']}. Choose a slug from fixtures/recipes.",
        )
        for kind in ("compare", "lenses")
        for block in text.blocks(kind)
        if block["pair"] not in known
    ]
    return problems + [
        Problem(text.file, block["line"], f"There is no file static/{block['src']}. Add it or correct `src`.")
        for block in text.blocks("figure")
        if not (static / block["src"]).is_file()
    ]


def _known_pairs(fixtures: Path) -> set[str]:
    """The slugs of all recipes, and of the pairs that every school has."""
    slugs = set(Pair.objects.in_library().values_list("slug", flat=True))
    for path in (fixtures / "recipes").glob("*.toml"):
        slugs |= {
            str(recipe.get("slug"))
            for recipe in tomllib.loads(path.read_text(encoding="utf-8")).get("recipe", [])
        }
    return slugs


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


@transaction.atomic
def _write(candidate: Candidate) -> bool:
    """Whether anything was written: nothing is when the lesson is the same as last time."""
    bodies = {language: text.as_body() for language, text in candidate.texts.items()}
    digest = hashlib.sha256(json.dumps(bodies, sort_keys=True).encode()).hexdigest()
    front = candidate.texts[LANGUAGES[0]].front
    quiz = Quiz.objects.filter(slug=front.quiz).first()
    if Lesson.objects.filter(slug=front.slug, digest=digest, quiz=quiz).exists():
        return False
    Lesson.objects.update_or_create(
        slug=front.slug, defaults={"number": front.number, "bodies": bodies, "digest": digest, "quiz": quiz}
    )
    return True
