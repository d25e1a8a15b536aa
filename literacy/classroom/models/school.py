"""Schools, and which adults belong to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SHELF = "school-"
"""How the keys of schools' shelves begin."""


class School(models.Model):
    """The closed tenant: nothing of one school is seen from another."""

    name = models.CharField(_("name of the school"), max_length=120)
    language = models.CharField(
        max_length=5, choices=settings.LANGUAGES, default="nl", help_text="of its pupils' codes"
    )
    time_zone = models.CharField(max_length=60, default="Europe/Amsterdam")
    needs_second_factor = models.BooleanField(
        default=False, help_text="whether its adults have to set up an app or a passkey beside the password"
    )
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def shelf(self) -> str:
        """The key of the shelf on which clips and pairs of this school's own lie."""
        return f"{SHELF}{self.pk}"


class Membership(models.Model):
    """An adult's role in a school."""

    class Role(models.TextChoices):
        """Teachers have classes; leads look after the school's people; editors decide about clips and reports."""

        TEACHER = "teacher", _("teacher")
        LEAD = "lead", _("school lead")
        EDITOR = "editor", _("editor")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "user", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.school_id}"
