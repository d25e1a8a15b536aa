"""Clips, the pairs made of them, and the files both are shown as."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(texts: dict[str, Any]) -> dict[str, Any]:
    """The part of a {language: {...}} mapping for the reader's language, with English behind it."""
    language = (get_language() or "en").split("-")[0]
    return {**texts.get("en", {}), **texts.get(language, {})}


LIBRARY = ""
"""The shelf of the library that everybody has; any other is the key of whoever owns what lies on it."""


class Medium(models.TextChoices):
    PHOTO = "photo", _("photo")
    VIDEO = "video", _("video")
    SOUND = "sound", _("sound")


class Half(models.TextChoices):
    ORIGINAL = "original", _("original")
    TWIN = "twin", _("twin")


class Clip(models.Model):
    """One original recording as ingested, with where it comes from and what may be done with it."""

    slug = models.SlugField(max_length=80, unique=True)
    medium = models.CharField(max_length=10, choices=Medium.choices)
    texts = models.JSONField(default=dict, help_text="per language: title, alt")
    source = models.CharField(max_length=200, help_text="package, version and path it was taken from")
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=120, blank=True, help_text="name in the folder of originals")
    ingest = models.JSONField(default=dict, blank=True, help_text="crop and long_side, in pixels")
    licence = models.CharField(max_length=60)
    licence_note = models.TextField(blank=True)
    attribution = models.CharField(max_length=200)
    people = models.CharField(max_length=30, help_text="who is recognisable")
    consent = models.TextField(blank=True)
    speech = models.JSONField(
        default=dict, blank=True, help_text="language spoken, and words as [start, end, word] in seconds"
    )
    tier = models.PositiveSmallIntegerField(default=1)
    shelf = models.CharField(
        max_length=60,
        blank=True,
        default=LIBRARY,
        db_index=True,
        help_text="empty for the library of everybody",
    )
    size = models.PositiveBigIntegerField(default=0, help_text="bytes of an uploaded original, 0 for others")

    def __str__(self) -> str:
        return self.slug


class PairQuerySet(models.QuerySet["Pair"]):
    def made(self) -> PairQuerySet:
        """Those that are made and no drafts, on whatever shelf; some of them may have been pulled."""
        return self.filter(state=Pair.State.PUBLISHED, is_draft=False)

    def published(self) -> PairQuerySet:
        """Those that may be shown: made, no drafts, and not pulled."""
        return self.made().filter(is_pulled=False)

    def on_shelves(self, *shelves: str) -> PairQuerySet:
        """Those on these shelves alone."""
        return self.filter(shelf__in=shelves)

    def in_library(self) -> PairQuerySet:
        """Those that everybody has."""
        return self.on_shelves(LIBRARY)

    def with_twin(self) -> PairQuerySet:
        return self.filter(has_twin=True)

    def with_both(self) -> PairQuerySet:
        """Those with two halves of one scene, which can be laid beside each other."""
        return self.filter(has_twin=True, has_original=True)


