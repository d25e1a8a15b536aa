"""Drafts: what somebody uploads, states, points at and writes, until it is a published pair."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Clip, Medium, Pair
from quizzes.studio.words import sentence_for


class DraftQuerySet(models.QuerySet["Draft"]):
    def on_shelf(self, shelf: str) -> DraftQuerySet:
        """The drafts of one tenant, newest first."""
        return self.filter(shelf=shelf).order_by("-created_at", "pk")

    def underway(self) -> DraftQuerySet:
        """Those for which background work is being done, or should be."""
        return self.filter(state__in=[Draft.State.WAITING, Draft.State.CHECKING, Draft.State.RENDERING])


class Draft(models.Model):
    """One clip of somebody's own on its way to a pair; kept until it is deleted.

    `place` is what was pointed at, in fractions of width and height and in seconds; see `recipes.params_for`.
    `rights` is what was stated: creator, licence, people, minors, consent; see `actions.state_rights`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be looked at")
        CHECKING = "checking", _("being looked at")
        READY = "ready", _("ready to work on")
        REFUSED = "refused", _("cannot be used")
        RENDERING = "rendering", _("being made")
        MADE = "made", _("made, not published")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelf = models.CharField(max_length=60, db_index=True, help_text="whose it is")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts"
    )
    title = models.CharField(max_length=100, help_text="the name of the file as it came, made harmless")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=30, blank=True, help_text="key of why it was refused or not made")
    medium = models.CharField(max_length=10, choices=Medium.choices, blank=True)
    facts = models.JSONField(default=dict, blank=True, help_text="width, height, seconds, fps as cleaned")
    upload = models.CharField(max_length=120, blank=True, help_text="key in the store until it is cleaned")
    upload_size = models.PositiveBigIntegerField(default=0)
    clip = models.ForeignKey(Clip, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    second_clip = models.ForeignKey(
        Clip, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts_taking_from"
    )
    rights = models.JSONField(default=dict, blank=True)
    technique = models.CharField(max_length=40, blank=True)
    place = models.JSONField(default=dict, blank=True)
    pair = models.OneToOneField(Pair, on_delete=models.PROTECT, null=True, blank=True, related_name="draft")
    texts = models.JSONField(default=dict, blank=True, help_text="per language: title, alt, reveal, claims")
    cues = models.JSONField(default=list, blank=True)
    difficulty = models.CharField(
        max_length=10, choices=Pair.Difficulty.choices, default=Pair.Difficulty.MEDIUM
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["shelf", "state"], name="draft_shelf_state")]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"

    @property
    def sentence(self) -> str:
        """Why it was refused or not made, in the reader's language; empty where all is well."""
        return sentence_for(self.reason)

    @property
    def can_be_changed(self) -> bool:
        """Whether technique, place and words may be changed now."""
        return self.state in (self.State.READY, self.State.MADE)


class Quota(models.Model):
    """How much one shelf may take where that is not what the site gives everybody."""

    shelf = models.CharField(max_length=60, unique=True, help_text="whose it is, such as school-3")
    megabytes = models.PositiveIntegerField(help_text="in millions of bytes")

    class Meta:
        verbose_name_plural = "quotas"

    def __str__(self) -> str:
        return f"{self.shelf}: {self.megabytes} MB"
