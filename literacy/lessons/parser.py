"""Reads one lesson from its text: the head, then steps of Markdown and named blocks."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.blocks import BLOCKS, RawBlock, read_attributes, read_block
from literacy.lessons.front import SLUG, Front, read_front
from literacy.lessons.markdown import render_markdown
from literacy.lessons.problems import LessonFileError, Notes, Problem
from literacy.lessons.text import LessonText
from literacy.lessons.whole import Step, check_whole

_HEADING = re.compile(r"## +(.*?)(?:\s+\{#([^}]*)\})?\s*")
_OPENING = re.compile(r":::\s*([A-Za-z]\w*)(?:\s+(.*))?")
MOST_CHARACTERS = 200_000
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
MOST_IN_LINE = 6_000
_MOST_IN_OPENING = 2_000
# What a browser would act upon. Markdown writes it out as text, so nobody meant it to stand here.
_HTML = re.compile(
    r"<\s{0,9}/?\s{0,9}(script|style|iframe|object|embed|form|input|svg|img|link|meta|base|video|audio)\b",
    re.I,
)
_INCLUDE = re.compile(r"\s*(?:\{%-?\s*include\b|\{\{[<%]?\s*include\b|!include\b|@import\b|#include\b)", re.I)


def parse_lesson(text: str, *, file: str) -> LessonText:
    """Read a lesson. Raises LessonFileError with every problem found, each with its line."""
    notes = Notes(file)
    if len(text) > MOST_CHARACTERS:
        notes.add(
            1,
            f"The file is longer than {MOST_CHARACTERS} characters. Make two lessons of it.",
        )
        raise LessonFileError(notes.problems)
    lines = lines_in(text)
    if _note_long(lines, notes):
        raise LessonFileError(notes.problems)
    front, start = read_front(lines, notes)
    _note_foreign(lines[start:], start + 1, notes)
    lead, steps = _read_steps(lines, start, notes)
    check_whole(steps, notes)
    if notes.problems or front is None:
        raise LessonFileError(sorted(notes.problems))
    return LessonText(file, front, lead, steps)


def parse_own(front: Front, body: str, *, file: str, most: int) -> tuple[LessonText, list[Problem]]:
    """Read what stands below the head of a school's own lesson; its lines count from 1.

    Less is asked of it than of the site's, and a block with a mistake becomes one of kind `broken`, so that an author
    sees the rest of what they write. A text of more than `most` characters is not read.
    """
    notes = Notes(file)
    lines = lines_in(body)
    if len(body) > most:
        notes.add(
            1,
            _("The text is longer than %(most)s characters. Make two lessons of it.") % {"most": most},
        )
        return LessonText(file, front, "", []), notes.problems
    if _note_long(lines, notes):
        return LessonText(file, front, "", []), notes.problems
    _note_foreign(lines, 1, notes)
    lead, steps = _read_steps(lines, 0, notes)
    check_whole(steps, notes, is_own=True)
    for step in steps:
        step.blocks = [_shown(block) for block in step.blocks]
    return LessonText(file, front, lead, steps), sorted(notes.problems)


def _shown(block: dict[str, Any]) -> dict[str, Any]:
    if not block.pop("is_broken", False):
        return block
    return {"kind": "broken", "line": block["line"], "of": block["kind"]}


def lines_in(text: str) -> list[str]:
    """The lines of a text, whichever machine it was written on."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _note_long(lines: list[str], notes: Notes) -> bool:
    """Note lines that nobody writes by hand; what reads them takes its time with each."""
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_IN_LINE:
            notes.add(
                number,
                _("This line is longer than %(most)s characters. Begin new paragraphs in it.")
                % {"most": MOST_IN_LINE},
            )
        elif len(line) > _MOST_IN_OPENING and line.lstrip().startswith(("##", ":::")):
            notes.add(
                number,
                _("This line is longer than %(most)s characters. Say it in fewer words.")
                % {"most": _MOST_IN_OPENING},
            )
    return notes.count > 0


