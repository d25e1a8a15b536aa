"""By which numbers a school's own administration knows its pupils, and lists that wait to be looked at."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, School


class RosterIdentity(models.Model):
    """The number a school's lists give a pupil; it stays when names and classes change."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="roster_identities")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_identities"
    )
    sourced_id = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "sourced_id"], name="one_pupil_per_roster_id"),
            models.UniqueConstraint(fields=["school", "user"], name="one_roster_id_per_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in the lists of {self.school_id}"


class RosterImport(models.Model):
    """A list as it was read, for as long as somebody looks at what it would do; afterwards its rows are gone."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("waits to hear what its columns hold")
        READY = "ready", _("ready to be looked at")
        APPLYING = "applying", _("being carried out")
        DONE = "done", _("carried out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="roster_imports")
    classroom = models.ForeignKey(
        Classroom,
        null=True,
        on_delete=models.CASCADE,
        related_name="roster_imports",
        help_text="the one class the list is about; empty for the whole school",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_imports")
    is_complete = models.BooleanField(default=False, help_text="whoever is not on the list leaves")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    cells = models.JSONField(
        default=dict, blank=True, help_text="the table, while nobody said what its columns hold"
    )
    rows = models.JSONField(
        default=list, blank=True, help_text="line, name, class, number and problem of each row"
    )
    left_out = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="of the plan that is being carried out")
    reason = models.CharField(max_length=20, blank=True, help_text="why it was not carried out")
    outcome = models.JSONField(
        default=dict, blank=True, help_text="how many of what, and the new places by class"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["state", "changed_at"], name="roster_import_prune")]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"
