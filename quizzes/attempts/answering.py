"""Taking an answer: from a form or the browser's outbox, and one that a browser carried until its learner was back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quizzes.attempts.actions import begin_clock, record_answer, take_step
from quizzes.attempts.asked import shown_at
from quizzes.attempts.carried import carried_here, carries_answer, set_down
from quizzes.attempts.course import Course
from quizzes.attempts.forms import read_envelope
from quizzes.attempts.outbox import ALREADY, INCOMPLETE, KEPT, answers_outbox, from_outbox, tell_outbox
from quizzes.attempts.player import running_course, show_place
from quizzes.clips.pulled import taken_away
from quizzes.http.refusal import Refusal
from quizzes.items.types import ITEM_TYPES

View = Callable[..., HttpResponse]


@never_cache
@require_POST
@answers_outbox
@carries_answer
def answer(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """Keep an answer, then show what comes next at the same place: by a redirect, or at once to the outbox."""
    return _take(request, sitting_id, position, request.POST)


def brings_answer(view: View) -> View:
    """For a page of a sitting: what the browser carried for its learner is taken first, as if it were sent now."""

    @wraps(view)
    def bringing(request: HttpRequest, sitting_id: UUID, **kwargs: Any) -> HttpResponse:
        carried = carried_here(request, sitting_id) if request.method == "GET" else None
        if carried is None:
            return view(request, sitting_id=sitting_id, **kwargs)
        try:
            response: HttpResponse = _take(request, sitting_id, carried.position, QueryDict(carried.said))
        except Refusal as refusal:
            response = render(request, "refusal.html", {"sentence": refusal.sentence}, status=refusal.status)
        if isinstance(response, HttpResponseRedirect) and response.url == request.path:
            response = view(request, sitting_id=sitting_id, **kwargs)
        return set_down(response, sitting_id)

    return bringing


def _take(request: HttpRequest, sitting_id: UUID, position: int, said: QueryDict) -> HttpResponse:
    """Read what a form said, keep it, and show what comes of it. Raises Refusal where it is not to be kept."""
    course = running_course(request, sitting_id)
    begin_clock(course=course)
    envelope = read_envelope(said)
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
    form = kind.form(said, shown)
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


def _next(request: HttpRequest, course: Course, position: int, *, kept: bool) -> HttpResponse:
    """What comes after an answer. The outbox gets it in the reply itself: one way over a bad line instead of two."""
    place = course.place(position)
    if from_outbox(request) and place is not None:
        shown = show_place(request, course, place, kept_first=not kept)
        return tell_outbox(request, shown, KEPT if kept else ALREADY)
    response = redirect("place", course.sitting.pk, position)
    response["Location"] += "" if kept else "?kept=first"
    return tell_outbox(request, response, KEPT)
