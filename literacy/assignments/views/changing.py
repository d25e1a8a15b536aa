"""Changing what was given, and taking it back: what it means is said first, and there is a way back."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.assignments.actions import (
    change_assignment,
    changed_terms,
    has_begun,
    terms_of,
    withdraw_assignment,
)
from literacy.assignments.change_form import SAME, ChangeForm
from literacy.assignments.in_words import changes_in_words, what_it_means
from literacy.assignments.standing import standings
from literacy.assignments.standing_lists import tally_of
from literacy.classroom.access import assignment_for_teacher
from literacy.classroom.models import Assignment
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """The terms as they are, to be changed. Once somebody has begun, a first POST says what it means for whom."""
    given = assignment_for_teacher(request.user, assignment_id)
    with timezone.override(ZoneInfo(given.classroom.school.time_zone)):
        return _change(request, given)


def _change(request: SignedInRequest, given: Assignment) -> HttpResponse:
    begun = has_begun(given)
    may_change_what = not begun and given.series is None
    form = ChangeForm(
        given, request.POST if request.method == "POST" else None, may_change_what=may_change_what
    )
    context: dict[str, Any] = {
        "assignment": given,
        "classroom": given.classroom,
        "form": form,
        "begun": begun,
    }
    if request.method != "POST":
        return _shown(request, context)
    if not form.is_valid():
        return _shown(request, context, status=422)
    before = terms_of(given)
    terms = form.terms()
    changed = changed_terms(before, before | terms)
    if begun and changed and "sure" not in request.POST:
        context["changes"] = changes_in_words(before, changed)
        context["meaning"] = what_it_means(before, changed, standings(given))
        return _shown(request, context)
    try:
        change_assignment(assignment=given, terms=terms, by=request.user)
    except Refusal as refusal:
        context["assignment"] = get_object_or_404(
            Assignment.objects.select_related("classroom__school", "quiz", "lesson"), pk=given.pk
        )
        return _shown(request, context | {"sentence": refusal.sentence}, status=refusal.status)
    messages.success(
        request,
        _("Changed. It holds from now on; you can undo it under “What was done”."),
        extra_tags="good",
    )
    return redirect("assignment", assignment_id=given.pk)


def _shown(request: SignedInRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    form: ChangeForm = context["form"]
    page = {
        "own_title": context["assignment"].what_title,
        "what": form["what"].value() or SAME,
        "is_more_open": True,
        "whom_open": bool(form["groups"].value() or form["learners"].value()),
    }
    return render(request, "assignments/change.html", page | context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Ask whether to take it back, and say what becomes of those who have begun; a POST takes it back."""
    given = assignment_for_teacher(request.user, assignment_id)
    context: dict[str, Any] = {"assignment": given, "tally": tally_of(standings(given))}
    if request.method != "POST":
        return render(request, "assignments/withdraw.html", context)
    try:
        withdraw_assignment(assignment=given, by=request.user)
    except Refusal as refusal:
        context["sentence"] = refusal.sentence
        return render(request, "assignments/withdraw.html", context, status=refusal.status)
    messages.success(
        request, _("Taken back. Nobody finds it any more, and every answer is kept."), extra_tags="good"
    )
    return redirect("assignment", assignment_id=given.pk)
