"""Manuscripts of a school's own lessons, and every version of their text in each language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from literacy.lessons.models import Lesson
from quizzes.items.models import Quiz


class ManuscriptQuerySet(models.QuerySet["Manuscript"]):
    def on_shelves(self, *shelves: str) -> ManuscriptQuerySet:
        """Those of these schools."""
        return self.filter(shelf__in=shelves)


class Manuscript(models.Model):
    """A lesson of a school's own as its authors have it; what pupils read is `lesson`, and changes by publishing alone."""

    shelf = models.CharField(max_length=60, db_index=True, help_text="whose it is")
    slug = models.SlugField(max_length=60)
    language = models.CharField(
        max_length=5, choices=settings.LANGUAGES, help_text="in which it is written first"
    )
    minutes = models.PositiveSmallIntegerField(default=10)
    quiz = models.ForeignKey(Quiz, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    open_to_school = models.BooleanField(default=False)
    lesson = models.OneToOneField(
        Lesson, null=True, blank=True, on_delete=models.SET_NULL, related_name="manuscript"
    )
    published = models.JSONField(
        default=dict, blank=True, help_text="per language: the number of the version pupils read"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ManuscriptQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["shelf", "slug"], name="one_manuscript_per_slug_and_shelf")
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.slug}"

    @property
    def other_language(self) -> str:
        """The language it may be translated into."""
        return next(code for code, _name in settings.LANGUAGES if code != self.language)

    def latest(self, language: str) -> Version | None:
        """The newest version in a language."""
        return self.versions.filter(language=language).order_by("-number").first()


class Version(models.Model):
    """The text of a manuscript in one language as somebody saved it; a version is never changed."""

    class Kind(models.TextChoices):
        WRITTEN = "written", _("written")
        COPIED = "copied", _("copied")
        RESTORED = "restored", _("put back")

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(help_text="from 1, per language")
    title = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    goals = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)
    size = models.PositiveIntegerField(default=0, help_text="characters of the text")
    added = models.PositiveIntegerField(default=0, help_text="lines that the version before did not have")
    removed = models.PositiveIntegerField(default=0, help_text="lines that only the version before had")
    follows = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="of a translation: the version of the first language it says the same as",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WRITTEN)
    origin = models.CharField(max_length=120, blank=True, help_text="what was copied or put back")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "language", "number"], name="one_version_per_number_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.language} {self.number}"

    @property
    def lines(self) -> list[str]:
        """All of it as lines, the head first: what is compared with another version."""
        goals = [f"- {goal}" for goal in self.goals]
        return [self.title, self.summary, *goals, "", *self.text.split("\n")]
