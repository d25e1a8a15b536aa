"""Invitations into a school, and what was done among its adults."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, Membership, School

DAYS_OPEN = 14
"""How many days an invitation can be accepted."""


def when_it_expires() -> object:
    return timezone.now() + timedelta(days=DAYS_OPEN)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; it may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """One address that is asked into a school. The token in its link is kept nowhere, only the token's digest."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    roles = models.JSONField(help_text="of Membership.Role, what the invited person becomes")
    classroom = models.ForeignKey(
        Classroom, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=when_it_expires)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.email}"

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def role_names(self) -> list[str]:
        return [str(label) for value, label in Membership.Role.choices if value in self.roles]


class Event(models.Model):
    """Something that was done among the adults of a school, for its leads to read. Names are kept as they were."""

    class Kind(models.TextChoices):
        INVITED = "invited"
        WITHDRAWN = "withdrawn"
        JOINED = "joined"
        ROLES = "roles"
        REMOVED = "removed"
        LEFT = "left"
        TEACHES = "teaches"
        ADDED = "added"
        TAKEN = "taken"
        SETTINGS = "settings"
        RESEARCH_ON = "research-on"
        RESEARCH_OFF = "research-off"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=254)
    about = models.CharField(max_length=254, blank=True, help_text="a person, an address or a class")
    more = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["school", "-at"], name="events_of_a_school")]

    def __str__(self) -> str:
        return f"{self.by_name} {self.kind} {self.about}"
