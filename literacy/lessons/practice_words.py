"""What `practice` in a lesson's head may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizzes.clips.models import Medium
from quizzes.clips.vocabulary import CUES, TECHNIQUES

FEWEST, MOST, USUAL = 2, 12, 6
"""How many clips are drawn: at least, at most, and where nothing is said."""


def faults_of(practice: Mapping[str, Any]) -> Iterator[str]:
    """Sentences on what is wrong with the table, none for one that is not there."""
    lists: dict[str, tuple[str, ...]] = {
        "techniques": tuple(TECHNIQUES), "cues": tuple(CUES), "media": tuple(Medium.values),
    }  # fmt: skip
    for key, value in practice.items():
        if key == "number":
            if type(value) is not int or not FEWEST <= value <= MOST:
                yield f"`practice` has a `number` that is not a whole number from {FEWEST} to {MOST}."
        elif key not in lists:
            yield f"`practice` does not know `{key[:40]}`. Known are {', '.join(lists)} and number."
        elif not isinstance(value, list) or not value:
            yield f"`practice` has `{key}` that is not a list of names."
        else:
            for name in value:
                if name not in lists[key]:
                    yield f"`practice` names “{str(name)[:40]}” under `{key}`, and there is no such word."
    if practice and not (practice.get("techniques") or practice.get("cues")):
        yield "`practice` needs `techniques` or `cues` to draw by."
