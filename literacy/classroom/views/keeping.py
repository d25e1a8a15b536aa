"""What a teacher sets about a class: its name, its door, its groups, and its end."""

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from literacy.classroom.access import classroom_for_teacher, group_for_teacher
from literacy.classroom.actions import (
    Knock,
    archive_classroom,
    delete_group,
    fill_group,
    make_group,
    open_door,
    rename_classroom,
    rename_group,
    restore_classroom,
    set_door,
)
from literacy.classroom.group_list import SORTS, group_list
from literacy.classroom.models import Classroom, Enrolment, Group
from literacy.people.requests import SignedInRequest
from quizzes.http.address import visitor_address
from quizzes.http.refusal import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def keep_class(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The page of a class's settings: its name, and how pupils come in."""
    room = classroom_for_teacher(request.user, classroom_id)
    if request.method == "POST":
        before = room.name
        try:
            rename_classroom(classroom=room, name=request.POST.get("name", ""))
            set_door(
                classroom=room,
                shows_names="shows_names" in request.POST,
                code_kind=request.POST.get("code_kind", ""),
            )
        except Refusal as refusal:
            room.name = before
            return _settings(request, room, refusal)
        messages.success(request, _("Kept."), "good")
        return redirect("keep_class", classroom_id=room.pk)
    return _settings(request, room)


@login_required
@require_POST
def archive(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """End a class, or put it back."""
    room = classroom_for_teacher(request.user, classroom_id)
    if room.is_over:
        restore_classroom(classroom=room)
        messages.success(request, _("%(name)s is running again.") % {"name": room.name}, "good")
        return redirect("classroom", classroom_id=room.pk)
    archive_classroom(classroom=room)
    sentence = _("%(name)s is over. Its results stay; you find it under “Classes that are over”.")
    messages.success(request, sentence % {"name": room.name}, "good")
    return redirect("home")


@login_required
@require_GET
def board(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The class code as large as a wall, with a QR code that opens the class's door."""
    room = classroom_for_teacher(request.user, classroom_id)
    link = request.build_absolute_uri(reverse("join_class", args=[room.code]))
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True, svgclass=None)
    return render(
        request,
        "classroom/board.html",
        {"classroom": room, "host": request.get_host(), "link": link, "qr": drawn},
    )


@login_required
@require_POST
def let_in(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Open the door again that too many wrong codes had shut."""
    room = classroom_for_teacher(request.user, classroom_id)
    open_door(classroom=room, knock=Knock(visitor_address(request)))
    messages.success(request, _("The door of %(name)s is open again.") % {"name": room.name}, "good")
    return redirect("classroom", classroom_id=room.pk)


@login_required
@require_http_methods(["GET", "POST"])
def groups(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The groups of a class; a new one is made here."""
    room = classroom_for_teacher(request.user, classroom_id)
    if request.method == "POST":
        try:
            group = make_group(classroom=room, name=request.POST.get("name", ""))
        except Refusal as refusal:
            return _groups(request, room, refusal)
        return redirect(_at_group(group))
    return _groups(request, room)


@login_required
@require_POST
def change_group(request: SignedInRequest, group_id: int) -> HttpResponse:
    """Rename a group and say who is in it."""
    group = group_for_teacher(request.user, group_id)
    try:
        if request.POST.get("name", "") != group.name:
            rename_group(group=group, name=request.POST.get("name", ""))
    except Refusal as refusal:
        return _groups(request, group.classroom, refusal)
    fill_group(group=group, places=_ticked(request, group.classroom))
    return redirect(_at_group(group))


@login_required
@require_POST
def remove_group(request: SignedInRequest, group_id: int) -> HttpResponse:
    """Delete a group; its pupils stay in the class."""
    group = group_for_teacher(request.user, group_id)
    delete_group(group=group)
    messages.success(request, _("The group %(name)s is gone.") % {"name": group.name}, "good")
    return redirect("groups", classroom_id=group.classroom_id)


def _ticked(request: SignedInRequest, room: Classroom) -> list[Enrolment]:
    keys = [int(key) for key in request.POST.getlist("place") if key.isdecimal() and len(key) < 19]
    return list(room.enrolments.present().filter(pk__in=keys))


def _settings(request: SignedInRequest, room: Classroom, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "classroom": room,
        "typed": request.POST.get("name", room.name),
        "sentence": refusal.sentence if refusal else "",
        "kinds": Classroom.CodeKind.choices,
    }
    return render(request, "classroom/keep.html", context, status=refusal.status if refusal else 200)


def _at_group(group: Group) -> str:
    address = reverse("groups", args=[group.classroom_id])
    return f"{address}?group={group.pk}#group-{group.pk}"


def _groups(request: SignedInRequest, room: Classroom, refusal: Refusal | None = None) -> HttpResponse:
    listed = group_list(room, request.GET.dict())
    context = {
        "classroom": room,
        "listed": listed,
        "sorts": SORTS,
        "groups": listed.rows,
        "places": list(room.enrolments.present().select_related("user").order_by("user__name", "pk")),
        "sentence": refusal.sentence if refusal else "",
    }
    return render(request, "classroom/groups.html", context, status=refusal.status if refusal else 200)
