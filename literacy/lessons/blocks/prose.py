"""Blocks of text: what to remember, what to do, sources, the teacher's part, a real case, a word explained."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.blocks.raw import RawBlock, need
from literacy.lessons.markdown import render_markdown
from literacy.lessons.problems import Notes

_ENTRY = re.compile(r"\s*(?:[-*]|\d{1,3}[.)]) \S")


def read_prose(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """Markdown under the name of its kind."""
    if block.attributes:
        notes.add(block.line, _("The block %(kind)s takes no attributes.") % {"kind": block.kind})
    return _html(block, notes)


def read_sources(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A list of sources, with how many there are."""
    if block.attributes:
        notes.add(block.line, _("The block %(kind)s takes no attributes.") % {"kind": block.kind})
    count = sum(bool(_ENTRY.match(line)) for line in block.lines)
    if not count:
        notes.add(block.line, _("List each source on a line of its own that begins with `- ` or `1. `."))
    return {"html": render_markdown(block.text), "count": count}


def read_story(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A real case: its title, when and where it was, and what happened."""
    need(block, notes, "title", "when", "where")
    return {name: block.get(name) for name in ("title", "when", "where")} | _html(block, notes)


def read_term(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A word with its explanation, which the glossary repeats."""
    need(block, notes, "name")
    return {"name": block.get("name")} | _html(block, notes)


def _html(block: RawBlock, notes: Notes) -> dict[str, Any]:
    if not block.text.strip():
        notes.add(
            block.line,
            _("The block %(kind)s is empty. Write something in it or remove it.") % {"kind": block.kind},
        )
    return {"html": render_markdown(block.text)}
