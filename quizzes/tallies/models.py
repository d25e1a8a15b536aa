"""One row for each sitting that has ended: its answers, folded."""

from __future__ import annotations

from django.db import models

from quizzes.attempts.models import Sitting


class SittingTally(models.Model):
    """A finished sitting in one row. Made from its answers, never counted up; where it is missing it is made again.

    answers: four lists, as `quizzes.tallies.sums.Folded` has them. They know items and not techniques, so they stay true
    when a pair is described otherwise, and whoever adds up leaves out what does not count there.
    """

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    finished_at = models.DateTimeField(
        help_text="of the sitting when this was made; another one means it is out of date"
    )
    answers = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "sitting tallies"

    def __str__(self) -> str:
        return str(self.sitting_id)
