"""The library: the list, one pair, its sheet for the class, its files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from literacy.lessons.access import lessons_showing
from literacy.library.access import library_for_adult, pair_for_adult, shelves_of_adult
from literacy.library.forms import wishes_in
from literacy.library.page import (
    cards_of,
    cues_of,
    editing_of,
    halves_in_turn,
    links_of,
    origins_of,
    shown_for_teacher,
)
from literacy.library.shelf import SORTS, level_of, query_of, read_shelf
from quizzes.clips.credential_cards import can_be_signed
from quizzes.clips.delivery import media_response
from quizzes.clips.evidence_cards import evidence_of
from quizzes.clips.eye_place import Pointed
from quizzes.clips.lens_shown import halves_under_lens, lens_of, lenses_for, look_through
from quizzes.clips.links import media_for, scope_of
from quizzes.clips.models import LIBRARY, Pair
from quizzes.clips.vocabulary import technique_term
from quizzes.growth.counts import growth_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.items.models import Quiz

_PAGE = "library"
_CARDS = 24


@never_cache
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All pairs, or those wished for; as a fragment, how far the library has grown."""
    pairs = library_for_adult(request.user)
    if wants_fragment(request):
        context: dict[str, Any] = {"growth": growth_of(pairs.count(), tell_end=True)}
        return vary_on_fragment(render(request, "library/_growth.html", context))
    shelf = read_shelf(pairs, wishes_in(request.GET.dict()))
    page = Paginator(shelf.found, _CARDS).get_page(request.GET.get("page"))
    context = {
        "may_browse": True,
        "shelf": shelf,
        "sorts": SORTS,
        "facets": shelf.facets,
        "page": page,
        "cards": cards_of(list(page.object_list), scope_of(request, _PAGE, make=True)),
        "growth": growth_of(len(shelf.entries)),
    }
    return vary_on_fragment(render(request, "library/library.html", context))


@never_cache
@require_safe
def pair(request: HttpRequest, slug: str) -> HttpResponse:
    """One pair with its truth; what was wished for in the list decides what comes before and after it."""
    found = pair_for_adult(request.user, slug)
    shelf = read_shelf(library_for_adult(request.user), wishes_in(request.GET.dict()))
    before, after = shelf.around(slug)
    context = _shown(request, found) | {
        "before": before,
        "after": after,
        "back": shelf.query,
        "more": query_of({"technique": found.technique}),
        "more_count": sum(found.technique in entry.values["technique"] for entry in shelf.entries) - 1,
        "lenses": lenses_for(found, revealed=True),
        "can_be_signed": can_be_signed() and not found.is_pulled,
        "editing": editing_of(found, is_staff=bool(getattr(request.user, "is_staff", False))),
        "level": level_of(found.difficulty),
        "origins": origins_of(found),
        "quizzes": Quiz.objects.on_shelves(LIBRARY, found.shelf)
        .filter(items__pair=found)
        .distinct()
        .order_by("pk"),
        "lessons": lessons_showing(found, shelves=shelves_of_adult(request.user)),
    }
    return render(request, "library/pair.html", context)


@never_cache
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """A pair to print and talk about: the question on one page, the answer on the next."""
    found = pair_for_adult(request.user, slug)
    if not found.can_be_printed:
        raise Http404
    context = _shown(request, found) | {
        "halves": list(zip("AB", halves_in_turn(found), strict=False)),
    }
    return render(request, "library/sheet.html", context)


@never_cache
@require_safe
def lens(request: HttpRequest, slug: str, lens: str) -> HttpResponse:
    """Both halves of a pair under one lens, side by side."""
    found = pair_for_adult(request.user, slug)
    through = lens_of(found, lens, revealed=True)
    if through is None:
        raise Http404
    scope = scope_of(request, _PAGE, make=True)
    links = links_of(slug, scope)
    pointed = Pointed(request.GET.dict(), request.path, who=scope)
    halves = halves_under_lens(found)
    context = {
        "may_browse": True,
        "pair": found,
        "looked": look_through(
            through, found, halves, links.lens, named=True, pointed=pointed, with_examples=True
        ),
        "lenses": lenses_for(found, revealed=True),
    }
    return render(request, "library/lens.html", context)


@require_safe
def media(request: HttpRequest, slug: str, token: str) -> HttpResponseBase:
    """A file of a pair, by a link that is signed, bound to the session, and expires."""
    pairs = library_for_adult(request.user).filter(slug=slug)
    return media_response(request, media_for(pairs, token, scope=scope_of(request, _PAGE)))


def _shown(request: HttpRequest, found: Pair) -> dict[str, Any]:
    return {
        "may_browse": True,
        "pair": found,
        "shown": shown_for_teacher(found, scope_of(request, _PAGE, make=True)),
        "technique": technique_term(found.technique),
        "cues": cues_of(found),
        "evidence": evidence_of(found),
    }
