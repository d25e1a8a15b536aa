"""Reads one lesson from its text: the head, then steps of Markdown and named blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from literacy.lessons.blocks import BLOCKS, RawBlock, read_attributes, read_block
from literacy.lessons.front import SLUG, Front, read_front
from literacy.lessons.markdown import count_words, render_markdown
from literacy.lessons.problems import LessonFileError, Notes

_HEADING = re.compile(r"## +(.*?)(?:\s+\{#([^}]*)\})?\s*")
_OPENING = re.compile(r":::\s*([A-Za-z]\w*)(?:\s+(.*))?")
_MOST_CHARACTERS = 200_000
_ONCE = ("keypoints", "do", "sources", "teacher")


@dataclass
class Step:
    """One step: its name within the lesson (the same in every language), its title and its blocks."""

    id: str
    title: str
    line: int
    blocks: list[dict[str, Any]] = field(default_factory=list)


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
            count_words(step.title) + sum(map(_words, step.blocks)) for step in self.steps
        )

    def as_body(self) -> dict[str, Any]:
        """What is kept of it: plain data without line numbers, so that moving a line changes nothing."""
        body = asdict(self.front)
        steps = [
            {
                "id": s.id,
                "title": s.title,
                "blocks": [{k: v for k, v in b.items() if k != "line"} for b in s.blocks],
            }
            for s in self.steps
        ]
        return body | {"goals": list(self.front.goals), "lead": self.lead, "steps": steps}


def parse_lesson(text: str, *, file: str) -> LessonText:
    """Read a lesson. Raises LessonFileError with every problem found, each with its line."""
    notes = Notes(file)
    if len(text) > _MOST_CHARACTERS:
        notes.add(1, f"The file is longer than {_MOST_CHARACTERS} characters. Make two lessons of it.")
        raise LessonFileError(notes.problems)
    lines = text.replace("\r\n", "\n").split("\n")
    front, start = read_front(lines, notes)
    lead, steps = _read_steps(lines, start, notes)
    _check_whole(steps, notes)
    if notes.problems or front is None:
        raise LessonFileError(sorted(notes.problems))
    return LessonText(file, front, lead, steps)


def _read_steps(lines: list[str], start: int, notes: Notes) -> tuple[str, list[Step]]:
    lead = ""
    steps: list[Step] = []
    prose: list[str] = []
    open_block: RawBlock | None = None

    def flush() -> None:
        nonlocal lead
        html = render_markdown("\n".join(prose))
        prose.clear()
        if html and steps:
            steps[-1].blocks.append({"kind": "text", "html": html})
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
        else:
            (prose if open_block is None else open_block.lines).append(line)
    if open_block is not None:
        notes.add(open_block.line, f"The block {open_block.kind} is never closed. Put a line ::: at its end.")
        close(open_block)
    flush()
    return lead, steps


def _opened(opening: re.Match[str], number: int, in_a_step: bool, notes: Notes) -> RawBlock:
    kind = opening[1]
    if kind not in BLOCKS:
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


def _check_whole(steps: list[Step], notes: Notes) -> None:
    """What holds for the lesson as a whole: names used once, and the parts that no lesson does without."""
    if not steps:
        notes.add(1, "The lesson has no steps. Begin each with a heading: `## Title {#short-name}`.")
        return
    seen: dict[str, int] = {}
    counts: dict[str, int] = {}
    for step in steps:
        names = [(step.id, step.line)] + [
            (block["id"], block["line"]) for block in step.blocks if block["kind"] == "check"
        ]
        for name, line in names:
            if name and name in seen:
                notes.add(line, f"The name {name} is already used on line {seen[name]}. Choose another.")
            seen.setdefault(name, line)
        checks = [block for block in step.blocks if block["kind"] == "check"]
        if len(checks) > 1:
            notes.add(checks[1]["line"], f"The step {step.id} has a second check. Give it a step of its own.")
        for block in step.blocks:
            if block["kind"] == "lenses":
                name = f"lenses {block['pair']}"
                if name in seen:
                    notes.add(
                        block["line"],
                        f"The lenses of {block['pair']} stand on line {seen[name]} already. Choose another pair.",
                    )
                seen.setdefault(name, block["line"])
            counts[block["kind"]] = counts.get(block["kind"], 0) + 1
            if block["kind"] in _ONCE and counts[block["kind"]] == 2:
                notes.add(
                    block["line"], f"The block {block['kind']} stands here a second time. Join the two."
                )
    for kind in ("compare", "check", *_ONCE):
        if kind not in counts:
            notes.add(steps[-1].line, f"The lesson has no block {kind}. Every lesson needs one.")


def _words(block: dict[str, Any]) -> int:
    if block["kind"] in ("sources", "teacher"):
        return 0
    texts = [str(block.get(key, "")) for key in ("html", "caption", "question")]
    texts += [option[part] for option in block.get("options", []) for part in ("text", "feedback")]
    return sum(map(count_words, texts))
