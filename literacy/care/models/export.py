"""Files that somebody asked for, for as long as they may be fetched: data about people, figures of a school, answers for research."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import School


class Export(models.Model):
    """One file that somebody asked for: of a school, of a learner as the school has them, or of oneself.

    school: whose data; empty where a pupil asks for their own, whichever school it is. learner: empty for a whole school.
    period: the school year of a school's figures. language: of the words in it, as it was read by whoever asked.
    file: its name in the folder of exports; empty until it is made, and after it is gone.
    """

    class Kind(models.TextChoices):
        DATA = "data", _("all data")
        TABLES = "tables", _("tables as CSV")
        WORKBOOK = "workbook", _("workbook for Excel")
        REPORT = "report", _("report for the board")
        RESEARCH = "research", _("answers for research")

    FIGURES = frozenset({Kind.TABLES, Kind.WORKBOOK, Kind.REPORT})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, null=True, on_delete=models.CASCADE, related_name="exports")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="exports_about"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DATA)
    period = models.CharField(max_length=7, blank=True)
    language = models.CharField(max_length=5, blank=True)
    file = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def path(self) -> Path:
        """Where the file lies, outside of what is served."""
        return Path(settings.EXPORTS_DIR) / self.file

    @property
    def suffix(self) -> str:
        """How the name of the file ends."""
        return {self.Kind.WORKBOOK: ".xlsx", self.Kind.REPORT: ".pdf"}.get(self.Kind(self.kind), ".zip")

    @property
    def is_ready(self) -> bool:
        return bool(self.file) and self.expires_at is not None and self.expires_at > timezone.now()

    @property
    def is_gone(self) -> bool:
        """Whether it was made and may not be fetched any more."""
        return self.made_at is not None and not self.is_ready
