"""What practice keeps: a learner's skills as they were last worked out, and how hard each half of a pair turned out to be."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from quizzes.clips.models import Half, Pair


class Practised(models.Model):
    """A learner's skills, worked out from all their answers: a copy that is made anew, never added to."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practised")
    skills = models.JSONField(
        default=dict,
        help_text="ability by technique and cue, and when each fades (docs/algorithms/practice.md)",
    )
    sittings = models.PositiveIntegerField(
        help_text="how many that were told are in it; another number makes it anew"
    )
    made_at = models.DateTimeField(help_text="a day later it is made anew, whatever happened")

    class Meta:
        verbose_name_plural = "practised"

    def __str__(self) -> str:
        return f"{self.user_id}"


class PairRating(models.Model):
    """How hard one half of a pair is, measured by everybody who judged it."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="ratings")
    half = models.CharField(max_length=10, choices=Half.choices)
    value = models.FloatField(help_text="in logits; above 0 is harder than the middle")
    answers = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "half"], name="one_rating_per_half")]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.half}: {self.value:+.2f}"
