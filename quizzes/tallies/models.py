"""One row for each sitting that has ended: its answers, folded."""

from __future__ import annotations

from django.db import models

from quizzes.attempts.models import Sitting


class SittingTally(models.Model):
    """A finished sitting in one row. Made from its answers, never counted up; where it is missing it is made again.

    answers: [item, item type, code, points, milliseconds] of each, by the marks that count; the code is null for what
    is no judgement, see `quizzes.tallies.codes`. It knows items and not their techniques, so it stays true when a pair
    is described otherwise, and whoever adds up leaves out what does not count there.
    """

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    finished_at = models.DateTimeField(
        help_text="of the sitting when this was made; another one means it is out of date"
    )
    last_at = models.DateTimeField(null=True, help_text="of the last answer")
    answers = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "sitting tallies"

    def __str__(self) -> str:
        return f"{self.sitting_id}: {len(self.answers)}"
