"""That something was erased, and schools that asked to be."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import School

DAYS_TO_THINK = 7
"""How many days a school's leads can take back that the school is to be erased."""


class Erasure(models.Model):
    """That pupils, or a school with all its pupils, were erased: when, why and how much. Never who they were."""

    class Why(models.TextChoices):
        ASKED = "asked", _("a teacher or lead did it")
        CLOCK = "clock", _("the time was up")
        SCHOOL = "school", _("the whole school was erased")

    school = models.ForeignKey(School, null=True, on_delete=models.SET_NULL, related_name="erasures")
    why = models.CharField(max_length=8, choices=Why.choices)
    learners = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()
    files = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.learners} learners, {self.why}"


class Parting(models.Model):
    """A school that will be erased at `due_at`, unless one of its leads takes it back before."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="parting")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.school_id} on {self.due_at:%Y-%m-%d}"
