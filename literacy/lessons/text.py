"""A lesson in one language after it was read: its head and its steps, and what of it is kept and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from literacy.lessons.front import Front
from literacy.lessons.markdown import count_words, lines_of
from literacy.lessons.whole import Step


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
    if block["kind"] == "broken":  # shown to its author alone, who has to find it
        return block
    kept = {key: value for key, value in block.items() if key != "line"}
    if "points" in kept:
        kept["points"] = [
            {key: value for key, value in each.items() if key != "line"} for each in kept["points"]
        ]
    return kept
