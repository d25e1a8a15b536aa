"""What classrooms are given to do, and on which terms."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models.classroom import Classroom, Enrolment, ExtraTime, Group
from literacy.lessons.models import Lesson
from quizzes.attempts.terms import Reveal, Terms
from quizzes.items.models import Quiz


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> AssignmentQuerySet:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class Assignment(models.Model):
    """A quiz or a lesson given to a classroom or some of it, and on which terms."""

    class Reveal(models.TextChoices):
        """When the class sees the truth about the clips."""

        EACH = "each", _("after each clip")
        HANDED_IN = "handed-in", _("after handing in")
        DUE = "due", _("when the date has passed")

    class Score(models.TextChoices):
        """When pupils read how many they had right."""

        WITH_TRUTH = "", _("together with the truth")
        HANDED_IN = "handed-in", _("right after handing in")
        DUE = "due", _("when the date has passed")

    class Late(models.TextChoices):
        """What becomes of work after the date due."""

        ACCEPTED = "", _("accepted, and marked late")
        UNTIL = "until", _("accepted and marked late, until …")
        REFUSED = "refused", _("not accepted")

    class GradeRule(models.TextChoices):
        """Which attempt counts in results, where there are several."""

        FIRST = "first", _("the first one")
        BEST = "best", _("the best one")
        LAST = "last", _("the last one")

    class Whom(models.TextChoices):
        CLASS = "class", _("the whole class")
        CHOSEN = "chosen", _("groups or pupils")

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    quiz = models.ForeignKey(
        Quiz, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.CASCADE, related_name="assignments"
    )
    named = models.CharField(
        max_length=80,
        blank=True,
        help_text="a title of the teacher's own; empty for the quiz's or the lesson's",
    )
    whom = models.CharField(max_length=10, choices=Whom.choices, default=Whom.CLASS)
    groups = models.ManyToManyField(Group, blank=True, related_name="assignments")
    learners = models.ManyToManyField(Enrolment, blank=True, related_name="given_alone")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    late = models.CharField(max_length=10, choices=Late.choices, default=Late.ACCEPTED, blank=True)
    late_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(
        null=True, blank=True, default=1, help_text="empty: unlimited"
    )
    wait_minutes = models.PositiveIntegerField(default=0, help_text="between two attempts")
    grade_rule = models.CharField(max_length=10, choices=GradeRule.choices, default=GradeRule.FIRST)
    time_limit_minutes = models.PositiveSmallIntegerField(
        _("time limit"), null=True, blank=True, help_text="empty for untimed"
    )
    reveal = models.CharField(
        max_length=10, choices=Reveal.choices, blank=True, help_text="empty: as the quiz's mode has it"
    )
    score = models.CharField(max_length=10, choices=Score.choices, default=Score.WITH_TRUTH, blank=True)
    series = models.UUIDField(
        null=True, blank=True, db_index=True, help_text="of those that were planned together"
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="since when it is taken back: nobody finds it, answers stay"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quiz__isnull=False, lesson=None) | Q(quiz=None, lesson__isnull=False),
                name="an_assignment_is_a_quiz_or_a_lesson",
            ),
            models.CheckConstraint(
                condition=Q(time_limit_minutes__isnull=True) | Q(time_limit_minutes__gte=1),
                name="a_time_limit_is_a_minute_or_more",
            ),
            models.CheckConstraint(
                condition=~Q(reveal="due") | Q(due_at__isnull=False), name="truth_after_a_date_needs_the_date"
            ),
            models.CheckConstraint(
                condition=~Q(score="due") | Q(due_at__isnull=False), name="score_after_a_date_needs_the_date"
            ),
            models.CheckConstraint(
                condition=Q(attempts__isnull=True) | Q(attempts__gte=1), name="one_attempt_or_more"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(due_at__isnull=True)
                | Q(due_at__gt=models.F("opens_at")),
                name="due_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(late="until")
                | Q(late_until__isnull=False, due_at__isnull=False, late_until__gt=models.F("due_at")),
                name="late_until_is_after_the_date_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id or self.lesson} for {self.classroom_id}"

    @property
    def title(self) -> str:
        """What it is called: what its teacher named it, or else its quiz or lesson, in the reader's language."""
        return self.named or self.what_title

    @property
    def what_title(self) -> str:
        """What its quiz or lesson is called, in the reader's language."""
        if self.quiz is not None:
            return str(self.quiz.text.get("title", self.quiz.slug))
        return str(self.lesson.body.get("title", "")) if self.lesson is not None else ""

    @property
    def intro(self) -> str:
        """What it is about, in a sentence or two."""
        if self.quiz is not None:
            return str(self.quiz.text.get("intro", ""))
        return str(self.lesson.body.get("summary", "")) if self.lesson is not None else ""

    @property
    def closing(self) -> datetime | None:
        """The moment from which the class cannot begin or go on with it; None for never.

        Where the truth is shown when the date has passed, that moment also ends every sitting: nobody goes on answering
        beside a classmate who sees what was true.
        """
        if self.late == self.Late.UNTIL:
            return self.late_until
        ends = self.late == self.Late.REFUSED or self.reveal == self.Reveal.DUE
        return self.due_at if ends else None

    @property
    def closes(self) -> bool:
        """Whether nobody can begin or go on with it from some moment on."""
        return self.closing is not None

    def terms_for(
        self, extra_time: str = "", *, closes_at: datetime | None = None, told_at: datetime | None = None
    ) -> Terms:
        """The terms on which somebody sits this who has so much extra time: one of ExtraTime.

        closes_at: of this learner, where they have a date of their own. told_at: when the truth and the score that wait
        for the date are told, where that is later than the class's closing: it waits for the last who may still answer.
        """
        extra = ExtraTime(extra_time)
        timed = self.time_limit_minutes is not None and extra != ExtraTime.UNTIMED
        closes_at = closes_at or self.closing
        told_at = told_at or self.closing or self.due_at
        named = {"": None, self.Reveal.DUE: Reveal.AT}
        return Terms(
            reveal=named[self.reveal] if self.reveal in named else Reveal(self.reveal),
            reveal_at=told_at if self.reveal == self.Reveal.DUE else None,
            time_limit=(self.time_limit_minutes or 0) * 60 if timed else None,
            extra_factor=float(extra or 1) if timed else 1.0,
            closes_at=closes_at,
            score=named[self.score] if self.score in named else Reveal(self.score),
            score_at=told_at if self.score == self.Score.DUE else None,
            title=self.named,
        )

    def cohort_of(self, attempt: int) -> str:
        """The name under which the halves of an attempt are dealt evenly over the class; one sitting of it per learner."""
        return self.cohort_key if attempt == 1 else f"{self.cohort_key}:{attempt}"

    @property
    def cohort_key(self) -> str:
        return f"assignment:{self.pk}"


class PulledItem(models.Model):
    """An item that was taken out of one assignment, and does not count in it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="pulled_items")
    item = models.ForeignKey("items.Item", on_delete=models.CASCADE, related_name="+")
    pulled_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "item"], name="an_item_pulled_once_from_an_assignment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} out of {self.assignment_id}"


class OwnTerms(models.Model):
    """Dates, extra time or attempts of a learner's or a group's own in one assignment; or that a learner is excused.

    What is empty is as the assignment has it.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="own_terms")
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="own_terms"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.CASCADE, related_name="own_terms"
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    extra_time = models.CharField(max_length=10, choices=ExtraTime.choices, blank=True)
    more_attempts = models.PositiveSmallIntegerField(default=0)
    is_excused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, group=None) | Q(enrolment=None, group__isnull=False),
                name="own_terms_are_a_learners_or_a_groups",
            ),
            models.UniqueConstraint(fields=["assignment", "enrolment"], name="own_terms_once_per_learner"),
            models.UniqueConstraint(fields=["assignment", "group"], name="own_terms_once_per_group"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.enrolment_id or self.group}"
