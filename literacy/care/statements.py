"""The texts about data as they are read: a school's own, or those that come with the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from literacy.care.clock import months_of
from literacy.care.models import Statement
from literacy.care.models.clock import DAYS_AHEAD, USUAL
from literacy.classroom.models import School
from literacy.lessons.markdown import render_markdown

_TEXTS = Path(__file__).parent / "texts"
_SCHOOL = {"nl": "je school", "en": "your school"}


@dataclass(frozen=True)
class Read:
    """A text as somebody reads it. version: 0 for the text that comes with the site, which has no date."""

    kind: str
    language: str
    html: str
    body: str
    version: int
    published_at: datetime | None
    is_own: bool


@cache
def usual_text(kind: str, language: str) -> str:
    """The text that comes with the site, in Markdown."""
    return (_TEXTS / language / f"{kind}.md").read_text(encoding="utf-8")


def reading_language() -> str:
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return language if language in dict(settings.LANGUAGES) else "en"


def text_of(school: School | None, kind: str, language: str) -> Read:
    """The text in force. Two queries for a school, none for the site's own."""
    newest = None
    if school is not None:
        newest = Statement.objects.filter(school=school, kind=kind, language=language).first()
    return as_read(school, kind, language, newest)


def as_read(school: School | None, kind: str, language: str, version: Statement | None) -> Read:
    """One version as it is read; without one, the text that comes with the site."""
    body = version.body if version is not None and version.body else usual_text(kind, language)
    return Read(
        kind=kind,
        language=language,
        html=as_html(body, school, language),
        body=body,
        version=version.version if version else 0,
        published_at=version.published_at if version else None,
        is_own=version is not None and bool(version.body),
    )


def as_html(body: str, school: School | None, language: str) -> str:
    """Clean HTML of a text, in which {school}, {months}, {days} and {hours} stand for what holds now."""
    values: dict[str, Callable[[], object]] = {
        "school": lambda: school.name if school else _SCHOOL[language],
        "months": lambda: months_of(school) if school else USUAL,
        "days": lambda: DAYS_AHEAD,
        "hours": lambda: settings.EXPORT_HOURS,
    }
    for name, value in values.items():
        if (mark := "{" + name + "}") in body:
            body = body.replace(mark, str(value()))
    return render_markdown(body)
