"""Items, one question each on a pair, and the quizzes that order them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import LIBRARY, Pair, in_language


class Item(models.Model):
    """A chain of questions on one pair; `chain` lists item types in the order they are asked."""

    slug = models.SlugField(max_length=120, unique=True)
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="items")
    chain = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.slug


class QuizQuerySet(models.QuerySet["Quiz"]):
    def on_shelves(self, *shelves: str) -> QuizQuerySet:
        """Those on these shelves alone."""
        return self.filter(shelf__in=shelves)


class Quiz(models.Model):
    """An ordered set of items that a learner takes as a whole."""

    class Mode(models.TextChoices):
        PRACTICE = "practice", _("practice")
        ASSESSMENT = "assessment", _("assessment")

    slug = models.SlugField(max_length=80, unique=True)
    texts = models.JSONField(default=dict, help_text="per language: title, intro")
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.PRACTICE)
    open_to_guests = models.BooleanField(default=False)
    assignable = models.BooleanField(default=True)
    items = models.ManyToManyField(Item, through="Placement", related_name="quizzes")
    shelf = models.CharField(
        max_length=60,
        blank=True,
        default=LIBRARY,
        db_index=True,
        help_text="empty for quizzes that everybody has",
    )

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return self.slug

    @property
    def text(self) -> dict[str, Any]:
        return in_language(self.texts)


class Placement(models.Model):
    """The place of an item in a quiz."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="placements")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="placements")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="one_item_per_place_in_a_quiz"),
            models.UniqueConstraint(fields=["quiz", "item"], name="an_item_once_in_a_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}:{self.position}"
