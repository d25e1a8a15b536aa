"""What an author writes in one language, before it is a version: made clean, and held to its limits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from literacy.authoring.models import Version

MOST_TEXT = 60_000
"""Characters of a lesson's text; the site's own lessons have about 15,000."""
MOST_TITLE, MOST_SUMMARY, MOST_GOAL, MOST_GOALS = 200, 300, 300, 10
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Words:
    """Title, summary, goals and the text of the steps."""

    title: str
    summary: str
    goals: tuple[str, ...]
    text: str

    @classmethod
    def cleaned(cls, *, title: str, summary: str, goals: str, text: str) -> Words:
        """What came from a form: one goal a line, lines that end alike, nothing that no database keeps."""
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
        kept = [" ".join(_CONTROLS.sub(" ", goal).split()).removeprefix("- ") for goal in goals.split("\n")]
        return cls(_line(title), _line(summary), tuple(filter(None, kept)), text)

    @classmethod
    def of(cls, version: Version | None) -> Words:
        """Those of a version; nothing of none."""
        if version is None:
            return cls("", "", (), "")
        return cls(version.title, version.summary, tuple(version.goals), version.text)

    @property
    def goals_text(self) -> str:
        """The goals as they stand in the form."""
        return "\n".join(self.goals)

    def too_long(self) -> dict[str, str]:
        """By field: why it cannot be kept like this."""
        found = {}
        for name, value, most in (
            ("title", self.title, MOST_TITLE),
            ("summary", self.summary, MOST_SUMMARY),
            ("text", self.text, MOST_TEXT),
        ):
            if len(value) > most:
                found[name] = _(
                    "This is %(length)s characters long; %(most)s fit. Shorten it, or make two lessons of it."
                ) % {"length": len(value), "most": most}
        if len(self.goals) > MOST_GOALS or any(len(goal) > MOST_GOAL for goal in self.goals):
            found["goals"] = _("Up to %(most)s goals fit, each of %(length)s characters at most.") % {
                "most": MOST_GOALS, "length": MOST_GOAL,
            }  # fmt: skip
        return found

    def lacking(self) -> dict[str, str]:
        """By field: what has to be written before the lesson can be published."""
        found = {}
        if not self.title:
            found["title"] = _("The lesson has no title.")
        if not self.summary:
            found["summary"] = _("Say in one sentence what the lesson is about.")
        for name, value in (("title", self.title), ("summary", self.summary), ("goals", self.goals_text)):
            if any(unicodedata.bidirectional(letter) in _TURNS for letter in value):
                found[name] = _("Invisible signs in it turn the direction of writing. Write it anew.")
        return found


_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def _line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())
