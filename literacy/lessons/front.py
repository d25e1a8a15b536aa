"""The head of a lesson's file: a few lines of TOML between two lines of +++."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from literacy.lessons.practice_words import faults_of
from literacy.lessons.problems import Notes

FENCE = "+++"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NEEDED: dict[str, type] = {
    "slug": str, "number": int, "title": str, "summary": str, "minutes": int, "goals": list,
}  # fmt: skip
_MAY: dict[str, type] = {"quiz": str, "practice": dict}
_WANTED = {
    str: "a text between double quotes",
    int: "a whole number above 0",
    list: "a list of sentences",
    dict: 'a table such as `{ techniques = ["crop-out"], number = 6 }`',
}
RESERVED = ("glossary", "curriculum", "guide", "own")
"""Addresses below /lessons/ that are pages of their own."""


@dataclass(frozen=True)
class Front:
    """What the head says; `minutes` is the time a pupil needs, `quiz` the slug of the quiz at the end.

    `practice` says what a quiz is drawn of where no ready one is named; see `practice`.
    """

    slug: str
    number: int
    title: str
    summary: str
    minutes: int
    goals: tuple[str, ...]
    quiz: str = ""
    practice: dict[str, Any] = field(default_factory=dict)


def read_front(lines: list[str], notes: Notes) -> tuple[Front | None, int]:
    """The head, or None when it cannot be used, and the index of the first line after it."""
    if not lines or lines[0].strip() != FENCE:
        notes.add(
            1, f"Begin the file with a line {FENCE}, then slug, number, title and so on, then {FENCE} again."
        )
        return None, 0
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        notes.add(1, f"The head is never closed. Put a line {FENCE} after its last entry.")
        return None, len(lines)
    try:
        values = tomllib.loads("\n".join(lines[1:end]))
    except (ValueError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        notes.add(
            1 + int(at[1]) if at else 1,
            f"The head is not valid TOML: {error}. Texts go between double quotes.",
        )
        return None, end + 1
    return _checked(values, lines[:end], notes), end + 1


def _checked(values: dict[str, Any], lines: list[str], notes: Notes) -> Front | None:
    before = len(notes.problems)
    for check in (_check_form, _check_values):
        check(values, lines, notes)
        if len(notes.problems) > before:
            return None
    return Front(**{**values, "goals": tuple(values["goals"])})


def _check_form(values: dict[str, Any], lines: list[str], notes: Notes) -> None:
    """Note what is missing, what is not known, and what is not of its kind."""
    for key in _NEEDED:
        if key not in values:
            notes.add(1, f"The head lacks `{key}`. Add a line `{key} = …`.")
    if "quiz" not in values and "practice" not in values:
        notes.add(1, "The head lacks `quiz`, or `practice` to have one drawn. Add one of the two.")
    for key, value in values.items():
        kind = (_NEEDED | _MAY).get(key)
        if kind is None:
            known = ", ".join((*_NEEDED, *_MAY))
            notes.add(
                _line_of(key, lines), f"`{key}` is not known in the head. Remove it; known are {known}."
            )
        elif type(value) is not kind or not value:
            notes.add(_line_of(key, lines), f"`{key}` must be {_WANTED[kind]}.")


def _check_values(values: dict[str, Any], lines: list[str], notes: Notes) -> None:
    for key in ("slug", "quiz"):
        if not SLUG.fullmatch(values.get(key, "none")) or len(values.get(key, "")) > 60:
            notes.add(
                _line_of(key, lines), f"`{key}` may hold small letters, digits and single hyphens only."
            )
    if values["slug"] in RESERVED:
        notes.add(_line_of("slug", lines), f"`slug` may not be {values['slug']}: that is a page of its own.")
    for key in ("title", "summary"):
        if len(values[key]) > 300:
            notes.add(_line_of(key, lines), f"`{key}` is longer than 300 characters. Say it in fewer words.")
    for sentence in faults_of(values.get("practice", {})):
        notes.add(_line_of("practice", lines), sentence)
    if not all(isinstance(goal, str) and goal.strip() for goal in values["goals"]):
        notes.add(_line_of("goals", lines), "`goals` must be a list of sentences.")
    for key, most in (("number", 99), ("minutes", 90)):
        if not 0 < values[key] <= most:
            notes.add(_line_of(key, lines), f"`{key}` must lie between 1 and {most}.")


def _line_of(key: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if line.startswith(key)), 1)
