"""Items, one question each on a pair, and the quizzes that order them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import LIBRARY, Pair, in_language


class Item(models.Model):
    """A chain of questions on one pair, or a story without one; `chain` lists item types in the order they are asked.

    `is_pulled` repeats the pair's own: every answer begins with reading items, and pairs are wide rows.
    """

    slug = models.SlugField(max_length=120, unique=True)
    pair = models.ForeignKey(Pair, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    chain = models.JSONField(default=list)
    content = models.JSONField(
        default=dict,
        blank=True,
        help_text="of a scenario: texts per language, start, steps with their choices",
    )
    is_pulled = models.BooleanField(
        default=False, help_text="not asked any more, as long as its pair is pulled"
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


class Series(models.Model):
    """Parallel forms of one assessment, drawn together: alike in make-up, with no pair or original in common."""

    slug = models.SlugField(max_length=60, unique=True)
    seed = models.CharField(max_length=64, help_text="of the draw, which can be repeated with it")
    drawn_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "series"

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

    class Form(models.TextChoices):
        PRE = "pre", _("first test")
        POST = "post", _("second test")
        DELAYED = "delayed", _("later test")

    slug = models.SlugField(max_length=80, unique=True)
    texts = models.JSONField(default=dict, help_text="per language: title, intro")
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.PRACTICE)
    real_share = models.PositiveSmallIntegerField(
        default=50, help_text="percent of what is judged that is shown real"
    )
    draw = models.JSONField(
        default=dict,
        blank=True,
        help_text="of a drawn quiz: what was wished for, and the seed that repeats it",
    )
    open_to_guests = models.BooleanField(default=False)
    assignable = models.BooleanField(default=True)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="quizzes"
    )
    form = models.CharField(
        max_length=10, choices=Form.choices, blank=True, help_text="which form of its series it is"
    )
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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(real_share__gte=10, real_share__lte=90), name="some_clips_real_some_not"
            ),
            models.UniqueConstraint(
                fields=["series", "form"], condition=models.Q(series__isnull=False), name="one_quiz_per_form"
            ),
            models.CheckConstraint(
                condition=models.Q(series__isnull=True, form="")
                | (models.Q(series__isnull=False) & ~models.Q(form="")),
                name="a_form_belongs_to_a_series",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def text(self) -> dict[str, Any]:
        return in_language(self.texts)

    def dealt(self) -> models.QuerySet[Placement]:
        """The placements of which a sitting is made now: all but those of pulled and of retired clips."""
        still = self.placements.filter(item__is_pulled=False)
        return still.exclude(item__pair__state=Pair.State.RETIRED)


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
