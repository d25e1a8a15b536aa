"""What `practice` in a lesson's head may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

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
                yield _(
                    "`practice` has a `number` that is not a whole number from %(fewest)s to %(most)s."
                ) % {"fewest": FEWEST, "most": MOST}
        elif key not in lists:
            yield _("`practice` does not know `%(value)s`. Known are %(names)s and number.") % {
                "value": key[:40],
                "names": ", ".join(lists),
            }
        elif not isinstance(value, list) or not value:
            yield _("`practice` has `%(key)s` that is not a list of names.") % {"key": key}
        else:
            for name in value:
                if name not in lists[key]:
                    yield _("`practice` names “%(value)s” under `%(key)s`, and there is no such word.") % {
                        "value": str(name)[:40],
                        "key": key,
                    }
    if practice and not (practice.get("techniques") or practice.get("cues")):
        yield _("`practice` needs `techniques` or `cues` to draw by.")
