"""What holds for a lesson as a whole: names used once, and the parts that no lesson does without."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from literacy.lessons.blocks import ASKING, PAIR_KINDS
from literacy.lessons.problems import Notes

_ONCE = ("keypoints", "do", "sources", "teacher")
_MOST_STEPS = 40


@dataclass
class Step:
    """One step: its name within the lesson (the same in every language), its title and its blocks."""

    id: str
    title: str
    line: int
    blocks: list[dict[str, Any]] = field(default_factory=list)


def check_whole(steps: list[Step], notes: Notes) -> None:
    """Note what is missing, and what stands twice."""
    if not steps:
        notes.add(1, "The lesson has no steps. Begin each with a heading: `## Title {#short-name}`.")
        return
    if len(steps) > _MOST_STEPS:
        notes.add(
            steps[_MOST_STEPS].line, f"The lesson has more than {_MOST_STEPS} steps. Make two lessons of it."
        )
    seen: dict[str, int] = {}
    for step in steps:
        _check_names(step, seen, notes)
        asking = [block for block in step.blocks if block["kind"] in ASKING]
        if len(asking) > 1:
            kind = asking[1]["kind"]
            notes.add(
                asking[1]["line"],
                f"The step {step.id} has a second {_question(asking, kind)}. Give it a step of its own.",
            )
    _check_parts(steps, notes)


def _question(asking: list[dict[str, Any]], kind: str) -> str:
    return kind if asking[0]["kind"] == kind else f"question, a {kind}"


def _check_names(step: Step, seen: dict[str, int], notes: Notes) -> None:
    names = [(step.id, step.line)]
    names += [(block["id"], block["line"]) for block in step.blocks if block["kind"] in ASKING]
    for name, line in names:
        if name and name in seen:
            notes.add(line, f"The name {name} is already used on line {seen[name]}. Choose another.")
        seen.setdefault(name, line)
    for block in step.blocks:
        name = _alone(block)
        if name and name in seen:
            notes.add(block["line"], f"The {name} stand on line {seen[name]} already. Choose another.")
        seen.setdefault(name, block["line"])


def _alone(block: dict[str, Any]) -> str:
    """What may stand in a lesson once, in words that are no name of a step."""
    match block["kind"]:
        case "lenses":
            return f"lenses of {block['pair']}"
        case "where":
            return f"words “where” of {block['pair']}"
        case "clip":
            return f"points in time of {block['pair']} ({block['half']})"
        case "scenario":
            return f"choices of {block['slug']}"
        case "term":
            return f"words on “{block['name'].casefold()}”"
        case _:
            return ""


def _check_parts(steps: list[Step], notes: Notes) -> None:
    counts: dict[str, int] = {}
    for step in steps:
        for block in step.blocks:
            counts[block["kind"]] = counts.get(block["kind"], 0) + 1
            if block["kind"] in _ONCE and counts[block["kind"]] == 2:
                notes.add(
                    block["line"], f"The block {block['kind']} stands here a second time. Join the two."
                )
    if not any(kind in counts for kind in PAIR_KINDS):
        kinds = f"{', '.join(PAIR_KINDS[:-1])} or {PAIR_KINDS[-1]}"
        notes.add(
            steps[-1].line,
            f"The lesson has no block that shows a clip: no block {kinds}. Every lesson needs one.",
        )
    for kind in ("check", *_ONCE):
        if kind not in counts:
            notes.add(steps[-1].line, f"The lesson has no block {kind}. Every lesson needs one.")
