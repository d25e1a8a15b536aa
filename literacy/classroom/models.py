"""Schools, classrooms, who is in them, and what they are given to do."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import Reveal, Terms
from quizzes.items.models import Quiz

SHELF = "school-"
"""How the keys of schools' shelves begin."""


class School(models.Model):
    """The closed tenant: nothing of one school is seen from another."""

    name = models.CharField(_("name of the school"), max_length=120)
    language = models.CharField(
        max_length=5, choices=settings.LANGUAGES, default="nl", help_text="of its pupils' codes"
    )
    time_zone = models.CharField(max_length=60, default="Europe/Amsterdam")
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
        TEACHER = "teacher", _("teacher")
        LEAD = "lead", _("school lead")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "user", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.school_id}"


class Classroom(models.Model):
    """A group of learners with its teachers and a code to join by."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="classrooms")
    name = models.CharField(_("name of the class"), max_length=60)
    code = models.CharField(max_length=12, unique=True, help_text="what pupils type to find the class")
    teachers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="classrooms")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="one_classroom_of_a_name_per_school")
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_place_per_pupil"),
            models.UniqueConstraint(fields=["classroom", "code_digest"], name="one_pupil_per_personal_code"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.classroom_id}"


class Assignment(models.Model):
    """A quiz given to a classroom, and on which terms."""

    class Reveal(models.TextChoices):
        """When the class sees the truth about the clips."""

        EACH = "each", _("after each clip")
        HANDED_IN = "handed-in", _("after handing in")
        DUE = "due", _("when the date has passed")

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="assignments")
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    time_limit_minutes = models.PositiveSmallIntegerField(
        _("time limit"), null=True, blank=True, help_text="empty for untimed"
    )
    reveal = models.CharField(
        max_length=10, choices=Reveal.choices, blank=True, help_text="empty: as the quiz's mode has it"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(time_limit_minutes__isnull=True) | models.Q(time_limit_minutes__gte=1),
                name="a_time_limit_is_a_minute_or_more",
            ),
            models.CheckConstraint(
                condition=~models.Q(reveal="due") | models.Q(due_at__isnull=False),
                name="truth_after_a_date_needs_the_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} for {self.classroom_id}"

    def terms_for(self, extra_time: str = "") -> Terms:
        """The terms on which somebody of the class sits this who has so much extra time: one of ExtraTime.

        Where the truth is shown when the date has passed, the date also ends every sitting: nobody goes on answering
        beside a classmate who sees what was true.
        """
        extra = ExtraTime(extra_time)
        timed = self.time_limit_minutes is not None and extra != ExtraTime.UNTIMED
        after_due = self.reveal == self.Reveal.DUE
        named = {"": None, self.Reveal.DUE: Reveal.AT}
        return Terms(
            reveal=named[self.reveal] if self.reveal in named else Reveal(self.reveal),
            reveal_at=self.due_at if after_due else None,
            time_limit=(self.time_limit_minutes or 0) * 60 if timed else None,
            extra_factor=float(extra or 1) if timed else 1.0,
            closes_at=self.due_at if after_due else None,
        )

    @property
    def closes(self) -> bool:
        """Whether nobody can begin or go on with it once its date has passed."""
        return self.reveal == self.Reveal.DUE

    @property
    def cohort_key(self) -> str:
        return f"assignment:{self.pk}"


class AssignedSitting(models.Model):
    """The sitting in which a pupil takes an assignment; quizzes itself knows of no classroom."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="assigned_sittings")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="assigned_sittings")
    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="assigned")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "enrolment"], name="one_sitting_per_assignment")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}:{self.enrolment_id}"
