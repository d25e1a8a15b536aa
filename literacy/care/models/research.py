"""That a school gives out pseudonymised answers for research. Without a row it does not."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from literacy.classroom.models import School


class ResearchConsent(models.Model):
    """Since when, and which lead decided it. Switching it off removes the row; the school's record keeps both."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="research_consent")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.school_id} since {self.since:%Y-%m-%d}"
