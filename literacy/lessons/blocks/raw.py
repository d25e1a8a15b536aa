"""A block as it stands in a lesson's file, before its kind makes something of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from literacy.lessons.front import SLUG
from literacy.lessons.problems import Notes

_ATTRIBUTE = re.compile(r'([a-z]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)')
_NAMES = ("id", "pair", "slug")
MOST_WORDS = 300
"""How long an attribute may be, in characters."""


@dataclass
class RawBlock:
    """A block as it stands in the file: its kind, the line it opens on, its attributes and the lines inside."""

    kind: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def get(self, name: str) -> str:
        """An attribute's value, empty where there is none."""
        return self.attributes.get(name, "").strip()

    def numbered(self) -> Iterator[tuple[int, str]]:
        """The lines inside with their numbers in the file."""
        return enumerate(self.lines, self.line + 1)


def read_attributes(text: str, line: int, notes: Notes) -> dict[str, str]:
    """`pair=rocket caption="Two rockets"` as a mapping."""
    found = {match[1]: match[2] if match[2] is not None else match[3] for match in _ATTRIBUTE.finditer(text)}
    left = _ATTRIBUTE.sub("", text).strip()
    if left:
        notes.add(
            line, f'“{left[:60]}” is not understood. Write attributes as name=word or name="some words".'
        )
    return found


def need(block: RawBlock, notes: Notes, *names: str, optional: Collection[str] = ()) -> None:
    """Note which attributes a block lacks, which it does not know, and which are not as they should be."""
    for name in names:
        value = block.get(name)
        if not value:
            notes.add(block.line, f"The block {block.kind} needs `{name}=…` on its first line.")
        elif name in _NAMES and (not SLUG.fullmatch(value) or len(value) > 80):
            notes.add(block.line, f"`{name}` may hold small letters, digits and single hyphens only.")
        elif name not in ("caption", "alt", "credit") and len(value) > MOST_WORDS:
            notes.add(block.line, f"`{name}` is longer than {MOST_WORDS} characters. Say it in fewer words.")
    for name in block.attributes:
        if name not in names and name not in optional:
            notes.add(block.line, f"The block {block.kind} does not know `{name}`. Remove it.")


def no_lines(block: RawBlock, notes: Notes) -> None:
    """Note the first line inside a block that takes none."""
    for number, line in block.numbered():
        if line.strip():
            notes.add(number, f"The block {block.kind} has nothing inside. Put this line behind its :::.")
            return
