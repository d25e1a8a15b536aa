"""A block as it stands in a lesson's file, before its kind makes something of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

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
    noted: int = 0
    """How many mistakes were found above it."""

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
            line,
            _('“%(value)s” is not understood. Write attributes as name=word or name="some words".')
            % {"value": left[:60]},
        )
    return found


def need(block: RawBlock, notes: Notes, *names: str, optional: Collection[str] = ()) -> None:
    """Note which attributes a block lacks, which it does not know, and which are not as they should be."""
    for name in names:
        value = block.get(name)
        if not value:
            notes.add(
                block.line,
                _("The block %(kind)s needs `%(name)s=…` on its first line.")
                % {"kind": block.kind, "name": name},
            )
        elif name in _NAMES and (not SLUG.fullmatch(value) or len(value) > 80):
            notes.add(
                block.line,
                _("`%(name)s` may hold small letters, digits and single hyphens only.") % {"name": name},
            )
        elif name not in ("caption", "alt", "credit") and len(value) > MOST_WORDS:
            notes.add(
                block.line,
                _("`%(name)s` is longer than %(most_words)s characters. Say it in fewer words.")
                % {"name": name, "most_words": MOST_WORDS},
            )
    for name in block.attributes:
        if name not in names and name not in optional:
            notes.add(
                block.line,
                _("The block %(kind)s does not know `%(name)s`. Remove it.")
                % {"kind": block.kind, "name": name},
            )


def no_lines(block: RawBlock, notes: Notes) -> None:
    """Note the first line inside a block that takes none."""
    for number, line in block.numbered():
        if line.strip():
            notes.add(
                number,
                _("The block %(kind)s has nothing inside. Put this line behind its :::.")
                % {"kind": block.kind},
            )
            return
