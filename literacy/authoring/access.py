"""The only ways to a manuscript: adults who belong to its school; pupils, strangers and visitors get 404."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from literacy.authoring.models import Manuscript, ManuscriptQuerySet, Version
from literacy.classroom.access import schools_of
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips.models import LIBRARY, Pair, PairQuerySet
from quizzes.items.models import Quiz


def schools_of_author(user: User | AnonymousUser) -> QuerySet[School]:
    """The schools for which somebody may write lessons. Raises Http404 for visitors and pupils."""
    if not isinstance(user, User) or user.is_pupil:
        raise Http404
    return schools_of(user)


def school_for_author(user: User | AnonymousUser, school_id: int) -> School:
    """One of those schools. Raises Http404 for any other."""
    return get_object_or_404(schools_of_author(user), pk=school_id)


def manuscripts_for_author(user: User | AnonymousUser) -> ManuscriptQuerySet:
    """The manuscripts of the person's own schools."""
    shelves = [school.shelf for school in schools_of_author(user)]
    return Manuscript.objects.on_shelves(*shelves).select_related("lesson", "quiz", "made_by")


def manuscript_for_author(user: User | AnonymousUser, manuscript_id: int) -> Manuscript:
    """One of those. Raises Http404."""
    return get_object_or_404(manuscripts_for_author(user), pk=manuscript_id)


def manuscript_school(user: User | AnonymousUser, manuscript: Manuscript) -> School:
    """The school whose it is."""
    return next(school for school in schools_of_author(user) if school.shelf == manuscript.shelf)


def language_or_404(language: str) -> str:
    """A language in which lessons are written."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def version_of(manuscript: Manuscript, language: str, number: int) -> Version:
    """One version of its text. Raises Http404."""
    rows = manuscript.versions.select_related("by").filter(language=language_or_404(language))
    return get_object_or_404(rows, number=number)


def pairs_for_lesson(manuscript: Manuscript) -> PairQuerySet:
    """The pairs that may be shown in it: those of the library and of its school."""
    return Pair.objects.on_shelves(LIBRARY, manuscript.shelf).published()


def quizzes_for_lesson() -> QuerySet[Quiz]:
    """The quizzes that may stand at a lesson's end: whoever reads it must be let in."""
    return Quiz.objects.on_shelves(LIBRARY).filter(open_to_guests=True).order_by("slug")
