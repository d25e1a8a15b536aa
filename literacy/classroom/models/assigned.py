"""The sittings in which pupils do what they were given, and what teachers mended about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models.assignment import Assignment
from literacy.classroom.models.classroom import Enrolment, Group
from quizzes.attempts.models import Sitting


class AssignedSittingQuerySet(models.QuerySet["AssignedSitting"]):
    def counted(self) -> AssignedSittingQuerySet:
        """Those that were not set aside."""
        return self.filter(voided_at=None)


class AssignedSitting(models.Model):
    """One attempt of a pupil at an assignment; quizzes itself knows of no classroom.

    attempt: from 1, those that were set aside included.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="assigned_sittings")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="assigned_sittings")
    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="assigned")
    attempt = models.PositiveSmallIntegerField(default=1)
    voided_at = models.DateTimeField(
        null=True, blank=True, help_text="since when it does not count; its answers stay"
    )

    objects = AssignedSittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "enrolment", "attempt"], name="one_sitting_per_attempt"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}:{self.enrolment_id}:{self.attempt}"


class AssignmentEvent(models.Model):
    """Something that a teacher did to an assignment: who, when, what, and when it was undone. Never changed otherwise."""

    class Kind(models.TextChoices):
        GIVEN = "given", _("Given")
        REOPENED = "reopened", _("Reopened")
        RESET = "reset", _("Attempt set aside")
        EXCUSED = "excused", _("Excused")
        EXTENDED = "extended", _("Given more time")
        MARKED_ANEW = "marked-anew", _("Marked anew")
        PULLED = "pulled", _("Question taken out")
        CHANGED = "changed", _("Changed")
        WITHDRAWN = "withdrawn", _("Taken back")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    item = models.ForeignKey("items.Item", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    details = models.JSONField(default=dict, blank=True, help_text="what undoing it needs to know")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.assignment_id}"
