"""The page on which a learner looks back at what they said and hands it in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.attempts.actions import hand_in
from quizzes.attempts.answering import brings_answer
from quizzes.attempts.own import own_answers
from quizzes.attempts.player import running_course
from quizzes.attempts.time_left import time_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@brings_answer
def hand_in_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """What was answered, what is still open, and the button that hands it in; a POST is that button."""
    course = running_course(request, sitting_id)
    if request.method == "POST":
        hand_in(course=course)
        return redirect("sitting", sitting_id)
    if not course.may_hand_in:
        return redirect("sitting", sitting_id)
    own = own_answers(course)
    context = {
        "course": course, "sitting": course.sitting, "own": own, "time": time_of(course),
        "open": [each.place.position for each in own if each.is_open],
    }  # fmt: skip
    return render(request, "attempts/hand_in.html", context)
