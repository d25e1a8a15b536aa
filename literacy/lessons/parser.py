"""Reads one lesson from its text: the head, then steps of Markdown and named blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from literacy.lessons.blocks import BLOCKS, RawBlock, read_attributes, read_block
from literacy.lessons.front import SLUG, Front, read_front
from literacy.lessons.markdown import count_words, lines_of, render_markdown
from literacy.lessons.problems import LessonFileError, Notes
from literacy.lessons.whole import Step, check_whole

_HEADING = re.compile(r"## +(.*?)(?:\s+\{#([^}]*)\})?\s*")
_OPENING = re.compile(r":::\s*([A-Za-z]\w*)(?:\s+(.*))?")
MOST_CHARACTERS = 200_000
# What a browser would act upon. Markdown writes it out as text, so nobody meant it to stand here.
_HTML = re.compile(
    r"<\s*/?\s*(script|style|iframe|object|embed|form|input|svg|img|link|meta|base|video|audio)\b", re.I
)
_INCLUDE = re.compile(r"\s*(?:\{%-?\s*include\b|\{\{[<%]?\s*include\b|!include\b|@import\b|#include\b)", re.I)


@dataclass
class LessonText:
    """A lesson in one language, checked and with all Markdown rendered to clean HTML."""

    file: str
    front: Front
    lead: str
    steps: list[Step]

    def blocks(self, kind: str) -> Iterator[dict[str, Any]]:
        """Every block of a kind, in order."""
        return (block for step in self.steps for block in step.blocks if block["kind"] == kind)

    @property
    def words(self) -> int:
        """How many words a pupil reads: all but the sources and the teacher's part."""
        return count_words(self.lead) + sum(
            count_words(step.title)
            + sum(count_words(part) for block in step.blocks for part in parts_of(block))
            for step in self.steps
        )

    @property
    def running_text(self) -> str:
        """What a pupil reads as text, a line for each paragraph: the words whose reading level is measured."""
        parts = [
            self.lead,
            *(part for step in self.steps for block in step.blocks for part in parts_of(block)),
        ]
        return "\n".join(filter(None, map(lines_of, parts)))

    def as_body(self) -> dict[str, Any]:
        """What is kept of it: plain data without line numbers, so that moving a line changes nothing."""
        body = asdict(self.front)
        steps = [
            {"id": step.id, "title": step.title, "blocks": [_without_lines(block) for block in step.blocks]}
            for step in self.steps
        ]
        return body | {"goals": list(self.front.goals), "lead": self.lead, "steps": steps}


def parts_of(block: dict[str, Any]) -> list[str]:
    """What a pupil reads of a block, as pieces of HTML; nothing of the sources and the teacher's part."""
    if block["kind"] in ("sources", "teacher"):
        return []
    texts = [str(block.get(key, "")) for key in ("html", "caption", "question", "said")]
    texts += [
        option[part] for option in block.get("options", []) for part in ("text", "feedback") if part in option
    ]
    return [*texts, *(point["text"] for point in block.get("points", []))]


def _without_lines(block: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in block.items() if key != "line"}
    if "points" in kept:
        kept["points"] = [
            {key: value for key, value in each.items() if key != "line"} for each in kept["points"]
        ]
    return kept


def parse_lesson(text: str, *, file: str) -> LessonText:
    """Read a lesson. Raises LessonFileError with every problem found, each with its line."""
    notes = Notes(file)
    if len(text) > MOST_CHARACTERS:
        notes.add(1, f"The file is longer than {MOST_CHARACTERS} characters. Make two lessons of it.")
        raise LessonFileError(notes.problems)
    lines = text.replace("\r\n", "\n").split("\n")
    front, start = read_front(lines, notes)
    _note_foreign(lines[start:], start + 1, notes)
    lead, steps = _read_steps(lines, start, notes)
    check_whole(steps, notes)
    if notes.problems or front is None:
        raise LessonFileError(sorted(notes.problems))
    return LessonText(file, front, lead, steps)


def _note_foreign(lines: list[str], first: int, notes: Notes) -> None:
    """Note what is written for a browser or for another program: it is shown as text or not at all."""
    for number, line in enumerate(lines, first):
        tag = _HTML.search(line)
        if tag:
            notes.add(
                number,
                f"HTML is not read in lessons: take out <{tag[1].lower()}>, and write Markdown or a block.",
            )
        elif _INCLUDE.match(line):
            notes.add(number, "One file cannot include another. Write the text here, or use a block.")


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
            if steps:
                steps[-1].blocks.append(data)

    for number, line in enumerate(lines[start:], start + 1):
        bare = line.strip()
        opening = _OPENING.fullmatch(bare)
        if bare == ":::":
            if open_block is None:
                notes.add(number, "This ::: closes nothing. Remove it, or open a block above it.")
            else:
                close(open_block)
                open_block = None
        elif opening:
            if open_block is not None:
                notes.add(
                    open_block.line,
                    f"The block {open_block.kind} is not closed. Put a line ::: before line {number}.",
                )
                close(open_block)
            flush()
            open_block = _opened(opening, number, bool(steps), notes)
        elif bare.startswith(":::"):
            notes.add(number, "A block opens with ::: and its name, as in `:::check id=crop`.")
        elif line.startswith("## ") and open_block is None:
            flush()
            steps.append(_step(line, number, notes))
        elif line.startswith("# ") and open_block is None:
            notes.add(number, "The title stands in the head. Use ## for the heading of a step.")
        elif open_block is not None:
            open_block.lines.append(line)
        elif prose or bare:
            prose_line = prose_line if prose else number
            prose.append(line)
    if open_block is not None:
        notes.add(open_block.line, f"The block {open_block.kind} is never closed. Put a line ::: at its end.")
        close(open_block)
    flush()
    return lead, steps


def _opened(opening: re.Match[str], number: int, in_a_step: bool, notes: Notes) -> RawBlock:
    kind = opening[1]
    if kind == "include":
        notes.add(number, "There is no block include: one file cannot include another. Write the text here.")
    elif kind not in BLOCKS:
        notes.add(number, f"There is no block called {kind}. Known are {', '.join(BLOCKS)}.")
    elif not in_a_step:
        notes.add(number, f"The block {kind} stands before the first step. Put it below a heading with ##.")
    attributes = read_attributes(opening[2] or "", number, notes) if kind in BLOCKS else {}
    return RawBlock(kind, number, attributes)


def _step(line: str, number: int, notes: Notes) -> Step:
    heading = _HEADING.fullmatch(line)
    title, name = (heading[1].strip(), heading[2] or "") if heading else ("", "")
    if not title:
        notes.add(number, "This step has no title. Write it behind ##.")
    if not SLUG.fullmatch(name) or len(name) > 60:
        notes.add(number, "Give the step a short name, the same in every language: `## Title {#short-name}`.")
    return Step(name, title, number)
