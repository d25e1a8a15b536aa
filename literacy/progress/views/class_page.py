"""The class over a period, a clip to talk about, and one learner's page."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from literacy.classroom.access import classroom_for_teacher, enrolment_for_teacher
from literacy.classroom.models import Classroom
from literacy.people.requests import SignedInRequest
from literacy.progress.class_page import SHOWN, ClassView, class_view, is_within, sorted_rows, usual_period
from literacy.progress.class_words import builder_url, discuss_url, groups_of, headline_of
from literacy.progress.discussing import pair_to_discuss
from literacy.progress.facts import facts_of
from literacy.progress.heat import column_heads, page_rows, periods_on_offer
from literacy.progress.learner_page import learner_view
from literacy.progress.periods import EVER, is_period
from literacy.progress.words import CLASS_LEANING, CLASS_TELLING
from quizzes.http.refusal import Refusal


@login_required
@require_GET
def class_progress(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Who sees what, and who needs help: for the teachers of a class, with names."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):
        return render(request, "progress/class.html", _context(request, room, with_names=True))


@login_required
@require_GET
def class_board(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The same for all to see: the class as a whole, without a name or a row of anybody."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):
        return render(request, "progress/board.html", _context(request, room, with_names=False))


def _context(request: SignedInRequest, room: Classroom, *, with_names: bool) -> dict[str, object]:
    shown = request.GET.get("show", SHOWN[0])
    shown = shown if shown in SHOWN else SHOWN[0]
    period = _period(request, room)
    view = class_view(room, period=period, shown=shown)
    context: dict[str, object] = {
        "classroom": room,
        "view": view,
        "shown": shown,
        "period": period,
        "periods": periods_on_offer(view, room),
        "telling": CLASS_TELLING[view.reading.telling],
        "leaning": CLASS_LEANING[view.reading.leaning],
        "columns": column_heads(view.columns, shown, view.whole),
        "whole": view.whole,
        **_weakest(view, room, shown),
    }
    if with_names:
        sort, search = request.GET.get("sort", "name"), request.GET.get("q", "").strip()
        rows = [
            row
            for row in sorted_rows(view.rows, sort, view.columns)
            if search.casefold() in row.name.casefold()
        ]
        context |= {
            "headline": headline_of(view),
            "groups": groups_of(view, room),
            "rows": page_rows(rows),
            "sort": sort,
            "search": search,
        }
    return context


def _weakest(view: ClassView, room: Classroom, shown: str) -> dict[str, object]:
    if view.weakest is None:
        return {}
    slug = view.weakest.slug
    return {
        "weakest": view.weakest,
        "weakest_name": column_heads([slug], shown)[0].name,
        "weakest_url": builder_url(room, **{shown: slug}, count=8),
        "weakest_pair_url": discuss_url(room, slug, view.period),
    }


def _period(request: SignedInRequest, room: Classroom) -> str:
    asked = request.GET.get("period")
    return asked if asked is not None and is_period(asked) else usual_period(room)


@login_required
@require_GET
def discuss_pair(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Leads to the clip that the class should talk about."""
    room = classroom_for_teacher(request.user, classroom_id)
    period = request.GET.get("period", EVER)
    zone = ZoneInfo(room.school.time_zone)
    facts = facts_of(room, within=lambda moment: not is_period(period) or is_within(moment, period, zone))
    pair = pair_to_discuss(facts, about=request.GET.get("about", ""))
    if pair is None:
        raise Refusal(_("There is no clip to talk about yet: too little was answered."), status=404)
    return redirect("library_pair", slug=pair.slug)


@login_required
@require_GET
def learner_progress(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """One learner, for a talk with them or their parents: to be read together, and printed."""
    place = enrolment_for_teacher(request.user, enrolment_id)
    with timezone.override(ZoneInfo(place.classroom.school.time_zone)):
        context = {"place": place, "classroom": place.classroom, "view": learner_view(place)}
        return render(request, "progress/learner.html", context)
