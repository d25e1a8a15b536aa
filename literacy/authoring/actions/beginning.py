"""Beginning a lesson of a school's own: with a skeleton, or with the text of one that is there."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from literacy.authoring.actions.saving import save_version
from literacy.authoring.models import Manuscript, Version
from literacy.authoring.quota import refuse_lesson_beyond
from literacy.authoring.skeletons import first_text
from literacy.authoring.words import Words
from literacy.classroom.models import School
from literacy.lessons.front import read_front
from literacy.lessons.loader import source_of
from literacy.lessons.models import Lesson
from literacy.lessons.parser import lines_in
from literacy.lessons.problems import Notes
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz


@dataclass
class _Source:
    """What is copied: the words per language, and what holds for both."""

    name: str = ""
    slug: str = ""
    minutes: int = 10
    quiz: Quiz | None = None
    texts: dict[str, Words] = field(default_factory=dict)


@transaction.atomic
def begin_manuscript(
    *, school: School, user: User, language: str, title: str = "", source: Lesson | Manuscript | None = None
) -> Manuscript:
    """A new lesson of a school's own, in `language` first. Raises Refusal where none fits, or nothing can be copied.

    source: a lesson of the site, or a manuscript of the same school, whose text in every language is copied.
    """
    School.objects.select_for_update().get(pk=school.pk)
    refuse_lesson_beyond(school.shelf)
    if isinstance(source, Manuscript) and source.shelf != school.shelf:
        raise Refusal(_("This lesson cannot be copied."))
    copied = _read(source, language)
    title = " ".join(title.split())[:200]
    if source is None:
        if not title:
            raise Refusal(_("Write a title first; you can change it later."), status=422)
        with override(language):
            copied.texts[language] = Words(title, "", (), first_text())
    elif language not in copied.texts:
        language = next(iter(copied.texts))
    manuscript = Manuscript.objects.create(
        shelf=school.shelf, slug=_free_slug(school.shelf, copied.slug or slugify(title)), language=language,
        minutes=copied.minutes, quiz=copied.quiz, made_by=user,
    )  # fmt: skip
    first = [language, *(other for other in copied.texts if other != language)]
    for each in first:
        words = copied.texts[each]
        named = (
            title if title and each == language else _titled(words.title, each, is_copy=source is not None)
        )
        save_version(
            manuscript=manuscript, language=each, user=user, base=0,
            words=Words(named[:200], words.summary, words.goals, words.text),
            follows=1 if each != language else None,
            kind=Version.Kind.COPIED if source is not None else Version.Kind.WRITTEN, origin=copied.name,
        )  # fmt: skip
    return manuscript


def begin_translation(*, manuscript: Manuscript, user: User) -> Version:
    """Put the text of the first language where the translation is to stand, to be written over."""
    language = manuscript.other_language
    there, first = manuscript.latest(language), manuscript.latest(manuscript.language)
    if there is not None or first is None:
        raise Refusal(_("There is a translation already."))
    return save_version(
        manuscript=manuscript, language=language, words=Words.of(first), user=user, base=0,
        kind=Version.Kind.COPIED, origin=first.title,
    )  # fmt: skip


def _read(source: Lesson | Manuscript | None, language: str) -> _Source:
    if source is None:
        return _Source()
    if isinstance(source, Manuscript):
        versions = {code: source.latest(code) for code, _name in settings.LANGUAGES}
        texts = {code: Words.of(version) for code, version in versions.items() if version is not None}
        name = Words.of(versions.get(language) or versions[source.language]).title
        return _Source(name, source.slug, source.minutes, source.quiz, texts)
    found = _Source(str(source.body.get("title", "")), source.slug, quiz=source.quiz)
    if found.quiz is not None and not found.quiz.open_to_guests:
        found.quiz = None
    for code, text in source_of(settings.FIXTURES, source.slug).items():
        lines = lines_in(text)
        front, start = read_front(lines, Notes(code))
        if front is not None:
            found.minutes = front.minutes
            body = "\n".join(lines[start:]).strip("\n")
            found.texts[code] = Words(front.title, front.summary, front.goals, body)
    if not found.texts:
        raise Refusal(_("The text of this lesson is not on this server, so it cannot be copied."))
    return found


def _titled(title: str, language: str, *, is_copy: bool) -> str:
    if not is_copy:
        return title
    with override(language):
        return _("%(title)s (our own)") % {"title": title}


def _free_slug(shelf: str, wanted: str) -> str:
    """A name in addresses that no lesson of the school has, nor had."""
    base = "-".join(filter(None, wanted.replace("_", "-").split("-")))[:50].strip("-") or "lesson"
    taken = set(Manuscript.objects.on_shelves(shelf).values_list("slug", flat=True))
    taken |= set(Lesson.objects.on_shelves(shelf).values_list("slug", flat=True))
    return base if base not in taken else next(n for i in range(2, 999) if (n := f"{base}-{i}") not in taken)
