"""The terms of a sitting: when the truth is shown, how long it may take, and until when it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import models
from django.utils.translation import gettext_lazy as _

# An answer sent before the time was over may be this long on its way: a school's wifi, a page that is sent again.
GRACE = timedelta(seconds=15)


class Reveal(models.TextChoices):
    """When the truth about the clips is shown."""

    EACH = "each", _("after each clip")
    HANDED_IN = "handed-in", _("after handing in")
    AT = "at", _("from a moment on")


@dataclass(frozen=True)
class Terms:
    """What whoever starts a sitting decides about it; it holds for that sitting and never changes.

    reveal: None leaves it to the quiz: practice shows the truth after each clip, an assessment after handing in.
    reveal_at: the moment, for Reveal.AT. time_limit: seconds from the first clip on; None is untimed, as by default.
    extra_factor, extra_seconds: what this learner gets more, such as 1.5 for half as long again.
    closes_at: the moment at which the sitting ends whatever the limit says; None for never.
    title: what whoever starts it calls it; empty leaves it to the quiz.
    score: when the counts are told ("you saw 4 of 5"), which do not tell the truth about any one clip; None tells
    them with the truth. score_at: the moment, for Reveal.AT.
    """

    reveal: Reveal | None = None
    reveal_at: datetime | None = None
    time_limit: int | None = None
    extra_factor: float = 1.0
    extra_seconds: int = 0
    closes_at: datetime | None = None
    score: Reveal | None = None
    score_at: datetime | None = None
    title: str = ""

    def __post_init__(self) -> None:
        if self.reveal == Reveal.AT and self.reveal_at is None:
            raise ValueError("a reveal from a moment on needs the moment")
        if self.score == Reveal.AT and self.score_at is None:
            raise ValueError("a score from a moment on needs the moment")
        if self.time_limit is not None and self.time_limit <= 0:
            raise ValueError("a time limit is a positive number of seconds, or None for untimed")
        if self.extra_factor < 1 or self.extra_seconds < 0:
            raise ValueError("an accommodation never takes time away")

    @property
    def seconds(self) -> int | None:
        """How long this learner has, in seconds, with what they get more; None when there is no limit."""
        if self.time_limit is None:
            return None
        return ceil(self.time_limit * self.extra_factor) + self.extra_seconds

    def deadline(self, began: datetime) -> datetime | None:
        """The moment the time is over for a clock that began at `began`; None when it never is.

        Seconds are added to a moment, not to a clock on the wall, so the nights in which clocks change take nothing.
        """
        seconds = self.seconds
        if seconds is None:
            return self.closes_at
        ends = began + timedelta(seconds=seconds)
        return ends if self.closes_at is None else min(ends, self.closes_at)


USUAL = Terms()
"""Untimed, always open, and the truth when the quiz's mode shows it."""
