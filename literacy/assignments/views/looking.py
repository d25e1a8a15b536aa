"""Looking on: the page of an assignment, its live status, and the list of everything that was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from literacy.assignments.history import history_of
from literacy.assignments.listing import SORTS, STATES, listed, state_of, wish_in
from literacy.assignments.questions import QuestionRow, found_questions
from literacy.assignments.standing import standings
from literacy.assignments.standing_lists import found_among, tally_of
from literacy.classroom.access import assignment_for_teacher, classrooms_of_teacher
from literacy.classroom.models import Assignment, AssignmentEvent, ExtraTime
from literacy.people.requests import SignedInRequest
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.items.models import Item

_ROWS = 30


@login_required
@never_cache
@require_safe
def assignments(request: SignedInRequest) -> HttpResponse:
    """Everything somebody gave in all their classes."""
    if request.user.is_pupil:
        raise Http404
    wish = wish_in(request.GET.dict())
    found, there = listed(request.user, wish)
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    now = timezone.now()
    rows = [{"given": given, "state": state_of(given, now)} for given in page.object_list]
    context = {
        "page": page, "rows": rows, "wish": wish, "there": there, "states": STATES, "sorts": SORTS,
        "classrooms": list(classrooms_of_teacher(request.user)),
    }  # fmt: skip
    return render(request, "assignments/list.html", context)


@login_required
@never_cache
@require_safe
def assignment(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """What was given, on which terms, where everybody stands, and what was done about it."""
    given = assignment_for_teacher(request.user, assignment_id)
    with timezone.override(ZoneInfo(given.classroom.school.time_zone)):
        return render(request, "assignments/assignment.html", page_of(given, request.GET.dict()))


def page_of(given: Assignment, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the page of an assignment shows; `asked` as `found_among` and `history_of` have it."""
    asked = asked or {}
    found, history = standings(given), history_of(given, asked.get("events"))
    return {
        "assignment": given,
        "classroom": given.classroom,
        "standings": found,
        "found": found_among(found, asked),
        "tally": tally_of(found),
        "groups": list(given.groups.all()),
        "all_groups": list(given.classroom.groups.all()),
        "history": history,
        "extra_times": [choice for choice in ExtraTime.choices if choice[0]],
        "series": _series(given),
        "withdrawal": _withdrawal(given),
    }


def _withdrawal(given: Assignment) -> AssignmentEvent | None:
    """What took it back, to be undone; None where it stands."""
    if given.withdrawn_at is None:
        return None
    return given.events.filter(kind=AssignmentEvent.Kind.WITHDRAWN, undone_at=None).first()


def _series(given: Assignment) -> list[Assignment]:
    if given.series is None:
        return []
    together = Assignment.objects.filter(series=given.series, classroom=given.classroom_id)
    return list(together.select_related("quiz", "lesson").order_by("opens_at", "pk"))


@login_required
@require_safe
def assignment_items(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """The questions of an assignment, to take one out or have it marked anew."""
    given = assignment_for_teacher(request.user, assignment_id)
    if given.quiz is None:
        raise Http404
    pulled = set(given.pulled_items.values_list("item", flat=True))
    items = (
        Item.objects.filter(placements__quiz=given.quiz)
        .select_related("pair")
        .order_by("placements__position")
    )
    rows = [
        QuestionRow(
            item=item, number=number, is_out=item.pk in pulled,
            title=str(item.pair.text.get("title", item.slug) if item.pair else item.slug),
        )
        for number, item in enumerate(items, start=1)
    ]  # fmt: skip
    context = {"assignment": given, "found": found_questions(rows, request.GET.dict())}
    return render(request, "assignments/items.html", context)


@login_required
@never_cache
@require_safe
def live(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Where everybody is, while the class works: a page, or the part of it that is asked for again and again."""
    return _live(request, assignment_id, "assignments/_live.html", "assignments/live.html")


@login_required
@never_cache
@require_safe
def projector(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """The same for all to see: no name, and no order that gives one away."""
    return _live(request, assignment_id, "assignments/_projector.html", "assignments/projector.html")


def _live(request: SignedInRequest, assignment_id: int, part: str, whole: str) -> HttpResponse:
    given = assignment_for_teacher(request.user, assignment_id)
    found = standings(given)
    context = {
        "assignment": given,
        "found": found_among(found, request.GET.dict()),
        "tally": tally_of(found),
        "now": timezone.now(),
        "part": part,
    }
    with timezone.override(ZoneInfo(given.classroom.school.time_zone)):
        return vary_on_fragment(render(request, part if wants_fragment(request) else whole, context))


def back_to(given: Assignment) -> HttpResponse:
    """To the page of an assignment."""
    return redirect("assignment", assignment_id=given.pk)
