"""Items, one question each on a pair, and the quizzes that order them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Pair, in_language


class Item(models.Model):
    """A chain of questions on one pair, or a story without one; `chain` lists item types in the order they are asked."""

    slug = models.SlugField(max_length=120, unique=True)
    pair = models.ForeignKey(Pair, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    chain = models.JSONField(default=list)
    content = models.JSONField(
        default=dict,
        blank=True,
        help_text="of a scenario: texts per language, start, steps with their choices",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pair__isnull=False) | ~models.Q(content={}),
                name="item_has_pair_or_content",
            )
        ]

    def __str__(self) -> str:
        return self.slug


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
