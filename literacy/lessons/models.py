"""Lessons as they are read, on the site's shelf or a school's, and how far a learner is in them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from quizzes.clips.models import LIBRARY
from quizzes.items.models import Quiz

DRAFT, LIVE = "draft", "live"


class LessonQuerySet(models.QuerySet["Lesson"]):
    def on_site(self) -> LessonQuerySet:
        """Those that come with the site and that everybody may read."""
        return self.on_shelves(LIBRARY)

    def on_shelves(self, *shelves: str) -> LessonQuerySet:
        """Those on these shelves alone."""
        return self.filter(shelf__in=shelves)

    def offered(self) -> LessonQuerySet:
        """Those that were not put away."""
        return self.filter(is_retired=False)


class Lesson(models.Model):
    """A lesson; `bodies` holds, per language, the checked steps with their blocks. The site's own have both languages."""

    slug = models.SlugField(max_length=80)
    shelf = models.CharField(
        max_length=60,
        blank=True,
        default=LIBRARY,
        db_index=True,
        help_text="empty for lessons that everybody has",
    )
    open_to_school = models.BooleanField(
        default=False, help_text="of a school's own: whether each of its pupils finds it among the lessons"
    )
    is_retired = models.BooleanField(
        default=False, help_text="put away: only those to whom it was given read it"
    )
    number = models.PositiveSmallIntegerField()
    bodies = models.JSONField(default=dict, help_text="per language: title, summary, minutes, steps")
    digest = models.CharField(max_length=64, blank=True)
    quiz = models.ForeignKey(Quiz, null=True, blank=True, on_delete=models.SET_NULL, related_name="lessons")

    objects = LessonQuerySet.as_manager()
    draft_of: int | None = None
    """Of one that is being written and is in no table: the number of its manuscript."""
    is_live: bool = False
    """Whether it is that text as an author looks at it now, saved or not."""

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shelf", "slug"], name="one_lesson_per_slug_and_shelf")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """How it is called in addresses; a line below stands in no slug, so no school's lesson is mistaken for another."""
        if self.draft_of is not None:
            return f"{LIVE if self.is_live else DRAFT}_{self.draft_of}"
        return f"{self.shelf}_{self.slug}" if self.shelf else self.slug

    @property
    def is_own(self) -> bool:
        """Whether it is a school's, and not the site's."""
        return self.shelf != LIBRARY

    @property
    def language(self) -> str:
        """The language in which this reader gets it: their own, if it is there."""
        wanted = (get_language() or "en").split("-")[0]
        return next((each for each in (wanted, "en", *self.bodies) if each in self.bodies), wanted)

    @property
    def body(self) -> dict[str, Any]:
        return dict(self.bodies.get(self.language, {}))


class StepProgress(models.Model):
    """That a learner is done with a step, and what they chose first at its check, empty where it has none."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="progress")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    step = models.SlugField(max_length=60)
    choice = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "user", "step"], name="one_progress_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.lesson_id} {self.step}"


class PollAnswer(models.Model):
    """What a learner answered to a poll of a lesson; there is no right answer, and the first one stays."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="poll_answers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="poll_answers")
    poll = models.SlugField(max_length=80)
    choice = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "user", "poll"], name="one_answer_per_poll")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.lesson_id} {self.poll}"
