"""What classrooms are given to do, and the sittings in which they do it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models.classroom import Classroom, Enrolment, ExtraTime
from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import Reveal, Terms
from quizzes.items.models import Quiz


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
