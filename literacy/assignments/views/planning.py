"""Giving the same to other classes, and planning a series in one form."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from literacy.assignments.actions import duplicate_assignment, give_series
from literacy.assignments.series_form import SeriesForm
from literacy.classroom.access import assignment_for_teacher, classroom_for_teacher, classrooms_of_teacher
from literacy.classroom.own_lessons import lessons_to_give
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Choose the classes that get the same; a POST gives it to them."""
    given = assignment_for_teacher(request.user, assignment_id)
    # At one school alone: a quiz and a date by the clock on its wall are a school's own.
    rooms = classrooms_of_teacher(request.user).filter(school=given.classroom.school_id, archived_at=None)
    rooms = rooms.exclude(pk=given.classroom_id)
    context = {"assignment": given, "rooms": list(rooms), "sentence": ""}
    if request.method != "POST":
        return render(request, "assignments/duplicate.html", context)
    keys = {int(key) for key in request.POST.getlist("classrooms") if key.isdecimal() and len(key) < 13}
    chosen = [room for room in context["rooms"] if room.pk in keys]  # type: ignore[attr-defined]
    try:
        made = duplicate_assignment(assignment=given, classrooms=chosen, teacher=request.user)
    except Refusal as refusal:
        context |= {"sentence": refusal.sentence, "chosen": keys}
        return render(request, "assignments/duplicate.html", context, status=refusal.status)
    sentence = ngettext("%(number)s class was given this.", "%(number)s classes were given this.", len(made))
    messages.success(request, sentence % {"number": len(made)}, extra_tags="good")
    return redirect("assignments")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_series(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Plan a first test, lessons, a second test and a later one; a POST gives them all."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):
        form = SeriesForm(room, request.POST if request.method == "POST" else None)
        context: dict[str, object] = {"classroom": room, "form": form, "lessons": lessons_to_give(room)}
        if request.method != "POST":
            return render(request, "assignments/series.html", context)
        status, wanted = 422, form.is_valid()
        if wanted:
            try:
                give_series(classroom=room, teacher=request.user, **form.series())
            except Refusal as refusal:
                context["sentence"], status = refusal.sentence, refusal.status
            else:
                return redirect("classroom", classroom_id=room.pk)
        return render(request, "assignments/series.html", context, status=status)
