"""The head of a lesson's file: a few lines of TOML between two lines of +++."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from literacy.lessons.problems import Notes

FENCE = "+++"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NEEDED: dict[str, type] = {
    "slug": str, "number": int, "title": str, "summary": str, "minutes": int, "quiz": str, "goals": list,
}  # fmt: skip


@dataclass(frozen=True)
class Front:
    """What the head says; `minutes` is the time a pupil needs, `quiz` the slug of the quiz at the end."""

    slug: str
    number: int
    title: str
    summary: str
    minutes: int
    quiz: str
    goals: tuple[str, ...]


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
    for key, kind in _NEEDED.items():
        if key not in values:
            notes.add(1, f"The head lacks `{key}`. Add a line `{key} = …`.")
        elif type(values[key]) is not kind or not values[key]:
            wanted = {
                str: "a text between double quotes",
                int: "a whole number above 0",
                list: "a list of sentences",
            }[kind]
            notes.add(_line_of(key, lines), f"`{key}` must be {wanted}.")
    for key in values:
        if key not in _NEEDED:
            notes.add(
                _line_of(key, lines),
                f"`{key}` is not known in the head. Remove it; known are {', '.join(_NEEDED)}.",
            )
    if len(notes.problems) > before:
        return None
    for key in ("slug", "quiz"):
        if not SLUG.fullmatch(values[key]):
            notes.add(
                _line_of(key, lines), f"`{key}` may hold small letters, digits and single hyphens only."
            )
    if not all(isinstance(goal, str) and goal.strip() for goal in values["goals"]):
        notes.add(_line_of("goals", lines), "`goals` must be a list of sentences.")
    for key, most in (("number", 99), ("minutes", 90)):
        if not 0 < values[key] <= most:
            notes.add(_line_of(key, lines), f"`{key}` must lie between 1 and {most}.")
    if len(notes.problems) > before:
        return None
    return Front(**{**values, "goals": tuple(values["goals"])})


def _line_of(key: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if line.startswith(key)), 1)
