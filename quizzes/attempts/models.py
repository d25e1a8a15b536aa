"""Sittings, what was shown in them, and the answers that belong to them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.terms import Reveal, Terms
from quizzes.clips.models import Half
from quizzes.items.models import Item, Quiz


class Cohort(models.Model):
    """A named group of sittings over which halves are dealt evenly; quizzes does not know what the name means."""

    key = models.CharField(max_length=80, unique=True)
    dealt = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class Sitting(models.Model):
    """One learner taking one quiz once. The learner is a user, or a guest known by a key of their session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="sittings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="sittings"
    )
    guest = models.CharField(max_length=64, blank=True, help_text="digest of the guest's session key")
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.SET_NULL, related_name="sittings"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    reveal = models.CharField(
        max_length=10, choices=Reveal.choices, blank=True, help_text="empty: as the quiz's mode has it"
    )
    reveal_at = models.DateTimeField(null=True, blank=True)
    time_limit = models.PositiveIntegerField(null=True, blank=True, help_text="seconds; empty for untimed")
    extra_factor = models.FloatField(default=1, help_text="of the limit, for a learner who gets longer")
    extra_seconds = models.PositiveIntegerField(default=0)
    score = models.CharField(
        max_length=10, choices=Reveal.choices, blank=True, help_text="empty: told with the truth"
    )
    score_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    clock_began_at = models.DateTimeField(
        null=True, blank=True, help_text="when the first clip of a timed sitting was opened"
    )
    deadline_at = models.DateTimeField(null=True, blank=True, help_text="empty as long as there is none")
    title = models.CharField(
        max_length=200, blank=True, help_text="what whoever gave it calls it; empty: as the quiz is called"
    )
    held_at = models.DateTimeField(
        null=True, blank=True, help_text="since when nobody can go on with it: see hold_sittings"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["deadline_at"],
                condition=Q(finished_at__isnull=True, deadline_at__isnull=False),
                name="sitting_open_until",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, guest="") | (Q(user__isnull=True) & ~Q(guest="")),
                name="sitting_belongs_to_a_user_or_a_guest",
            ),
            models.UniqueConstraint(
                fields=["user", "cohort"],
                condition=Q(user__isnull=False, cohort__isnull=False),
                name="one_sitting_per_user_and_cohort",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def terms(self) -> Terms:
        """The terms it was started on."""
        return Terms(
            reveal=Reveal(self.reveal) if self.reveal else None,
            reveal_at=self.reveal_at,
            time_limit=self.time_limit,
            extra_factor=self.extra_factor,
            extra_seconds=self.extra_seconds,
            closes_at=self.closes_at,
            score=Reveal(self.score) if self.score else None,
            score_at=self.score_at,
            title=self.title,
        )

    @property
    def called(self) -> str:
        """What whoever sits it knows it by: as it was given, or else as its quiz is called, in the reader's language."""
        return self.title or str(self.quiz.text.get("title", self.quiz.slug))


class Showing(models.Model):
    """One item as it is shown in one sitting: where, and which half."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="showings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="showings")
    position = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=10, choices=Half.choices)
    lenses = models.JSONField(
        default=list, blank=True, help_text="slugs of lenses opened before it was answered"
    )
    steps = models.JSONField(
        default=list,
        blank=True,
        help_text="what was opened or chosen on the way to the answer, in order: cards of evidence, turns of a story",
    )
    left_out = models.BooleanField(
        default=False, help_text="its clip was pulled during the sitting, and stays out of it"
    )
    is_discounted = models.BooleanField(
        default=False, help_text="whoever gave the quiz took the question out: no answer here counts"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="one_showing_per_place"),
            models.UniqueConstraint(fields=["sitting", "item"], name="an_item_shown_once_per_sitting"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}:{self.position}"


class Answer(models.Model):
    """What a learner said to one question, and how it was marked. Never changed, never counted twice."""

    class Outcome(models.TextChoices):
        HIT = "hit", _("a fake seen")
        MISS = "miss", _("a fake missed")
        FALSE_ALARM = "false_alarm", _("a real clip doubted")
        CORRECT_REJECTION = "correct_rejection", _("a real clip trusted")
        CHECKED = "checked", _("would check first")
        NONE = "", _("not a judgement")

    showing = models.ForeignKey(Showing, on_delete=models.CASCADE, related_name="answers")
    item_type = models.CharField(max_length=20)
    key = models.UUIDField(unique=True, help_text="idempotency key made with the form")
    response = models.JSONField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    p_manipulated = models.FloatField(null=True, blank=True)
    points = models.FloatField(null=True, blank=True, help_text="0 to 1; empty where nothing can be scored")
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    lenses = models.JSONField(default=list, blank=True, help_text="slugs of lenses opened before this answer")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["showing", "item_type"], name="one_answer_per_question"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=1), name="points_from_0_to_1"
            ),
        ]
        indexes = [models.Index(fields=["item_type", "outcome"], name="answer_type_outcome")]

    def __str__(self) -> str:
        return f"{self.showing_id} {self.item_type}"


class Remark(models.Model):
    """A mark given anew to a kept response, after its item was mended. The answer itself stays as it was.

    Remarks are only added. The one that nothing superseded is the mark that counts; without any, the answer's own.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="remarks")
    response = models.JSONField(help_text="as the answer's, with what the new mark says of it")
    points = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer"], condition=Q(superseded_at=None), name="one_mark_counts_per_answer"
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=1),
                name="points_given_anew_from_0_to_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.points}"
