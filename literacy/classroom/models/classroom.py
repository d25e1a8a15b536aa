"""Classrooms, and the pupils' places in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models.school import School


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def running(self) -> ClassroomQuerySet:
        """Those that are not over: pupils come in, and things are given to them."""
        return self.filter(archived_at=None)

    def archived(self) -> ClassroomQuerySet:
        """Those that are over; their results can still be read."""
        return self.exclude(archived_at=None)


class Classroom(models.Model):
    """A group of learners with its teachers and a code to join by."""

    class CodeKind(models.TextChoices):
        """What pupils show at the door besides the class code."""

        WORDS = "words", _("three words")
        PICTURES = "pictures", _("three pictures")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="classrooms")
    name = models.CharField(_("name of the class"), max_length=60)
    code = models.CharField(max_length=12, unique=True, help_text="what pupils type to find the class")
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms")
    created_at = models.DateTimeField(auto_now_add=True)
    shows_names = models.BooleanField(
        default=False, help_text="whether pupils pick their name from a list, where the class has been before"
    )
    code_kind = models.CharField(max_length=10, choices=CodeKind.choices, default=CodeKind.WORDS)
    archived_at = models.DateTimeField(
        null=True, blank=True, help_text="since when the class is over; nobody joins it any more"
    )

    objects = ClassroomQuerySet.as_manager()

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

    @property
    def is_over(self) -> bool:
        return self.archived_at is not None

    @property
    def by_pictures(self) -> bool:
        """Whether its pupils come in by three pictures; words open their place, too."""
        return self.code_kind == self.CodeKind.PICTURES


class ExtraTime(models.TextChoices):
    """How much longer than the limit a learner may take; the values are what the limit is multiplied by."""

    NONE = "", _("the same time as the class")
    QUARTER = "1.25", _("a quarter longer")
    HALF = "1.5", _("half as long again")
    DOUBLE = "2", _("twice as long")
    UNTIMED = "untimed", _("no time limit")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def present(self) -> EnrolmentQuerySet:
        """Places of those who are in the class: whoever left keeps the answers, but is in it no more."""
        return self.filter(left_at=None)

    def departed(self) -> EnrolmentQuerySet:
        """Places of those who left."""
        return self.exclude(left_at=None)

    def running(self) -> EnrolmentQuerySet:
        """Places of those who are in a class that is not over."""
        return self.filter(left_at=None, classroom__archived_at=None)


class Enrolment(models.Model):
    """A pupil's place in a classroom, and the digests of the three words or pictures that let them in."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="enrolments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    code_digest = models.CharField(max_length=64)
    pictures_digest = models.CharField(
        max_length=64, blank=True, help_text="empty for a card without pictures"
    )
    extra_time = models.CharField(
        _("extra time"), max_length=10, choices=ExtraTime.choices, default=ExtraTime.NONE, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(
        null=True, blank=True, help_text="since when the pupil is not in the class any more; answers stay"
    )

    objects = EnrolmentQuerySet.as_manager()

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
