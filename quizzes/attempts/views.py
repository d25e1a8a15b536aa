"""The player: starting a quiz, one place of a sitting, an answer, the clip itself, the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.attempts.access import course_for_taker, open_quiz
from quizzes.attempts.actions import open_lens, record_answer, start_sitting
from quizzes.attempts.course import Course, Place
from quizzes.attempts.film import film_asked, film_told
from quizzes.attempts.forms import read_envelope
from quizzes.attempts.media import ClipLinks, media_for
from quizzes.attempts.outbox import (
    ALREADY,
    INCOMPLETE,
    KEPT,
    answers_outbox,
    from_outbox,
    owner_key,
    tell_outbox,
)
from quizzes.attempts.reveal import reveal_of
from quizzes.attempts.summary import summary_of
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.attempts.wave import wave_of
from quizzes.clips.captions import said_in
from quizzes.clips.delivery import media_response
from quizzes.clips.lens_shown import halves_under_lens, lens_of, lenses_for, look_through
from quizzes.clips.models import Medium, Pair
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal
from quizzes.items.types import ITEM_TYPES
from quizzes.items.types.judge import stops
from quizzes.scoring.marking.grid import CELLS

TRY = "first-five"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str = TRY) -> HttpResponse:
    """What an open quiz is about; a POST begins it."""
    quiz = open_quiz(slug)
    if request.method == "POST":
        sitting = start_sitting(quiz=quiz, taker=welcome_guest(request))
        return redirect("place", sitting.pk, 1)
    return render(request, "attempts/intro.html", {"quiz": quiz, "count": quiz.placements.count()})


@never_cache
@require_safe
def sitting_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The way into a sitting, back to where it was left, or its end."""
    course = course_for_taker(taker_of(request), sitting_id)
    sitting = course.sitting
    if sitting.finished_at is not None:
        return render(request, "attempts/end.html", {"course": course, "summary": summary_of(course)})
    if not course.has_begun:
        return render(
            request,
            "attempts/intro.html",
            {"quiz": sitting.quiz, "count": len(course.places), "sitting": sitting},
        )
    return redirect("place", sitting.pk, course.current)


