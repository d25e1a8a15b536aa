"""Lessons as read from their files, and how far a learner is in them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from quizzes.clips.models import in_language
from quizzes.items.models import Quiz


class Lesson(models.Model):
    """A lesson in both languages; `bodies` holds, per language, the checked steps with their blocks."""

    slug = models.SlugField(max_length=80, unique=True)
    number = models.PositiveSmallIntegerField()
    bodies = models.JSONField(default=dict, help_text="per language: title, summary, minutes, steps")
    digest = models.CharField(max_length=64, blank=True)
    quiz = models.ForeignKey(Quiz, null=True, blank=True, on_delete=models.SET_NULL, related_name="lessons")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.slug

    @property
    def body(self) -> dict[str, Any]:
        return in_language(self.bodies)


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
