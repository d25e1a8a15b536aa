"""Which goals of curricula the lessons serve, read from `fixtures/curriculum.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("en", "nl")


class CurriculumError(Exception):
    """A sentence that says what is wrong with the file, and with which framework of it."""


@dataclass(frozen=True)
class Goal:
    """One goal: its code, what it is called per language, and the slugs of the lessons that serve it."""

    code: str
    names: Mapping[str, str]
    lessons: tuple[str, ...]

    @property
    def name(self) -> str:
        return _in_language(self.names)


@dataclass(frozen=True)
class Framework:
    """A curriculum in one version, for its codes change; `source` says who published it and where it was looked up."""

    slug: str
    version: str
    names: Mapping[str, str]
    source: str
    goals: tuple[Goal, ...]

    @property
    def name(self) -> str:
        return _in_language(self.names)


def read_curriculum(path: Path) -> list[Framework]:
    """Every framework of the file; none where there is no file. Raises CurriculumError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except ValueError as error:
        raise CurriculumError(f"{path.name} cannot be read: {error}.") from error
    return [_framework(entry, path.name) for entry in data.get("framework", [])]


def goals_by_lesson(frameworks: Sequence[Framework]) -> dict[str, list[str]]:
    """Of every lesson's slug the goals it serves, such as `DigComp 2.2: 1.2`."""
    found: dict[str, list[str]] = {}
    for framework in frameworks:
        for goal in framework.goals:
            for slug in goal.lessons:
                found.setdefault(slug, []).append(f"{framework.name}: {goal.code}")
    return found


def _framework(entry: Any, file: str) -> Framework:
    slug = str(entry.get("slug", "?")) if isinstance(entry, dict) else "?"
    try:
        goals = tuple(
            Goal(goal["code"], _names(goal["name"]), tuple(goal["lessons"])) for goal in entry["goal"]
        )
        made = Framework(entry["slug"], entry["version"], _names(entry["name"]), entry["source"], goals)
    except (KeyError, TypeError) as error:
        raise CurriculumError(
            f"{file}: the framework {slug} lacks {error} or has it in another form."
        ) from error
    codes = [goal.code for goal in goals]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise CurriculumError(f"{file}: the framework {slug} has the code {twice} twice.")
    return made


def _names(table: Mapping[str, str]) -> dict[str, str]:
    return {language: table[language] for language in LANGUAGES}


def _in_language(names: Mapping[str, str]) -> str:
    return names.get((get_language() or "en").partition("-")[0], names["en"])
