"""How far the library has grown while pairs are still being made."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.clips.tasks import RENDER_PAIR
from quizzes.jobs.models import Job


@dataclass(frozen=True)
class Growth:
    """How many pairs are ready, and how many are waiting or being made."""

    ready: int
    waiting: int

    @property
    def total(self) -> int:
        return self.ready + self.waiting


def growth_of(ready: int) -> Growth | None:
    """How far it is, when `ready` pairs can be seen; None when nothing is being made. One query."""
    waiting = Job.objects.open().filter(kind=RENDER_PAIR).values("target").distinct().count()
    return Growth(ready, waiting) if waiting else None
