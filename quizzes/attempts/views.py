"""The player: starting a quiz, one place of a sitting, an answer, the clip itself, the end."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.attempts.access import course_for_taker, open_quiz
from quizzes.attempts.actions import begin_clock, record_answer, start_sitting, take_step
from quizzes.attempts.asked import shown_at
from quizzes.attempts.course import Course, Place
from quizzes.attempts.ending import close_overdue, finish_sitting
from quizzes.attempts.forms import read_envelope
from quizzes.attempts.intro import contents_of_course, contents_of_quiz
from quizzes.attempts.media import media_for
from quizzes.attempts.outbox import (
    ALREADY,
    INCOMPLETE,
    KEPT,
    answers_outbox,
    from_outbox,
    owner_key,
    tell_outbox,
)
from quizzes.attempts.own import own_answers
from quizzes.attempts.screen import screen_of
from quizzes.attempts.summary import named_places, summary_of
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.attempts.time_left import minutes_given
from quizzes.clips.delivery import media_response
from quizzes.clips.pulled import taken_away
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal
from quizzes.items.types import ITEM_TYPES
from quizzes.items.types.base import QuestionForm

TRY = "first-five"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str = TRY) -> HttpResponse:
    """What an open quiz is about; a POST begins it."""
    quiz = open_quiz(slug)
    if request.method == "POST":
        sitting = start_sitting(quiz=quiz, taker=welcome_guest(request))
        return redirect("place", sitting.pk, 1)
    return render(request, "attempts/intro.html", {"quiz": quiz, "holds": contents_of_quiz(quiz)})


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
        told = summary_of(course) if course.may_tell_score else None
        return render(request, "attempts/handed_in.html", {"course": course, "summary": told})
    if sitting.finished_at is not None:
        return render(
            request,
            "attempts/end.html",
            {"course": course, "summary": summary_of(course), "places": named_places(course)},
        )
    if not course.has_begun:
        return render(
            request,
            "attempts/intro.html",
            {"quiz": sitting.quiz, "holds": contents_of_course(course), "sitting": sitting,
             "first": course.current, "course": course, "minutes": minutes_given(sitting)},
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
    return show_place(request, course, place)


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
        if from_outbox(request):
            raise Refusal(taken_away(), status=410)
        return redirect("place", sitting_id, position)  # where it says what became of the clip
    is_asked = place is not None and course.current == position and place.next_question == kind.slug
    is_read = place is not None and (is_asked or kind.slug in place.answered)
    shown = shown_at(place, reads_pair=kind.reads_pair) if place is not None and is_read else None
    form = kind.form(request.POST, shown)
    if not form.is_valid():
        if place is None or not is_asked:
            if from_outbox(request) and (place is None or kind.slug not in place.answered):
                raise Refusal(_("Answer the clips in their order. Everything you answered so far is saved."))
            return _next(request, course, position, kept=not from_outbox(request))
        return tell_outbox(request, show_place(request, course, place, form), INCOMPLETE)
    step = kind.next_step(form.cleaned_data, shown) if shown is not None and is_asked else None
    if place is not None and step is not None:
        kept = take_step(place=place, step=step, after=form.cleaned_data.get("at") or 0)
        return _next(request, course, position, kept=kept)
    recorded = record_answer(
        course=course, position=position, item_type=kind.slug, key=envelope.key,
        cleaned=form.cleaned_data, milliseconds=envelope.milliseconds, shown=shown,
    )  # fmt: skip
    if from_outbox(request) and not recorded.fresh:
        course = running_course(request, sitting_id)
    return _next(request, course, position, kept=recorded.kept)


@require_safe
def media(request: HttpRequest, sitting_id: UUID, token: str) -> HttpResponseBase:
    """A clip of a sitting, by a link that is signed, bound to the sitting, and expires."""
    return media_response(request, media_for(course_for_taker(taker_of(request), sitting_id), token))


def running_course(request: HttpRequest, sitting_id: UUID) -> Course:
    """The taker's own course as it stands by the server's clock: when its time is over, it has ended."""
    course = course_for_taker(taker_of(request), sitting_id)
    close_overdue(course)
    return course


def _next(request: HttpRequest, course: Course, position: int, *, kept: bool) -> HttpResponse:
    """What comes after an answer. The outbox gets it in the reply itself: one way over a bad line instead of two."""
    place = course.place(position)
    if from_outbox(request) and place is not None:
        shown = show_place(request, course, place, kept_first=not kept)
        return tell_outbox(request, shown, KEPT if kept else ALREADY)
    response = redirect("place", course.sitting.pk, position)
    response["Location"] += "" if kept else "?kept=first"
    return tell_outbox(request, response, KEPT)


def show_place(
    request: HttpRequest,
    course: Course,
    place: Place,
    form: QuestionForm | None = None,
    *,
    kept_first: bool = False,
) -> HttpResponse:
    """The screen of a place as page or fragment: its question, with the mistakes of `form`, or its reveal."""
    context = screen_of(course, place, form)
    context["kept_first"] = kept_first or request.GET.get("kept") == "first"
    if context["kept_first"] and place.answered:
        [context["own"]] = own_answers(course, [place])
    template = "attempts/_player.html" if wants_fragment(request) else "attempts/player.html"
    status = 422 if form is not None and not wants_fragment(request) else 200
    return vary_on_fragment(render(request, template, context, status=status))
