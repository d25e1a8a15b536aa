"""The player: starting a quiz, one place of a sitting, an answer, the clip itself, the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.attempts.access import course_for_taker, open_quiz
from quizzes.attempts.actions import begin_clock, open_lens, record_answer, start_sitting
from quizzes.attempts.course import Course, Place
from quizzes.attempts.ending import close_overdue, finish_sitting
from quizzes.attempts.film import film_asked, film_told
from quizzes.attempts.forms import read_envelope
from quizzes.attempts.media import ClipLinks, media_for
from quizzes.attempts.reveal import reveal_of
from quizzes.attempts.summary import summary_of
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.attempts.time_left import minutes_given, time_of
from quizzes.attempts.wave import wave_of
from quizzes.clips.captions import said_in
from quizzes.clips.credential_cards import can_be_signed, credential_cards
from quizzes.clips.delivery import media_response
from quizzes.clips.eye_place import Pointed
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
    return render(request, "attempts/intro.html", {"quiz": quiz, "count": quiz.dealt().count()})


@never_cache
@require_safe
def sitting_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The way into a sitting, back to where it was left, or its end."""
    course = running_course(request, sitting_id)
    sitting = course.sitting
    if course.current is None and sitting.finished_at is None and course.ends_by_itself:
        # Its last clip was pulled at the very moment another one was answered.
        finish_sitting(sitting, at=timezone.now())
    if sitting.finished_at is not None and not course.may_reveal_all:
        return render(request, "attempts/handed_in.html", {"course": course})
    if sitting.finished_at is not None:
        return render(request, "attempts/end.html", {"course": course, "summary": summary_of(course)})
    if not course.has_begun:
        return render(
            request,
            "attempts/intro.html",
            {"quiz": sitting.quiz, "count": course.asked, "sitting": sitting, "first": course.current,
             "course": course, "minutes": minutes_given(sitting)},
        )  # fmt: skip
    if course.current is None:
        return redirect("hand_in", sitting.pk)
    return redirect("place", sitting.pk, course.current)


@never_cache
@require_safe
def place_page(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """One place of a sitting: its next question, or its reveal."""
    course = running_course(request, sitting_id)
    place = course.place(position)
    if place is None:
        raise Http404
    if course.current is not None and position > course.current:
        return redirect("place", sitting_id, course.current)
    if request.method == "GET":
        begin_clock(course=course)
    return _show(request, course, place)


@never_cache
@require_POST
def answer(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """Keep an answer, then show what comes next at the same place."""
    course = running_course(request, sitting_id)
    begin_clock(course=course)
    envelope = read_envelope(request.POST)
    kind = ITEM_TYPES.get(envelope.item_type) if envelope else None
    if envelope is None or kind is None:
        raise Refusal(
            _("This answer did not arrive whole. Load the page again and send it once more."), status=400
        )
    place = course.place(position)
    if place is not None and place.is_absent:
        return redirect("place", sitting_id, position)  # where it says what became of the clip
    form = kind.form(request.POST)
    if not form.is_valid():
        if place is None or course.current != position or place.next_question != kind.slug:
            return redirect("place", sitting_id, position)
        return _show(request, course, place, form)
    recorded = record_answer(
        course=course, position=position, item_type=kind.slug, key=envelope.key,
        cleaned=form.cleaned_data, milliseconds=envelope.milliseconds,
    )  # fmt: skip
    response = redirect("place", sitting_id, position)
    if not recorded.kept:
        response["Location"] += "?kept=first"
    return response


@never_cache
@require_safe
def lens(request: HttpRequest, sitting_id: UUID, position: int, slug: str) -> HttpResponse:
    """What a lens shows of a place: of what is asked about alone, and of both halves once the truth may be told."""
    course = running_course(request, sitting_id)
    begin_clock(course=course)
    place = course.place(position)
    if place is None or (course.current is not None and position > course.current):
        raise Http404
    if place.is_pulled or place.is_absent:
        return redirect("place", sitting_id, position)
    pair, revealed = _pair_of(place), course.may_reveal(place)
    found = lens_of(pair, slug, revealed=revealed)
    if found is None:
        raise Http404
    if request.method == "GET" and not place.is_done and course.sitting.finished_at is None:
        open_lens(place=place, slug=slug)
    halves = halves_under_lens(pair) if revealed else {place.half: pair.renditions.get(kind=place.half)}
    links = ClipLinks(sitting_id, position)
    looked = look_through(
        found, pair, halves, links.lens if revealed else lambda _half, slug: links.lens("", slug),
        named=revealed, with_examples=course.may_reveal_all, pointed=Pointed(
            request.GET.dict(), request.path, "#lens" if wants_fragment(request) else "",
            in_form=True, who=f"sitting-{sitting_id}",
        ),
    )  # fmt: skip
    context = {"course": course, "place": place, "pair": pair, "sitting": course.sitting, "looked": looked,
               "lenses": lenses_for(pair, revealed=revealed)}  # fmt: skip
    template = "attempts/_looked.html" if wants_fragment(request) else "attempts/lens.html"
    return vary_on_fragment(render(request, template, context))


@never_cache
@require_safe
def credentials(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """What the Content Credentials of both halves say, once the truth may be told; before that nothing is here."""
    course = running_course(request, sitting_id)
    place = course.place(position)
    if place is None or not course.may_reveal(place) or not can_be_signed():
        raise Http404
    pair = _pair_of(place)
    context = {"place": place, "pair": pair, "sitting": course.sitting, "cards": credential_cards(pair)}
    return render(request, "attempts/credentials.html", context)


@require_safe
def media(request: HttpRequest, sitting_id: UUID, token: str) -> HttpResponseBase:
    """A clip of a sitting, by a link that is signed, bound to the sitting, and expires."""
    return media_response(request, media_for(course_for_taker(taker_of(request), sitting_id), token))


def running_course(request: HttpRequest, sitting_id: UUID) -> Course:
    """The taker's own course as it stands by the server's clock: when its time is over, it has ended."""
    course = course_for_taker(taker_of(request), sitting_id)
    close_overdue(course)
    return course


def _show(request: HttpRequest, course: Course, place: Place, form: forms.Form | None = None) -> HttpResponse:
    template = "attempts/_player.html" if wants_fragment(request) else "attempts/player.html"
    context: dict[str, Any] = {"course": course, "place": place, "sitting": course.sitting}
    if place.is_pulled or place.is_absent:
        context["taken_away"] = True
        return vary_on_fragment(render(request, template, context))
    pair = _pair_of(place)
    renditions = {each.kind: each for each in pair.renditions.all()}
    context |= {
        "pair": pair,
        "links": ClipLinks(course.sitting.pk, place.position),
        "kept_first": request.GET.get("kept") == "first",
        "lenses": lenses_for(pair, revealed=course.may_reveal(place)),
        "time": time_of(course),
    }  # fmt: skip
    slug = place.next_question if course.sitting.finished_at is None else None
    if slug is not None:
        context |= _question(slug, pair, place, form) | {"shown": renditions[place.half]}
        if pair.medium == Medium.VIDEO:
            context["film"] = film_asked(pair, place.half, context["links"])
    elif course.may_reveal(place):
        context |= {
            "reveal": reveal_of(place, pair),
            "renditions": renditions,
            "can_be_signed": can_be_signed(),
        }
        if pair.medium == Medium.VIDEO:
            context["film"] = film_told(pair, context["links"])
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
