"""Which adult opened a page with pupils' data, when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, School

KEPT_DAYS = 365
"""How long a look is kept."""
MINUTES = 10
"""Looks of one person at one thing within so many minutes are one."""


class Look(models.Model):
    """One adult opened one page about a pupil, a class or a school. Kept `KEPT_DAYS` days, then gone."""

    class Kind(models.TextChoices):
        CLASS = "class", _("the class's page")
        ROSTER = "roster", _("the list of pupils")
        PUPIL = "pupil", _("a pupil's page")
        CARDS = "cards", _("cards with codes")
        RESULTS = "results", _("results")
        WORK = "work", _("an assignment's page")
        EXPORT = "export", _("data taken out")
        ERASING = "erasing", _("the page that erases")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="looks")
    classroom = models.ForeignKey(
        Classroom, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="looks"
    )
    by_name = models.CharField(max_length=254)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, unique=True, help_text="the same for looks that are one")

    objects: ClassVar[models.Manager[Look]]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["school", "-at"], name="looks_of_a_school")]

    def __str__(self) -> str:
        return f"{self.by_id} {self.kind}"
