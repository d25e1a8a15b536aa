"""How long a school keeps what pupils did, and whose time is nearly up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from literacy.classroom.models import School

FLOOR, USUAL, CEILING = 1, 12, 36
"""Months after the class ended: the fewest, what holds where nobody chose, and the most."""
DAYS_AHEAD = 30
"""How many days before it happens an erasure is announced to the lead."""


class Clock(models.Model):
    """How many months after the end of a pupil's last class a school erases the pupil; without one, it is `USUAL`."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="clock")
    months = models.PositiveSmallIntegerField(default=USUAL)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=FLOOR, months__lte=CEILING),
                name="a_clock_runs_between_floor_and_ceiling",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.months} months"


class Notice(models.Model):
    """That a pupil will be erased: announced, and not before `due_at`. It goes when the reason for it goes."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="notices")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    announced_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "learner"], name="one_notice_per_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id} on {self.due_at:%Y-%m-%d}"
