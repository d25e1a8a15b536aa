"""What holds for a lesson as a whole: names used once, and the parts that no lesson does without."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

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


def check_whole(steps: list[Step], notes: Notes, *, is_own: bool = False) -> None:
    """Note what is missing, and what stands twice. Of a school's own lesson less is asked: steps, and one question."""
    if not steps:
        notes.add(1, _("The lesson has no steps. Begin each with a heading: `## Title {#short-name}`."))
        return
    if len(steps) > _MOST_STEPS:
        notes.add(
            steps[_MOST_STEPS].line,
            _("The lesson has more than %(most_steps)s steps. Make two lessons of it.")
            % {"most_steps": _MOST_STEPS},
        )
    seen: dict[str, int] = {}
    for step in steps:
        _check_names(step, seen, notes)
        asking = [block for block in step.blocks if block["kind"] in ASKING]
        if len(asking) > 1:
            kind = asking[1]["kind"]
            notes.add(
                asking[1]["line"],
                _("The step %(id)s has a second %(value)s. Give it a step of its own.")
                % {"id": step.id, "value": _question(asking, kind)},
            )
    counts = _count_parts(steps, notes)
    if is_own:
        if not any(kind in counts for kind in ASKING):
            notes.add(
                steps[-1].line,
                _(
                    "The lesson asks nothing. Put in a check or a poll, so that you can see who is done with it."
                ),
            )
        return
    _check_parts(steps, counts, notes)


def _question(asking: list[dict[str, Any]], kind: str) -> str:
    return kind if asking[0]["kind"] == kind else _("question, a %(kind)s") % {"kind": kind}


def _check_names(step: Step, seen: dict[str, int], notes: Notes) -> None:
    names = [(step.id, step.line)]
    names += [(block["id"], block["line"]) for block in step.blocks if block["kind"] in ASKING]
    for name, line in names:
        if name and name in seen:
            notes.add(
                line,
                _("The name %(name)s is already used on line %(value)s. Choose another.")
                % {"name": name, "value": seen[name]},
            )
        seen.setdefault(name, line)
    for block in step.blocks:
        name = _alone(block)
        if name and name in seen:
            notes.add(
                block["line"],
                _("The %(name)s stand on line %(value)s already. Choose another.")
                % {"name": name, "value": seen[name]},
            )
        seen.setdefault(name, block["line"])


def _alone(block: dict[str, Any]) -> str:
    """What may stand in a lesson once, in words that are no name of a step."""
    match block["kind"]:
        case "lenses":
            return _("lenses of %(pair)s") % block
        case "where":
            return _("words “where” of %(pair)s") % block
        case "clip":
            return _("points in time of %(pair)s (%(half)s)") % block
        case "scenario":
            return _("choices of %(slug)s") % block
        case "term":
            return _("words on “%(name)s”") % {"name": block["name"].casefold()}
        case _:
            return ""


def _count_parts(steps: list[Step], notes: Notes) -> dict[str, int]:
    counts: dict[str, int] = {}
    for step in steps:
        for block in step.blocks:
            counts[block["kind"]] = counts.get(block["kind"], 0) + 1
            if block["kind"] in _ONCE and counts[block["kind"]] == 2:
                notes.add(
                    block["line"],
                    _("The block %(kind)s stands here a second time. Join the two.")
                    % {"kind": block["kind"]},
                )
    return counts


def _check_parts(steps: list[Step], counts: dict[str, int], notes: Notes) -> None:
    if not any(kind in counts for kind in PAIR_KINDS):
        kinds = f"{', '.join(PAIR_KINDS[:-1])} or {PAIR_KINDS[-1]}"
        notes.add(
            steps[-1].line,
            f"The lesson has no block that shows a clip: no block {kinds}. Every lesson needs one.",
        )
    for kind in ("check", *_ONCE):
        if kind not in counts:
            notes.add(steps[-1].line, f"The lesson has no block {kind}. Every lesson needs one.")
