"""Looking closer at a place: under a lens, at a card of evidence, at Content Credentials."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.attempts.actions import begin_clock, open_lens, take_step
from quizzes.attempts.course import Course, Place
from quizzes.attempts.media import ClipLinks
from quizzes.attempts.player import running_course
from quizzes.attempts.screen import pair_of
from quizzes.clips.credential_cards import can_be_signed, credential_cards
from quizzes.clips.evidence_cards import evidence_of
from quizzes.clips.eye_place import Pointed
from quizzes.clips.lens_shown import halves_under_lens, lens_of, lenses_for, look_through
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.items.types import Shows


@never_cache
@require_safe
def lens(request: HttpRequest, sitting_id: UUID, position: int, slug: str) -> HttpResponse:
    """What a lens shows of a place: of what is asked about alone, and of both halves once the truth may be told."""
    course = running_course(request, sitting_id)
    begin_clock(course=course)
    place = _shown_place(course, position)
    if place.is_pulled or place.is_absent:
        return redirect("place", sitting_id, position)
    pair, revealed = pair_of(place), course.may_reveal(place)
    found = lens_of(pair, slug, revealed=revealed)
    if found is None or (place.shows is Shows.BOTH and not revealed):
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
def card(request: HttpRequest, sitting_id: UUID, position: int, kind: str) -> HttpResponse:
    """Open a card of evidence: that card alone for a fragment, else the place with the card open in it."""
    course = running_course(request, sitting_id)
    begin_clock(course=course)
    place = _shown_place(course, position)
    if place.is_pulled or place.is_absent:
        return redirect("place", sitting_id, position)
    found = next((each for each in evidence_of(pair_of(place)) if each.kind == kind), None)
    if found is None or "context" not in place.chain:
        raise Http404
    if request.method == "GET" and not place.is_done and course.sitting.finished_at is None:
        take_step(place=place, step=kind)
    if not wants_fragment(request):
        return redirect(f"{reverse('place', args=[sitting_id, position])}#card-{kind}")
    context = {"card": found, "is_open": True, "place": place, "sitting": course.sitting}
    return vary_on_fragment(render(request, "attempts/types/_card.html", context))


@never_cache
@require_safe
def credentials(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """What the Content Credentials of both halves say, once the truth may be told; before that nothing is here."""
    course = running_course(request, sitting_id)
    place = _shown_place(course, position)
    if not course.may_reveal(place) or not can_be_signed():
        raise Http404
    pair = pair_of(place)
    context = {"place": place, "pair": pair, "sitting": course.sitting, "cards": credential_cards(pair)}
    return render(request, "attempts/credentials.html", context)


def _shown_place(course: Course, position: int) -> Place:
    """A place that may be looked at by now, and has a clip. Raises Http404."""
    place = course.place(position)
    if place is None or (course.current is not None and position > course.current):
        raise Http404
    if place.shows is Shows.NOTHING:
        raise Http404
    return place
