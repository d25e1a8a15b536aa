"""What was made and what it cost, and how often it was there already; both are kept for a week alone."""

from __future__ import annotations

from django.db import models


class LensRun(models.Model):
    """One view of a lens that was made, with its cost in thousandths of a processor second.

    `visitor` is a keyed digest: rows of one person can be added up, and tell nobody who that is. `shelf` is the
    visitor's school, empty for guests and for those who belong to none.
    """

    lens = models.CharField(max_length=40)
    visitor = models.CharField(max_length=32)
    shelf = models.CharField(max_length=60, blank=True, db_index=True)
    milliseconds = models.PositiveIntegerField()
    made_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.lens}: {self.milliseconds} ms"


class LensHits(models.Model):
    """How many times on a day a lens's view was there already."""

    day = models.DateField()
    lens = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "lens hits"
        constraints = [models.UniqueConstraint(fields=["day", "lens"], name="one_count_per_lens_and_day")]

    def __str__(self) -> str:
        return f"{self.lens} on {self.day}: {self.count}"
