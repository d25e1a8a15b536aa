"""Classrooms, and the pupils' places in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models.school import School


class Classroom(models.Model):
    """A group of learners with its teachers and a code to join by."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="classrooms")
    name = models.CharField(_("name of the class"), max_length=60)
    code = models.CharField(max_length=12, unique=True, help_text="what pupils type to find the class")
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms")
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(
        null=True, blank=True, help_text="since when the class is over; nobody joins it any more"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                condition=models.Q(archived_at=None),
                name="one_classroom_of_a_name_per_school",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExtraTime(models.TextChoices):
    """How much longer than the limit a learner may take; the values are what the limit is multiplied by."""

    NONE = "", _("the same time as the class")
    QUARTER = "1.25", _("a quarter longer")
    HALF = "1.5", _("half as long again")
    DOUBLE = "2", _("twice as long")
    UNTIMED = "untimed", _("no time limit")


class Enrolment(models.Model):
    """A pupil's place in a classroom, and the digest of the three words that let them in."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="enrolments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    code_digest = models.CharField(max_length=64)
    extra_time = models.CharField(
        _("extra time"), max_length=10, choices=ExtraTime.choices, default=ExtraTime.NONE, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(
        null=True, blank=True, help_text="since when the pupil is not in the class any more; answers stay"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_place_per_pupil"),
            models.UniqueConstraint(fields=["classroom", "code_digest"], name="one_pupil_per_personal_code"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.classroom_id}"


class Group(models.Model):
    """Some pupils of a classroom, to whom something can be given apart."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name of the group"), max_length=60)
    enrolments = models.ManyToManyField(Enrolment, related_name="groups", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "name"], name="one_group_of_a_name_per_class")
        ]

    def __str__(self) -> str:
        return self.name
