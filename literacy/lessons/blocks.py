"""The named blocks of a lesson: one reader per kind, each from attributes and Markdown to plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from literacy.lessons.front import SLUG
from literacy.lessons.markdown import render_line, render_markdown
from literacy.lessons.problems import Notes
from quizzes.clips.lens_words import LENSES

_ATTRIBUTE = re.compile(r'([a-z]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)')
_OPTION = re.compile(r"- \[([ xX])\] (.*)")
_PICTURE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.svg")
_ENTRY = re.compile(r"\s*(?:[-*]|\d{1,3}[.)]) \S")
_LETTERS = "abcdef"


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


def read_attributes(text: str, line: int, notes: Notes) -> dict[str, str]:
    """`pair=rocket caption="Two rockets"` as a mapping."""
    found = {match[1]: match[2] if match[2] is not None else match[3] for match in _ATTRIBUTE.finditer(text)}
    left = _ATTRIBUTE.sub("", text).strip()
    if left:
        notes.add(
            line, f'“{left[:60]}” is not understood. Write attributes as name=word or name="some words".'
        )
    return found


def _compare(block: RawBlock, notes: Notes) -> dict[str, Any]:
    _needs(block, notes, "pair", "caption")
    return {
        "pair": block.attributes.get("pair", ""),
        "caption": render_line(block.attributes.get("caption", "")),
    }


def _lenses(block: RawBlock, notes: Notes) -> dict[str, Any]:
    _needs(block, notes, "pair", "caption", optional=("lens",))
    lens = block.attributes.get("lens", "")
    if lens and lens not in LENSES:
        notes.add(block.line, f"There is no lens called {lens[:60]}. Known are {', '.join(LENSES)}.")
    return {
        "pair": block.attributes.get("pair", ""),
        "lens": lens,
        "caption": render_line(block.attributes.get("caption", "")),
    }


def _figure(block: RawBlock, notes: Notes) -> dict[str, Any]:
    _needs(block, notes, "src", "alt", "caption", "credit")
    src = block.attributes.get("src", "")
    if src and not _PICTURE.fullmatch(src):
        notes.add(block.line, f"`src` must name an .svg file below static, not “{src[:60]}”.")
    return {
        "src": src, "alt": block.attributes.get("alt", ""), "credit": block.attributes.get("credit", ""),
        "caption": render_line(block.attributes.get("caption", "")),
    }  # fmt: skip


def _check(block: RawBlock, notes: Notes) -> dict[str, Any]:
    _needs(block, notes, "id")
    question: list[str] = []
    options: list[dict[str, Any]] = []
    places: list[int] = []
    for number, line in enumerate(block.lines, block.line + 1):
        start = _OPTION.match(line)
        if start:
            options.append({"text": start[2], "right": start[1] != " ", "feedback": ""})
            places.append(number)
        elif not options:
            question.append(line)
        elif line.strip().startswith(">"):
            options[-1]["feedback"] += " " + line.strip()[1:].strip()
        elif line.strip():
            notes.add(
                number,
                "Begin this line with `- [ ]` (an answer) or with `  >` (what is said when it is chosen).",
            )
    if not "".join(question).strip():
        notes.add(block.line, "This check asks nothing. Put the question before the answers.")
    if not 2 <= len(options) <= len(_LETTERS):
        notes.add(
            block.line,
            f"A check needs 2 to {len(_LETTERS)} answers (lines `- [ ] …`); this one has {len(options)}.",
        )
    elif sum(option["right"] for option in options) != 1:
        right = sum(option["right"] for option in options)
        notes.add(block.line, f"Mark exactly one answer as right with `- [x]`; this check has {right}.")
    for place, option in zip(places, options, strict=True):
        if not option["text"].strip():
            notes.add(place, "This answer is empty. Write it behind the brackets.")
        if not option["feedback"].strip():
            notes.add(place, "Say what somebody reads who chooses this answer: a line `  > …` below it.")
    return {
        "id": block.attributes.get("id", ""),
        "question": render_line("\n".join(question)),
        "options": [
            {
                "key": key,
                "text": render_line(o["text"]),
                "right": o["right"],
                "feedback": render_line(o["feedback"]),
            }
            for key, o in zip(_LETTERS, options, strict=False)
        ],
    }


def _prose(block: RawBlock, notes: Notes) -> dict[str, Any]:
    if not block.text.strip():
        notes.add(block.line, f"The block {block.kind} is empty. Write something in it or remove it.")
    return {"html": render_markdown(block.text)}


def _sources(block: RawBlock, notes: Notes) -> dict[str, Any]:
    count = sum(bool(_ENTRY.match(line)) for line in block.lines)
    if not count:
        notes.add(block.line, "List each source on a line of its own that begins with `- ` or `1. `.")
    return {"html": render_markdown(block.text), "count": count}


def _needs(block: RawBlock, notes: Notes, *names: str, optional: Collection[str] = ()) -> None:
    for name in names:
        value = block.attributes.get(name, "").strip()
        if not value:
            notes.add(block.line, f"The block {block.kind} needs `{name}=…` on its first line.")
        elif name in ("id", "pair") and not SLUG.fullmatch(value):
            notes.add(block.line, f"`{name}` may hold small letters, digits and single hyphens only.")
    for name in block.attributes:
        if name not in names and name not in optional:
            notes.add(block.line, f"The block {block.kind} does not know `{name}`. Remove it.")


BLOCKS: dict[str, Callable[[RawBlock, Notes], dict[str, Any]]] = {
    "compare": _compare,
    "lenses": _lenses,
    "figure": _figure,
    "check": _check,
    "keypoints": _prose,
    "do": _prose,
    "sources": _sources,
    "teacher": _prose,
}


def read_block(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """The plain data of a block of a known kind; what is wrong with it goes into the notes."""
    data = BLOCKS[block.kind](block, notes)
    if "html" in data and block.attributes:
        notes.add(block.line, f"The block {block.kind} takes no attributes.")
    return {"kind": block.kind, "line": block.line} | data