def _note_foreign(lines: list[str], first: int, notes: Notes) -> None:
    """Note what is written for a browser or for another program: it is shown as text or not at all."""
    for number, line in enumerate(lines, first):
        tag = _HTML.search(line)
        if tag:
            notes.add(
                number,
                _("HTML is not read in lessons: take out <%(value)s>, and write Markdown or a block.")
                % {"value": tag[1].lower()},
            )
        elif _TURNING.search(line):
            notes.add(
                number, _("Invisible signs on this line turn the direction of writing. Write the line anew.")
            )
        elif _INCLUDE.match(line):
            notes.add(number, _("One file cannot include another. Write the text here, or use a block."))


def _read_steps(lines: list[str], start: int, notes: Notes) -> tuple[str, list[Step]]:
    lead = ""
    steps: list[Step] = []
    prose: list[str] = []
    prose_line = start + 1
    open_block: RawBlock | None = None

    def flush() -> None:
        nonlocal lead
        html = render_markdown("\n".join(prose))
        prose.clear()
        if html and steps:
            steps[-1].blocks.append({"kind": "text", "line": prose_line, "html": html})
        elif html:
            lead = html

    def close(block: RawBlock) -> None:
        if block.kind in BLOCKS:
            data = read_block(block, notes)
            if notes.count > block.noted:
                data["is_broken"] = True
            if steps:
                steps[-1].blocks.append(data)

    for number, line in enumerate(lines[start:], start + 1):
        bare = line.strip()
        opening = _OPENING.fullmatch(bare)
        if bare == ":::":
            if open_block is None:
                notes.add(number, _("This ::: closes nothing. Remove it, or open a block above it."))
            else:
                close(open_block)
                open_block = None
        elif opening:
            if open_block is not None:
                notes.add(
                    open_block.line,
                    _("The block %(kind)s is not closed. Put a line ::: before line %(number)s.")
                    % {"kind": open_block.kind, "number": number},
                )
                close(open_block)
            flush()
            open_block = _opened(opening, number, bool(steps), notes)
        elif bare.startswith(":::"):
            notes.add(number, _("A block opens with ::: and its name, as in `:::check id=crop`."))
        elif line.startswith("## ") and open_block is None:
            flush()
            steps.append(_step(line, number, notes))
        elif line.startswith("# ") and open_block is None:
            notes.add(number, _("The title stands in the head. Use ## for the heading of a step."))
        elif open_block is not None:
            open_block.lines.append(line)
        elif prose or bare:
            prose_line = prose_line if prose else number
            prose.append(line)
    if open_block is not None:
        notes.add(
            open_block.line,
            _("The block %(kind)s is never closed. Put a line ::: at its end.") % {"kind": open_block.kind},
        )
        close(open_block)
    flush()
    return lead, steps


def _opened(opening: re.Match[str], number: int, in_a_step: bool, notes: Notes) -> RawBlock:
    kind, noted = opening[1], notes.count
    if kind == "include":
        notes.add(
            number, _("There is no block include: one file cannot include another. Write the text here.")
        )
    elif kind not in BLOCKS:
        notes.add(
            number,
            _("There is no block called %(kind)s. Known are %(names)s.")
            % {"kind": kind, "names": ", ".join(BLOCKS)},
        )
    elif not in_a_step:
        notes.add(
            number,
            _("The block %(kind)s stands before the first step. Put it below a heading with ##.")
            % {"kind": kind},
        )
    attributes = read_attributes(opening[2] or "", number, notes) if kind in BLOCKS else {}
    return RawBlock(kind, number, attributes, noted=noted)


def _step(line: str, number: int, notes: Notes) -> Step:
    heading = _HEADING.fullmatch(line)
    title, name = (heading[1].strip(), heading[2] or "") if heading else ("", "")
    if not title:
        notes.add(number, _("This step has no title. Write it behind ##."))
    if not SLUG.fullmatch(name) or len(name) > 60:
        notes.add(
            number, _("Give the step a short name, the same in every language: `## Title {#short-name}`.")
        )
    return Step(name, title, number)
