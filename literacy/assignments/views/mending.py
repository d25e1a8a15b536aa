"""What a teacher mends: each act asks on the page it is on, can be undone, and stands in the history."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from literacy.assignments.access import attempt_for_teacher, event_for_teacher, item_of, learner_in
from literacy.assignments.actions import (
    excuse_learner,
    extend_assignment,
    mark_item_anew,
    marks_to_change,
    pull_from_assignment,
    reopen_attempt,
    reset_attempt,
    undo_event,
)
from literacy.assignments.terms_form import ExtendForm
from literacy.assignments.views.looking import back_to, page_of
from literacy.classroom.access import assignment_for_teacher
from literacy.classroom.models import Assignment
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


@login_required
@require_POST
def reopen(request: SignedInRequest, assignment_id: int, attempt_id: int) -> HttpResponse:
    """Let a pupil go on with what was handed in."""
    attempt = attempt_for_teacher(request.user, assignment_id, attempt_id)
    said = request.POST.get("minutes", "").strip()
    minutes = None if not said else int(said) if said.isdecimal() and len(said) < 7 else 0
    done = _("%(name)s can go on now.") % {"name": attempt.enrolment.user.name}
    return _mend(
        request,
        attempt.assignment,
        done,
        lambda: reopen_attempt(attempt=attempt, minutes=minutes, by=request.user),
    )


@login_required
@require_POST
def reset(request: SignedInRequest, assignment_id: int, attempt_id: int) -> HttpResponse:
    """Set an attempt aside."""
    attempt = attempt_for_teacher(request.user, assignment_id, attempt_id)
    done = _("The attempt is set aside. %(name)s can begin another one.") % {
        "name": attempt.enrolment.user.name
    }
    return _mend(request, attempt.assignment, done, lambda: reset_attempt(attempt=attempt, by=request.user))


@login_required
@require_POST
def excuse(request: SignedInRequest, assignment_id: int, enrolment_id: int) -> HttpResponse:
    """Ask nothing of a pupil here."""
    given = assignment_for_teacher(request.user, assignment_id)
    learner = learner_in(given, enrolment_id)
    done = _("%(name)s is excused.") % {"name": learner.user.name}
    return _mend(
        request, given, done, lambda: excuse_learner(assignment=given, enrolment=learner, by=request.user)
    )


@login_required
@require_POST
def extend(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Give the class, a group or a pupil more time."""
    given = assignment_for_teacher(request.user, assignment_id)
    with timezone.override(ZoneInfo(given.classroom.school.time_zone)):
        form = ExtendForm(given, request.POST)
        valid = form.is_valid()
        if not valid:
            refusal = Refusal(str(next(iter(form.errors.values()))[0]), status=422)
            return _refused(request, given, refusal)
    chosen = form.cleaned_data
    return _mend(
        request,
        given,
        _("Kept. It holds from now on, also for what is under way."),
        lambda: extend_assignment(assignment=given, by=request.user, **chosen),
    )


@login_required
@require_safe
def item(request: SignedInRequest, assignment_id: int, item_id: int) -> HttpResponse:
    """What marking a question anew would change, and the buttons for it."""
    given = assignment_for_teacher(request.user, assignment_id)
    found = item_of(given, item_id)
    context = {
        "assignment": given, "item": found, "pair": found.pair,
        "is_out": given.pulled_items.filter(item=found).exists(),
        "marks": marks_to_change(assignment=given, item=found),
    }  # fmt: skip
    return render(request, "assignments/item.html", context)


@login_required
@require_POST
def pull(request: SignedInRequest, assignment_id: int, item_id: int) -> HttpResponse:
    """Take a question out of an assignment."""
    given = assignment_for_teacher(request.user, assignment_id)
    found = item_of(given, item_id)
    done = _("It is taken out, and no answer to it counts here.")
    return _mend(
        request, given, done, lambda: pull_from_assignment(assignment=given, item=found, by=request.user)
    )


@login_required
@require_POST
def mark(request: SignedInRequest, assignment_id: int, item_id: int) -> HttpResponse:
    """Mark what was answered to a question by what it is now."""
    given = assignment_for_teacher(request.user, assignment_id)
    found = item_of(given, item_id)
    try:
        event = mark_item_anew(assignment=given, item=found, by=request.user)
    except Refusal as refusal:
        return _refused(request, given, refusal)
    number = event.details["number"]
    sentence = ngettext("%(number)s mark was changed.", "%(number)s marks were changed.", number)
    messages.success(request, sentence % {"number": number})
    return back_to(given)


@login_required
@require_POST
def undo(request: SignedInRequest, assignment_id: int, event_id: int) -> HttpResponse:
    """Undo something in the history."""
    event = event_for_teacher(request.user, assignment_id, event_id)
    return _mend(
        request,
        event.assignment,
        _("Undone."),
        lambda: undo_event(event=event, by=request.user),
        is_undo=True,
    )


def _mend(
    request: SignedInRequest,
    given: Assignment,
    done: str,
    act: Callable[[], object],
    *,
    is_undo: bool = False,
) -> HttpResponse:
    try:
        if given.withdrawn_at is not None and not is_undo:
            raise Refusal(_("This was taken back. Give it again first; then you can mend it."))
        act()
    except Refusal as refusal:
        return _refused(request, given, refusal)
    messages.success(request, done, extra_tags="good")
    return back_to(given)


def _refused(request: SignedInRequest, given: Assignment, refusal: Refusal) -> HttpResponse:
    fresh = get_object_or_404(
        Assignment.objects.select_related("classroom__school", "quiz", "lesson"), pk=given.pk
    )
    with timezone.override(ZoneInfo(fresh.classroom.school.time_zone)):
        context = page_of(fresh) | {"sentence": refusal.sentence}
        return render(request, "assignments/assignment.html", context, status=refusal.status)
