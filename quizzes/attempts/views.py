"""The player: starting a quiz, one place of a sitting, the clip itself, the end."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.attempts.access import course_for_taker, open_quiz
from quizzes.attempts.actions import begin_clock, start_sitting
from quizzes.attempts.answering import brings_answer
from quizzes.attempts.ending import finish_sitting
from quizzes.attempts.intro import contents_of_course, contents_of_quiz
from quizzes.attempts.media import media_for
from quizzes.attempts.outbox import owner_key
from quizzes.attempts.player import running_course, show_place
from quizzes.attempts.summary import named_places, summary_of
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.attempts.time_left import minutes_given
from quizzes.clips.delivery import media_response

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
@brings_answer
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
@brings_answer
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


@require_safe
def media(request: HttpRequest, sitting_id: UUID, token: str) -> HttpResponseBase:
    """A clip of a sitting, by a link that is signed, bound to the sitting, and expires."""
    return media_response(request, media_for(course_for_taker(taker_of(request), sitting_id), token))
