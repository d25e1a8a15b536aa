"""The named blocks of a lesson: one reader per kind, each from attributes and Markdown to plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from literacy.lessons.blocks.exhibits import read_clip, read_compare, read_figure, read_lenses, read_where
from literacy.lessons.blocks.prose import read_prose, read_sources, read_story, read_term
from literacy.lessons.blocks.questions import read_check, read_poll, read_scenario
from literacy.lessons.blocks.raw import RawBlock, read_attributes
from literacy.lessons.problems import Notes

__all__ = ["ASKING", "BLOCKS", "PAIR_KINDS", "RawBlock", "read_attributes", "read_block"]

BLOCKS: dict[str, Callable[[RawBlock, Notes], dict[str, Any]]] = {
    "compare": read_compare,
    "lenses": read_lenses,
    "where": read_where,
    "clip": read_clip,
    "figure": read_figure,
    "check": read_check,
    "poll": read_poll,
    "scenario": read_scenario,
    "story": read_story,
    "term": read_term,
    "keypoints": read_prose,
    "do": read_prose,
    "contacts": read_prose,
    "sources": read_sources,
    "teacher": read_prose,
}
PAIR_KINDS = ("compare", "lenses", "where", "clip")
"""The kinds that show a pair of the library; each names it as `pair`."""
ASKING = ("check", "poll")
"""The kinds whose answer is kept; at most one of them stands in a step."""


def read_block(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """The plain data of a block of a known kind; what is wrong with it goes into the notes."""
    return {"kind": block.kind, "line": block.line} | BLOCKS[block.kind](block, notes)
