"""What a school tells in its own words: about its data, and about who helps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import School


class Statement(models.Model):
    """One version of a text of a school's own; the newest is read, the older ones can be looked up."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("privacy statement")
        PUPILS = "pupils", _("information for pupils")
        HELP = "help", _("contacts for help")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    version = models.PositiveIntegerField()
    body = models.TextField(blank=True, help_text="Markdown; empty: the text that comes with the site")
    published_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "language", "version"], name="one_text_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"
