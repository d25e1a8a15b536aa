"""The words that lessons explain, gathered from all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from literacy.lessons.models import Lesson


@dataclass
class Entry:
    """A word with its explanation (clean HTML), and the lessons that explain it, the first one's words first."""

    name: str
    html: str
    lessons: list[Lesson] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return slugify(self.name) or "term"


def terms_by_letter(lessons: Sequence[Lesson]) -> dict[str, list[Entry]]:
    """Every term in the reader's language, by its first letter, both in the order of the alphabet."""
    entries: dict[str, Entry] = {}
    for lesson in lessons:
        for step in lesson.body.get("steps", []):
            for block in step["blocks"]:
                if block["kind"] == "term":
                    entry = entries.setdefault(block["name"].casefold(), Entry(block["name"], block["html"]))
                    if lesson not in entry.lessons:
                        entry.lessons.append(lesson)
    letters: dict[str, list[Entry]] = {}
    for _key, entry in sorted(entries.items(), key=lambda each: _plain(each[0])):
        letters.setdefault(_plain(entry.name)[:1].upper(), []).append(entry)
    return letters


def _plain(word: str) -> str:
    """A word as it is sorted: without accents, quotation marks and capitals."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in split if letter.isalnum() or letter == " ").strip() or "#"
