"""What the views of the player begin and end with: the course as it stands by the server's clock, and a place's screen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quizzes.attempts.access import course_for_taker
from quizzes.attempts.course import Course, Place
from quizzes.attempts.ending import close_overdue
from quizzes.attempts.own import own_answers
from quizzes.attempts.screen import screen_of
from quizzes.attempts.taker import taker_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.items.types.base import QuestionForm


def running_course(request: HttpRequest, sitting_id: UUID) -> Course:
    """The taker's own course as it stands by the server's clock: when its time is over, it has ended."""
    course = course_for_taker(taker_of(request), sitting_id)
    close_overdue(course)
    return course


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
