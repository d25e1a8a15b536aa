"""What is being written, as a lesson that is in no table: for a look at it with every exercise, of which nothing is kept."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.cache import cache

from literacy.authoring.models import Manuscript
from literacy.authoring.reading import Reading, read_words
from literacy.authoring.words import Words
from literacy.classroom.access import shelves_edited_by
from literacy.lessons.loader import LANGUAGES
from literacy.lessons.models import Lesson
from literacy.people.models import User

_KEPT_SECONDS = 7200


def draft_for_author(user: User, number: int, is_live: bool) -> Lesson | None:
    """A manuscript as it was saved last, or, `is_live`, as this author looked at it last; None for a stranger."""
    shelves = shelves_edited_by(user)
    manuscript = Manuscript.objects.select_related("quiz").filter(pk=number, shelf__in=shelves).first()
    if manuscript is None:
        return None
    bodies = cache.get(_key(user, manuscript)) if is_live else None
    return lesson_of(manuscript, bodies or saved_bodies(manuscript), is_live=bool(bodies))


def look_at(user: User, manuscript: Manuscript, language: str, reading: Reading) -> Lesson:
    """The lesson of a text that may not be saved yet. What its exercises ask for is found again for two hours."""
    bodies = {language: reading.body}
    cache.set(_key(user, manuscript), bodies, _KEPT_SECONDS)
    return lesson_of(manuscript, bodies, is_live=True)


def saved_bodies(manuscript: Manuscript) -> dict[str, dict[str, Any]]:
    """Per language what the newest version says, also where it is not ready."""
    newest = {language: manuscript.latest(language) for language in LANGUAGES}
    return {
        language: read_words(manuscript, language, Words.of(version)).body
        for language, version in newest.items()
        if version is not None
    }


def lesson_of(manuscript: Manuscript, bodies: dict[str, Any], *, is_live: bool = False) -> Lesson:
    """A lesson in no table."""
    lesson = Lesson(
        shelf=manuscript.shelf, slug=manuscript.slug, number=0, bodies=bodies, quiz=manuscript.quiz,
        digest=digest_of(bodies),
    )  # fmt: skip
    lesson.draft_of, lesson.is_live = manuscript.pk, is_live
    return lesson


def digest_of(bodies: dict[str, Any]) -> str:
    """What tells two texts of a lesson apart."""
    return hashlib.sha256(json.dumps(bodies, sort_keys=True).encode()).hexdigest()


def _key(user: User, manuscript: Manuscript) -> str:
    return f"authoring:{user.pk}:{manuscript.pk}"
