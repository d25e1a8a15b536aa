"""A lesson in both languages side by side: which steps and blocks the translation has, lacks, or has otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.parity import shape_of
from literacy.lessons.text import LessonText
from literacy.lessons.whole import Step


@dataclass(frozen=True)
class Twin:
    """A block on either side, as it is said; empty where that side has none. `state`: same, missing, extra or differs."""

    state: str
    first: str
    other: str


@dataclass(frozen=True)
class StepPair:
    """A step on either side, by its title, with its blocks; a side that lacks the step has no title."""

    name: str
    first: str
    other: str
    blocks: list[Twin] = field(default_factory=list)
    first_line: int = 0
    other_line: int = 0

    @property
    def state(self) -> str:
        if not self.other:
            return "missing"
        if not self.first:
            return "extra"
        return "same" if all(twin.state == "same" for twin in self.blocks) else "differs"


@dataclass(frozen=True)
class Sides:
    """Every step in the order of the first language, with those of the translation alone behind."""

    steps: list[StepPair]
    is_ordered: bool

    @property
    def missing(self) -> int:
        """How many steps the translation lacks."""
        return sum(step.state == "missing" for step in self.steps)

    @property
    def is_whole(self) -> bool:
        return self.is_ordered and all(step.state == "same" for step in self.steps)


def sides_of(first: LessonText, other: LessonText) -> Sides:
    """Compare them; the words themselves are free."""
    there = {step.id: step for step in other.steps}
    here = {step.id: step for step in first.steps}
    steps = [_pair(step, there.get(step.id)) for step in first.steps]
    steps += [
        StepPair(step.id, "", step.title, other_line=step.line) for step in other.steps if step.id not in here
    ]
    common = [step.id for step in first.steps if step.id in there]
    return Sides(steps, common == [step.id for step in other.steps if step.id in here])


def _pair(step: Step, twin: Step | None) -> StepPair:
    if twin is None:
        return StepPair(step.id, step.title, "", first_line=step.line)
    blocks = _twins(_said(step.blocks), _said(twin.blocks))
    return StepPair(step.id, step.title, twin.title or "…", blocks, step.line, twin.line)


def _twins(first: Sequence[str], other: Sequence[str]) -> list[Twin]:
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, first, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Twin("same", name, name) for name in first[a:b]]
            continue
        for one, two in zip_longest(first[a:b], other[c:d], fillvalue=""):
            found.append(Twin("differs" if one and two else "missing" if one else "extra", one, two))
    return found


def _said(blocks: list[dict[str, Any]]) -> list[str]:
    return [_("a block with a mistake") if name == "broken" else name for name in shape_of(blocks)]