class Pair(models.Model):
    """An original and the twin that a recipe makes of it; or one of them alone.

    An authentic clip has no twin. A generated clip has no original: what it shows was never there.
    """

    class State(models.TextChoices):
        RENDERING = "rendering", _("being made")
        PUBLISHED = "published", _("published")
        FAILED = "failed", _("failed")
        RETIRED = "retired", _("retired")

    class Difficulty(models.TextChoices):
        EASY = "easy", _("easy")
        MEDIUM = "medium", _("medium")
        HARD = "hard", _("hard")

    class Question(models.TextChoices):
        PICTURE = "picture", _("Is the picture itself real or manipulated?")
        CLAIM = "claim", _("Does the picture fit what is said about it?")

    slug = models.SlugField(max_length=80, unique=True)
    clip = models.ForeignKey(Clip, on_delete=models.PROTECT, related_name="pairs")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    technique = models.CharField(max_length=40)
    has_twin = models.BooleanField(default=True)
    has_original = models.BooleanField(default=True, help_text="no for a clip that is generated as a whole")
    question = models.CharField(max_length=10, choices=Question.choices, default=Question.PICTURE)
    recipe = models.JSONField(
        default=dict, help_text="digest, params, seed and sources: rendering it again gives the same bytes"
    )
    render_digest = models.CharField(
        max_length=64, blank=True, help_text="of what the renditions on file were made from"
    )
    difficulty = models.CharField(max_length=10, choices=Difficulty.choices)
    cues = models.JSONField(default=list)
    axes = models.JSONField(default=dict, help_text="effort, iptc_source_type, harm")
    texts = models.JSONField(
        default=dict, help_text="per language: title, alt, regions, reveal, real, claim_original, claim_twin"
    )
    truth = models.JSONField(
        default=dict,
        help_text="size, regions as boxes in fractions, packed mask, frame; over time: seconds, spans, moments, peaks, captions",
    )
    evidence = models.JSONField(
        default=list,
        blank=True,
        help_text="cards about what is shown, the same for both captions: kind, made, title and text per language",
    )
    sources = models.ManyToManyField(Clip, blank=True, related_name="spliced_into")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RENDERING)
    error = models.TextField(blank=True)
    shelf = models.CharField(
        max_length=60,
        blank=True,
        default=LIBRARY,
        db_index=True,
        help_text="empty for the library of everybody",
    )
    is_draft = models.BooleanField(default=False, help_text="made, but only its maker sees it yet")
    is_pulled = models.BooleanField(default=False, help_text="taken away after a report; only editors see it")

    objects = PairQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "technique"], name="pair_state_technique")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(has_twin=True) | models.Q(has_original=True), name="pair_has_a_half"
            )
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def text(self) -> dict[str, Any]:
        return in_language(self.texts)

    @property
    def can_be_located(self) -> bool:
        """Whether a learner can point at the place: films move on, and a sound has none."""
        return self.medium == Medium.PHOTO and self.has_both and self.question == self.Question.PICTURE

    @property
    def has_both(self) -> bool:
        return self.has_twin and self.has_original

    def claim(self, half: str) -> str:
        """The caption shown with one half; empty where the question is about the picture itself."""
        return str(self.text.get(f"claim_{half}", ""))

    @property
    def can_be_printed(self) -> bool:
        """Whether paper can show it: pictures of which there is an original."""
        return self.medium == Medium.PHOTO and self.has_original

    def transcript(self, half: str) -> str:
        """What is said in one half, in the reader's language; empty where nothing is said."""
        return str(self.text.get(f"transcript_{half}", ""))

    def spoken(self, half: str) -> str:
        """What is said in one half in the very words; empty where nothing is said."""
        return str(self.texts.get(self.spoken_language, {}).get(f"transcript_{half}", ""))

    @property
    def spoken_language(self) -> str:
        return str(self.truth.get("captions", {}).get("language", "en"))


class Rendition(models.Model):
    """One file a pair is shown as: a half, what a film brings beside it, the overlay of the truth, or the thumb.

    Of each half of a film there is the same with few bits, a poster, and a strip of small pictures over time.
    """

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("original")
        TWIN = "twin", _("twin")
        OVERLAY = "overlay", _("overlay of what was changed")
        THUMB = "thumb", _("small picture of the original")
        ORIGINAL_SMALL = "original-small", _("original with few bits")
        TWIN_SMALL = "twin-small", _("twin with few bits")
        ORIGINAL_POSTER = "original-poster", _("poster of the original")
        TWIN_POSTER = "twin-poster", _("poster of the twin")
        ORIGINAL_STRIP = "original-strip", _("film strip of the original")
        TWIN_STRIP = "twin-strip", _("film strip of the twin")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    file = models.CharField(
        max_length=120, help_text="path below the media folder; says nothing about the half"
    )
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "kind"], name="one_rendition_of_a_kind_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.kind}"
