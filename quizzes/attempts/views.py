"""The player: starting a quiz, one place of a sitting, an answer, the clip itself, the end."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.attempts.access import course_for_taker, open_quiz
from quizzes.attempts.actions import open_lens, record_answer, start_sitting, take_step
from quizzes.attempts.asked import shown_at
from quizzes.attempts.course import Course, Place
from quizzes.attempts.forms import read_envelope
from quizzes.attempts.media import ClipLinks, media_for
from quizzes.attempts.screen import pair_of, screen_of
from quizzes.attempts.summary import summary_of
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.clips.delivery import media_response
from quizzes.clips.evidence_cards import evidence_of
from quizzes.clips.lens_shown import halves_under_lens, lens_of, lenses_for, look_through
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from quizzes.items.types import ITEM_TYPES, Shows
from quizzes.items.types.base import QuestionForm

TRY = "first-five"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str = TRY) -> HttpResponse:
    """What an open quiz is about; a POST begins it."""
    quiz = open_quiz(slug)
    if request.method == "POST":
        sitting = start_sitting(quiz=quiz, taker=welcome_guest(request))
        return redirect("place", sitting.pk, 1)
    return render(request, "attempts/intro.html", {"quiz": quiz, **_size_of(quiz)})


def _size_of(quiz: Quiz) -> dict[str, int]:
    """How many items a quiz has, and how many of them are clips: the others are stories."""
    return quiz.placements.aggregate(count=Count("pk"), clips=Count("item__pair"))


@never_cache
@require_safe
def sitting_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The way into a sitting, back to where it was left, or its end."""
    course = course_for_taker(taker_of(request), sitting_id)
    sitting = course.sitting
    if sitting.finished_at is not None:
        return render(request, "attempts/end.html", {"course": course, "summary": summary_of(course)})
    if not course.has_begun:
        clips = sum(place.shows is not Shows.NOTHING for place in course.places)
        return render(
            request,
            "attempts/intro.html",
            {"quiz": sitting.quiz, "sitting": sitting, "count": len(course.places), "clips": clips},
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
    return show_place(request, course, place)


@never_cache
@require_POST
def answer(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """Keep an answer, then show what comes next at the same place."""
    course = course_for_taker(taker_of(request), sitting_id)
    envelope = read_envelope(request.POST)
    kind = ITEM_TYPES.get(envelope.item_type) if envelope else None
    if envelope is None or kind is None:
        raise Refusal(
            _("This answer did not arrive whole. Load the page again and send it once more."), status=400
        )
    place = course.place(position)
    is_asked = place is not None and course.current == position and place.next_question == kind.slug
    shown = shown_at(place, reads_pair=kind.reads_pair) if place is not None and is_asked else None
    form = kind.form(request.POST, shown)
    if not form.is_valid():
        if place is None or not is_asked:
            return redirect("place", sitting_id, position)
        return show_place(request, course, place, form)
    step = kind.next_step(form.cleaned_data, shown) if shown is not None else None
    if place is not None and step is not None:
        take_step(place=place, step=step, after=form.cleaned_data.get("at") or 0)
        return redirect("place", sitting_id, position)
    recorded = record_answer(
        course=course, position=position, item_type=kind.slug, key=envelope.key,
        cleaned=form.cleaned_data, milliseconds=envelope.milliseconds, shown=shown,
    )  # fmt: skip
    response = redirect("place", sitting_id, position)
    if not recorded.kept:
        response["Location"] += "?kept=first"
    return response


@never_cache
@require_safe
def lens(request: HttpRequest, sitting_id: UUID, position: int, slug: str) -> HttpResponse:
    """What a lens shows of a place: of what is asked about alone, and of both halves once the truth may be told."""
    course = course_for_taker(taker_of(request), sitting_id)
    place = _shown_place(course, position)
    pair, revealed = pair_of(place), course.may_reveal(place)
    found = lens_of(pair, slug, revealed=revealed)
    if found is None or (place.shows is Shows.BOTH and not revealed):
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


@never_cache
@require_safe
def card(request: HttpRequest, sitting_id: UUID, position: int, kind: str) -> HttpResponse:
    """Open a card of evidence: that card alone for a fragment, else the place with the card open in it."""
    course = course_for_taker(taker_of(request), sitting_id)
    place = _shown_place(course, position)
    found = next((each for each in evidence_of(pair_of(place)) if each.kind == kind), None)
    if found is None or "context" not in place.chain:
        raise Http404
    if request.method == "GET" and not place.is_done:
        take_step(place=place, step=kind)
    if not wants_fragment(request):
        return redirect(f"{reverse('place', args=[sitting_id, position])}#card-{kind}")
    context = {"card": found, "is_open": True, "place": place, "sitting": course.sitting}
    return vary_on_fragment(render(request, "attempts/types/_card.html", context))


@require_safe
def media(request: HttpRequest, sitting_id: UUID, token: str) -> HttpResponseBase:
    """A clip of a sitting, by a link that is signed, bound to the sitting, and expires."""
    return media_response(request, media_for(course_for_taker(taker_of(request), sitting_id), token))


def show_place(
    request: HttpRequest, course: Course, place: Place, form: QuestionForm | None = None
) -> HttpResponse:
    """The screen of a place as page or fragment: its question, with the mistakes of `form`, or its reveal."""
    context = screen_of(course, place, form) | {"kept_first": request.GET.get("kept") == "first"}
    template = "attempts/_player.html" if wants_fragment(request) else "attempts/player.html"
    status = 422 if form is not None and not wants_fragment(request) else 200
    return vary_on_fragment(render(request, template, context, status=status))


def _shown_place(course: Course, position: int) -> Place:
    """A place that may be looked at by now, and has a clip. Raises Http404."""
    place = course.place(position)
    if place is None or (course.current is not None and position > course.current):
        raise Http404
    if place.shows is Shows.NOTHING:
        raise Http404
    return place
