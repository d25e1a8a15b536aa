"""Two versions of a text, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 2
"""Lines shown around a change."""


@dataclass(frozen=True)
class Row:
    """A line of either version: `same`, `added`, `removed`, or `skipped` for so many lines that are alike.

    `number` is its place in the version that has it, the newer one where both do.
    """

    kind: str
    number: int
    text: str = ""
    skipped: int = 0


def counted(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are new, and how many are gone; a line that moved is neither."""
    before, after = Counter(old), Counter(new)
    return (after - before).total(), (before - after).total()


def differences(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """The lines that changed with those around them; empty where both are the same."""
    if list(old) == list(new):
        return []
    return list(_rows(old, new))


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    shown = 0
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(CONTEXT):
        first = group[0][3]
        if first > shown:
            yield Row("skipped", 0, skipped=first - shown)
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                yield from (Row("same", n + 1, new[n]) for n in range(new_from, new_to))
                continue
            yield from (Row("removed", n + 1, old[n]) for n in range(old_from, old_to))
            yield from (Row("added", n + 1, new[n]) for n in range(new_from, new_to))
        shown = group[-1][4]
    if len(new) > shown:
        yield Row("skipped", 0, skipped=len(new) - shown)
