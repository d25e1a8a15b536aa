"""What classes come to, by month and school year: sums over their learners, made anew from what is kept of sittings."""

from __future__ import annotations

from django.db import models

from literacy.classroom.models import Classroom


class ClassTally(models.Model):
    """That a class was added up, when, and what it looked like then: where it looks otherwise now, it is added up anew."""

    classroom = models.OneToOneField(
        Classroom, on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    looks = models.CharField(
        max_length=200, help_text="numbers that change with whatever could change the sums"
    )
    tallied_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "class tallies"

    def __str__(self) -> str:
        return f"{self.classroom_id} at {self.tallied_at:%Y-%m-%d %H:%M}"


class ClassPeriod(models.Model):
    """A class in one month (`2026-09`), one school year (`2026/27`) or in all (empty).

    asked, begun, done: pairs of a learner and a quiz of the period that they had to do. active: learners with an answer.
    learners: those in the class who had something to do, or answered. d_prime, criterion: number of learners with a
    figure of their own over the period, sum of figures, of squares, of variances. stops: all judgements by code. cells:
    per slug how many learners, the five outcomes, comparisons asked and right. types: answers, marked ones, points.
    sure: learners who were sure at least once, sure judgements, wrong ones. gains: per series and later form as `d_prime`,
    of the differences to the first test.
    """

    tally = models.ForeignKey(ClassTally, on_delete=models.CASCADE, related_name="periods")
    period = models.CharField(max_length=7, blank=True)
    learners = models.PositiveIntegerField(default=0)
    active = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveBigIntegerField(default=0)
    timed = models.PositiveIntegerField(default=0)
    d_prime = models.JSONField(default=list)
    criterion = models.JSONField(default=list)
    stops = models.JSONField(default=list)
    sure = models.JSONField(default=list)
    techniques = models.JSONField(default=dict)
    cues = models.JSONField(default=dict)
    types = models.JSONField(default=dict)
    gains = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tally", "period"], name="a_class_once_per_period")]

    def __str__(self) -> str:
        return f"{self.tally_id} {self.period}"
