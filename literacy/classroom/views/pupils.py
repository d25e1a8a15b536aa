"""The pupils of a class for its teachers: the list, one of them, and those who leave, come back or move on."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from literacy.classroom.access import (
    classroom_for_teacher,
    classrooms_to_move_to,
    enrolment_for_teacher,
    group_for_teacher,
)
from literacy.classroom.actions import let_leave, move_pupils, put_back
from literacy.classroom.chosen import chosen_places
from literacy.classroom.models import ExtraTime
from literacy.classroom.roster import ON_A_PAGE, SORTS, roster_of
from literacy.classroom.views.cards import show_cards
from literacy.people.requests import SignedInRequest


@login_required
@require_GET
def pupils(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Everybody of a class, or those who left it: to search, to sort, and to do something with several at once."""
    room = classroom_for_teacher(request.user, classroom_id)
    has_left = "left" in request.GET
    wanted = request.GET.get("q", "").strip()[:80]
    sort = request.GET.get("sort", "name")
    found = roster_of(room, has_left=has_left, wanted=wanted, sort=sort)
    context = {
        "classroom": room,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "has_left": has_left,
        "wanted": wanted,
        "sort": sort,
        "sorts": SORTS,
        "present": room.enrolments.present().count(),
        "departed": room.enrolments.departed().count(),
        "others": list(classrooms_to_move_to(request.user, room)),
        "groups": list(room.groups.all()),
    }
    with timezone.override(ZoneInfo(room.school.time_zone)):
        return render(request, "classroom/pupils.html", context)


@login_required
@require_GET
def pupil(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """One pupil: a new card, extra time, groups, and the ways out of the class."""
    place = enrolment_for_teacher(request.user, enrolment_id)
    context = {
        "place": place,
        "classroom": place.classroom,
        "extra_times": ExtraTime.choices,
        "groups": list(place.groups.all()),
        "others": list(classrooms_to_move_to(request.user, place.classroom)),
    }
    with timezone.override(ZoneInfo(place.classroom.school.time_zone)):
        return render(request, "classroom/pupil.html", context)


@login_required
@require_POST
def leave_class(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Take the ticked pupils out of the class; the list of those who left puts them back."""
    room = classroom_for_teacher(request.user, classroom_id)
    places = chosen_places(room, request.POST)
    number = let_leave(places=places)
    sentence = (
        _("%(name)s left %(room)s. Under “Who left” you can put them back.")
        if number == 1
        else _("%(number)s pupils left %(room)s. Under “Who left” you can put them back.")
    )
    messages.success(
        request, sentence % {"name": places[0].user.name, "number": number, "room": room.name}, "good"
    )
    return redirect("pupils", classroom_id=room.pk)


@login_required
@require_POST
def come_back(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """Put back a pupil who left, with the words they had."""
    place = enrolment_for_teacher(request.user, enrolment_id)
    put_back(enrolment=place)
    messages.success(
        request,
        _("%(name)s is in %(room)s again, with the words and answers they had.")
        % {"name": place.user.name, "room": place.classroom.name},
        "good",
    )
    return redirect("pupils", classroom_id=place.classroom_id)


@login_required
@never_cache
@require_POST
def move(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Let the ticked pupils go on in another class, and answer with their new cards."""
    room = classroom_for_teacher(request.user, classroom_id)
    places = chosen_places(room, request.POST)
    wanted = request.POST.get("to", "")
    to = get_object_or_404(
        classrooms_to_move_to(request.user, room), pk=int(wanted) if wanted.isdecimal() else 0
    )
    cards = move_pupils(places=places, to=to)
    title = (
        _("%(name)s is in %(room)s now") if len(cards) == 1 else _("%(number)s pupils are in %(room)s now")
    )
    told = {"name": cards[0].name, "number": len(cards), "room": to.name}
    return show_cards(request, to, cards, title=title % told)


@login_required
@require_POST
def into_group(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Put the ticked pupils in a group of the class, beside those who are in it."""
    room = classroom_for_teacher(request.user, classroom_id)
    places = chosen_places(room, request.POST)
    wanted = request.POST.get("group", "")
    group = group_for_teacher(request.user, int(wanted) if wanted.isdecimal() else 0)
    group.enrolments.add(*[place for place in places if place.classroom_id == group.classroom_id])
    return redirect("groups", classroom_id=room.pk)
