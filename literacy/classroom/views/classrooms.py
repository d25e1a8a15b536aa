"""The page of a class for its teachers, and what they do there."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from literacy.classroom.access import classroom_for_teacher, enrolment_for_teacher
from literacy.classroom.actions import Knock, add_pupils, set_extra_time
from literacy.classroom.actions.knocking import greet, is_shut
from literacy.classroom.actions.rosters import names_in
from literacy.classroom.forms import RosterForm
from literacy.classroom.models import Classroom
from literacy.classroom.overview import with_progress
from literacy.classroom.views.cards import show_cards
from literacy.people.requests import SignedInRequest
from quizzes.http.address import visitor_address
from quizzes.http.refusal import Refusal


@login_required
@require_GET
def classroom(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    return _page(request, classroom_for_teacher(request.user, classroom_id))


@login_required
@never_cache
@require_POST
def new_pupils(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Add the pasted names and answer with their cards: the only time that the words are shown."""
    room = classroom_for_teacher(request.user, classroom_id)
    form = RosterForm(request.POST)
    names = names_in(form.cleaned_data["names"]) if form.is_valid() else []
    try:
        added = add_pupils(classroom=room, names=names)
    except Refusal as refusal:
        return _page(
            request,
            room,
            roster_sentence=refusal.sentence,
            names=request.POST.get("names", ""),
            status=refusal.status,
        )
    return show_cards(request, room, added.new, known=added.known, back=added.back)


@login_required
@require_POST
def extra_time(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """Give one pupil more time than the class has."""
    enrolment = enrolment_for_teacher(request.user, enrolment_id)
    set_extra_time(enrolment=enrolment, extra_time=request.POST.get("extra_time", ""))
    return redirect("pupil", enrolment_id=enrolment.pk)


def _page(
    request: SignedInRequest,
    room: Classroom,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    pupils = list(room.enrolments.present().select_related("user").order_by("user__name", "pk"))
    knock = Knock(visitor_address(request))
    shut = is_shut(room, knock)
    if not shut:
        greet(room, knock)  # where the teacher of a class is, the class may be read by name
    page = {
        "classroom": room,
        "enrolments": pupils,
        "joined": sum(place.user.last_login is not None for place in pupils),
        "assignments": list(with_progress(room.assignments.standing())),
        "withdrawn": room.assignments.exclude(withdrawn_at=None).count(),
        "now": timezone.now(),
        "is_shut": shut,
        **context,
    }
    with timezone.override(ZoneInfo(room.school.time_zone)):
        return render(request, "classroom/classroom.html", page, status=status)
