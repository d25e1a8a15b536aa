"""Lessons: the list, one lesson, a check in it, its clips."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from literacy.lessons.access import check_of, lens_pair_of, lesson_for_anybody, pairs_of
from literacy.lessons.actions import record_first_choice
from literacy.lessons.forms import CheckForm
from literacy.lessons.models import Lesson
from literacy.lessons.page import (
    ShownCheck,
    first_choices_of,
    links_in,
    playground_of,
    pointed_in,
    shows_film,
    steps_for_reader,
)
from quizzes.clips.delivery import media_response
from quizzes.clips.links import media_for, scope_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment


@never_cache
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """All lessons."""
    return render(request, "lessons/list.html", {"lessons": Lesson.objects.all()})


@never_cache
@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """A lesson as one page; the address says what was chosen just now without JavaScript.

    That is `check` and `choice`, or `lens` through which the pair of `lenses` is to be looked at.
    """
    found = lesson_for_anybody(slug)
    steps = steps_for_reader(
        found,
        scope=scope_of(request, _page_of(found), make=True),
        first_choices=first_choices_of(found, request.user.pk),
        now=(request.GET.get("check", ""), request.GET.get("choice", "")),
        lens=(request.GET.get("lenses", ""), request.GET.get("lens", "")),
        query=request.GET.dict(),
    )
    context = {
        "lesson": found,
        "body": found.body,
        "steps": steps,
        "shows_film": shows_film(steps),
        "is_adult": bool(getattr(request.user, "email", None)),
    }
    return render(request, "lessons/lesson.html", context)


@never_cache
@require_POST
def lesson_check(request: HttpRequest, slug: str, check_id: str) -> HttpResponse:
    """Say what is to be said about a choice; a signed-in learner's first choice is kept."""
    found = lesson_for_anybody(slug)
    step, block = check_of(found, check_id)
    form = CheckForm(request.POST, block=block)
    choice = form.cleaned_data["choice"] if form.is_valid() else ""
    if choice and request.user.is_authenticated:
        record_first_choice(lesson=found, user_id=request.user.pk, step=step, choice=choice)
    if wants_fragment(request):
        error = "" if choice else str(form.errors["choice"][0])
        shown = ShownCheck(block, step, choice, error)
        return vary_on_fragment(
            render(request, "lessons/_check.html", {"lesson": found, "check": shown, "fresh": True})
        )
    query = f"?{urlencode({'check': check_id, 'choice': choice})}"
    return redirect(f"{reverse('lesson', args=[slug])}{query}#check-{check_id}")


@never_cache
@require_safe
def lesson_lens(request: HttpRequest, slug: str, pair_slug: str, lens: str) -> HttpResponse:
    """What a lens shows of a pair of the lesson: a fragment, or the lesson with that lens open."""
    found = lesson_for_anybody(slug)
    pair = lens_pair_of(found, pair_slug)
    if not wants_fragment(request):
        query = urlencode(request.GET.dict() | {"lenses": pair_slug, "lens": lens})
        return redirect(f"{reverse('lesson', args=[slug])}?{query}#lenses-{pair_slug}")
    scope = scope_of(request, _page_of(found), make=True)
    pointed = pointed_in(found, pair, lens, scope, request.GET.dict())
    playground = playground_of(pair, links_in(found, pair, scope), lens, pointed)
    if playground.looked is None:
        raise Http404
    context = {"lesson": found, "playground": playground, "fresh": True}
    return vary_on_fragment(render(request, "lessons/_playground.html", context))


@require_safe
def lesson_media(request: HttpRequest, slug: str, token: str) -> HttpResponseBase:
    """A clip of a lesson, by a link that is signed, bound to lesson and session, and expires."""
    found = lesson_for_anybody(slug)
    return media_response(
        request, media_for(pairs_of(found), token, scope=scope_of(request, _page_of(found)))
    )


def _page_of(lesson: Lesson) -> str:
    """What links are bound to besides the session, so that none opens in another lesson."""
    return f"lesson:{lesson.slug}"
