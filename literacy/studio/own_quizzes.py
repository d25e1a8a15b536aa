"""Quizzes of a school's own clips: which there are, their clips with thumbnails, and why one cannot be deleted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, School
from literacy.studio.media import links_of
from quizzes.clips.models import Pair, Rendition
from quizzes.items.actions import is_begun
from quizzes.items.models import Quiz

MOST_SHOWN = 200
QUIZZES_ON_A_PAGE = 20


@dataclass(frozen=True)
class QuizCard:
    """A clip that can be chosen for a quiz; `place` is where it stands, counted from 1, and 0 where it does not."""

    pair: Pair
    thumb: str
    is_chosen: bool
    place: int = 0


def own_quizzes_of(school: School) -> QuerySet[Quiz]:
    """Quizzes on the shelf of a school, the newest first."""
    return Quiz.objects.on_shelves(school.shelf).order_by("-pk")


def own_quizzes_page(school: School, asked: Mapping[str, str]) -> Page[Quiz]:
    """A page of those that were made of its clips: `quiz` are words of a title, `order` may be title, `quizzes` a page."""
    found = own_quizzes_of(school).filter(draw={}, series=None)
    for word in asked.get("quiz", "")[:80].split():
        found = found.filter(Q(texts__nl__title__icontains=word) | Q(texts__en__title__icontains=word))
    language = (get_language() or "en").split("-")[0]
    order = [KT(f"texts__{language}__title")] if asked.get("order") == "title" else []
    return Paginator(found.order_by(*order, "-pk"), QUIZZES_ON_A_PAGE).get_page(asked.get("quizzes"))


def own_quiz(school: School, quiz_id: int) -> Quiz:
    """One of them that was made of its clips. Raises Http404."""
    quiz = get_object_or_404(own_quizzes_of(school), pk=quiz_id)
    if quiz.series_id is not None or quiz.draw:
        raise Http404
    return quiz


def own_pairs_of(school: School) -> QuerySet[Pair]:
    """The published pairs that its teachers made, the newest first."""
    own = Pair.objects.on_shelves(school.shelf).published().filter(draft__isnull=False)
    return own.select_related("draft").order_by("-pk")


def pairs_in(quiz: Quiz) -> list[Pair]:
    """The pairs of a quiz in their order, with those that were retired since."""
    placed = quiz.placements.filter(item__pair__isnull=False).select_related("item__pair__draft")
    return [placement.item.pair for placement in placed if placement.item.pair is not None]


def cards_of(
    pairs: Sequence[Pair], *, scope: str, chosen: Collection[int] = (), begin: int = 0
) -> list[QuizCard]:
    """The clips as cards; with `begin` they are counted from there. One query."""
    thumbs = Rendition.objects.filter(pair__in=pairs, kind=Rendition.Kind.THUMB)
    there = set(thumbs.values_list("pair_id", flat=True))
    return [
        QuizCard(
            pair,
            links_of(pair.draft.pk, pair.slug, scope).thumb
            if pair.pk in there and hasattr(pair, "draft")
            else "",
            pair.pk in chosen,
            begin + number if begin else 0,
        )
        for number, pair in enumerate(pairs)
    ]


def why_quiz_kept(quiz: Quiz) -> str:
    """Return the sentence that says why a quiz cannot be deleted; empty where it can."""
    rooms = Classroom.objects.filter(assignments__quiz=quiz).distinct().order_by("name")
    if names := list(rooms.values_list("name", flat=True)):
        return _("This quiz was given to %(classes)s, so it stays: the results of that class hang on it.") % {
            "classes": ", ".join(names)
        }
    if is_begun(quiz):
        return _("Somebody has begun this quiz, so it stays: their answers hang on it.")
    return ""