@never_cache
@require_safe
def place_page(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """One place of a sitting: its next question, or its reveal."""
    course = course_for_taker(taker_of(request), sitting_id)
    place = course.place(position)
    if place is None:
        raise Http404
    if course.current is not None and position > course.current:
        return redirect("place", sitting_id, course.current)
    return _show(request, course, place)


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """For the browser's outbox: whose answers may be sent from here now, and a token to send them with."""
    return JsonResponse({"owner": owner_key(taker_of(request)), "token": get_token(request)})


@never_cache
@require_POST
@answers_outbox
def answer(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """Keep an answer, then show what comes next at the same place: by a redirect, or at once to the outbox."""
    taker = taker_of(request)
    course = course_for_taker(taker, sitting_id)
    envelope = read_envelope(request.POST)
    kind = ITEM_TYPES.get(envelope.item_type) if envelope else None
    if envelope is None or kind is None:
        raise Refusal(
            _("This answer did not arrive whole. Load the page again and send it once more."), status=400
        )
    form = kind.form(request.POST)
    if not form.is_valid():
        place = course.place(position)
        if place is None or course.current != position or place.next_question != kind.slug:
            if from_outbox(request) and (place is None or kind.slug not in place.answered):
                raise Refusal(_("Answer the clips in their order. Everything you answered so far is saved."))
            return _next(request, course, position, kept=not from_outbox(request))
        return tell_outbox(request, _show(request, course, place, form), INCOMPLETE)
    recorded = record_answer(
        course=course, position=position, item_type=kind.slug, key=envelope.key,
        cleaned=form.cleaned_data, milliseconds=envelope.milliseconds,
    )  # fmt: skip
    if from_outbox(request) and not recorded.fresh:
        course = course_for_taker(taker, sitting_id)
    return _next(request, course, position, kept=recorded.kept)


@never_cache
@require_safe
def lens(request: HttpRequest, sitting_id: UUID, position: int, slug: str) -> HttpResponse:
    """What a lens shows of a place: of what is asked about alone, and of both halves once the truth may be told."""
    course = course_for_taker(taker_of(request), sitting_id)
    place = course.place(position)
    if place is None or (course.current is not None and position > course.current):
        raise Http404
    pair, revealed = _pair_of(place), course.may_reveal(place)
    found = lens_of(pair, slug, revealed=revealed)
    if found is None:
        raise Http404
    if request.method == "GET" and not place.is_done:
        open_lens(place=place, slug=slug)
    halves = halves_under_lens(pair) if revealed else {place.half: pair.renditions.get(kind=place.half)}
    links = ClipLinks(sitting_id, position)
    looked = look_through(
        found, halves, links.lens if revealed else lambda _half, slug: links.lens("", slug), named=revealed
    )
    context = {"course": course, "place": place, "pair": pair, "sitting": course.sitting, "looked": looked,
               "lenses": lenses_for(pair, revealed=revealed)}  # fmt: skip
    template = "attempts/_looked.html" if wants_fragment(request) else "attempts/lens.html"
    return vary_on_fragment(render(request, template, context))


@require_safe
def media(request: HttpRequest, sitting_id: UUID, token: str) -> HttpResponseBase:
    """A clip of a sitting, by a link that is signed, bound to the sitting, and expires."""
    return media_response(request, media_for(course_for_taker(taker_of(request), sitting_id), token))


def _next(request: HttpRequest, course: Course, position: int, *, kept: bool) -> HttpResponse:
    """What comes after an answer. The outbox gets it in the reply itself: one way over a bad line instead of two."""
    place = course.place(position)
    if from_outbox(request) and place is not None:
        return tell_outbox(
            request, _show(request, course, place, kept_first=not kept), KEPT if kept else ALREADY
        )
    response = redirect("place", course.sitting.pk, position)
    response["Location"] += "" if kept else "?kept=first"
    return tell_outbox(request, response, KEPT)


def _show(
    request: HttpRequest,
    course: Course,
    place: Place,
    form: forms.Form | None = None,
    *,
    kept_first: bool = False,
) -> HttpResponse:
    pair = _pair_of(place)
    renditions = {each.kind: each for each in pair.renditions.all()}
    context: dict[str, Any] = {
        "course": course, "place": place, "pair": pair, "sitting": course.sitting,
        "links": ClipLinks(course.sitting.pk, place.position),
        "kept_first": kept_first or request.GET.get("kept") == "first",
        "lenses": lenses_for(pair, revealed=course.may_reveal(place)),
    }  # fmt: skip
    slug = place.next_question
    if slug is not None:
        context |= _question(slug, pair, place, form) | {"shown": renditions[place.half]}
        if pair.medium == Medium.VIDEO:
            context["film"] = film_asked(pair, place.half, context["links"])
    elif course.may_reveal(place):
        context |= {"reveal": reveal_of(place, pair), "renditions": renditions}
        if pair.medium == Medium.VIDEO:
            context["film"] = film_told(pair, context["links"])
    template = "attempts/_player.html" if wants_fragment(request) else "attempts/player.html"
    status = 422 if form is not None and not wants_fragment(request) else 200
    return vary_on_fragment(render(request, template, context, status=status))


def _pair_of(place: Place) -> Pair:
    """The pair shown at a place, with its clip and renditions: the same queries whichever half is shown."""
    pairs = Pair.objects.select_related("clip").prefetch_related("renditions").defer("recipe")
    return pairs.get(items__showings=place.showing_id)


def _question(slug: str, pair: Pair, place: Place, form: forms.Form | None) -> dict[str, Any]:
    """What a question needs besides the picture."""
    asked: dict[str, Any] = {
        "kind": ITEM_TYPES[slug], "form": form, "key": uuid4(), "stops": stops(), "cells": CELLS,
        "claim": pair.claim(place.half), "said": said_in(pair, place.half),
    }  # fmt: skip
    if pair.medium == Medium.SOUND:
        # Drawn without the spans: those are the truth, which waits for the reveal.
        asked["wave"] = replace(wave_of(pair, place.half), stretches=[])
    return asked
